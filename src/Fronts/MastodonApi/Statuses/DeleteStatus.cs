using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.Posts;

namespace Antiphon.MastodonApi.Statuses;

/// <summary>Deletes one's own post, and gives it back once more with the text as it was written, for apps that offer to write it anew.</summary>
[Endpoint("DELETE", "/api/v1/statuses/{id}", Allow.Members, Scope.WriteStatuses)]
internal sealed class DeleteStatus(PostShelf shelf, DeletePost delete, StatusJson statuses) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        using var output = Output.Rent();
        if (shelf.Find(request.RouteId(), request.Viewer) is not { } card || card.Post.Author != request.Viewer.Id)
        {
            await request.Refuse(Refusal.NotFound);
            return;
        }

        statuses.WriteWithText(output, card, request.Viewer);
        var deleted = await delete.Delete(request.Viewer.Id, card.Id, redraft: !request.Params.Is("delete_media"));
        if (deleted.Ok) await request.Send(output.Written);
        else await request.Refuse(deleted.Refusal);
    }
}
