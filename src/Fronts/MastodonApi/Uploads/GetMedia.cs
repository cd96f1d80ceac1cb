using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.Media;

namespace Antiphon.MastodonApi.Uploads;

/// <summary>One's own picture that waits to be attached.</summary>
[Endpoint("GET", "/api/v1/media/{id}", Allow.Members, Scope.WriteMedia)]
internal sealed class GetMedia(WaitingPictures waiting, AttachmentJson attachments) : Endpoint
{
    protected override Task Answer(Request request) => waiting.Find(request.Viewer.Id, request.RouteId()) is { } picture
        ? request.Json(json => attachments.Write(json, picture))
        : request.Refuse(Refusal.NotFound);
}
