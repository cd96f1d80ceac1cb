using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.Media;

namespace Antiphon.MastodonApi.Uploads;

/// <summary>Describes one's own picture before it is attached.</summary>
[Endpoint("PUT", "/api/v1/media/{id}", Allow.Members, Scope.WriteMedia)]
internal sealed class PutMedia(DescribePicture describe, AttachmentJson attachments) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var described = await describe.Run(request.Viewer.Id, request.RouteId(), request.Params.Text("description"), Focus.Parse(request.Params.Text("focus")));
        if (described.Ok) await request.Json(json => attachments.Write(json, described.Value));
        else await request.Refuse(described.Refusal);
    }
}
