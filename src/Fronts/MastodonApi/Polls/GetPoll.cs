using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.Posts;

namespace Antiphon.MastodonApi.Polls;

/// <summary>A poll, for whoever may read its post.</summary>
[Endpoint("GET", "/api/v1/polls/{id}", Allow.Anyone, Scope.ReadStatuses)]
internal sealed class GetPoll(PostShelf shelf, PollJson polls) : Endpoint
{
    protected override Task Answer(Request request) => shelf.Find(request.RouteId(), request.Viewer) is { Poll: { } poll }
        ? request.Json(json => polls.Write(json, poll, request.Viewer))
        : request.Refuse(Refusal.NotFound);
}
