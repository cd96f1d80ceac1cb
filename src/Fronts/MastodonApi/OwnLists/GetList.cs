using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People.Lists;

namespace Antiphon.MastodonApi.OwnLists;

[Endpoint("GET", "/api/v1/lists/{id}", Allow.Members, Scope.ReadLists)]
internal sealed class GetList(MemberLists lists) : Endpoint
{
    protected override Task Answer(Request request) =>
        lists.Find(request.Viewer.Id, request.RouteId()) is { } found ? request.Json(json => ListJson.Write(json, found.List)) : request.Refuse(Refusal.NotFound);
}
