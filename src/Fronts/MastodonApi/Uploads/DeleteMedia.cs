using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Media;

namespace Antiphon.MastodonApi.Uploads;

/// <summary>Deletes one's own picture that no post has yet.</summary>
[Endpoint("DELETE", "/api/v1/media/{id}", Allow.Members, Scope.WriteMedia)]
internal sealed class DeleteMedia(DeletePicture delete) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var deleted = await delete.Run(request.Viewer.Id, request.RouteId());
        await (deleted.Ok ? request.Empty() : request.Refuse(deleted.Refusal));
    }
}
