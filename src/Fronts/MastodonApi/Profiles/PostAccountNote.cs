using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People.Relations;

namespace Antiphon.MastodonApi.Profiles;

[Endpoint("POST", "/api/v1/accounts/{id}/note", Allow.Members, Scope.WriteAccounts)]
internal sealed class PostAccountNote(WriteNote note) : Endpoint
{
    protected override Task Answer(Request request) =>
        RelationshipJson.Answer(request, note.Run(request.Viewer.Id, request.RouteId(), request.Params.Text("comment") ?? string.Empty));
}
