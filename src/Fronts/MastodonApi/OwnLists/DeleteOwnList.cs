using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People.Lists;

namespace Antiphon.MastodonApi.OwnLists;

[Endpoint("DELETE", "/api/v1/lists/{id}", Allow.Members, Scope.WriteLists)]
internal sealed class DeleteOwnList(DeleteList delete) : Endpoint
{
    protected override async Task Answer(Request request) => await ListJson.Nothing(request, await delete.Run(request.Viewer.Id, request.RouteId()));
}
