using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;

namespace Antiphon.MastodonApi.Timelines;

/// <summary>Everybody's public posts: of this server, of others, or of both.</summary>
[Endpoint("GET", "/api/v1/timelines/public", Allow.Anyone, Scope.ReadStatuses)]
internal sealed class GetTimelinePublic(Antiphon.Timelines.Timelines timelines, Lists lists) : Endpoint
{
    protected override Task Answer(Request request)
    {
        var (p, page) = (request.Params, request.Page(20, 40));
        var found = timelines.Public(request.Viewer, page, p.Is("local"), p.Is("only_media"), p.Is("remote"));
        return lists.Posts(request, found, page, "local", "remote", "only_media");
    }
}
