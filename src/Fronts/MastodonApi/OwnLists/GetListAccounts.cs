using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People.Lists;
using Antiphon.People.Relations;

namespace Antiphon.MastodonApi.OwnLists;

/// <summary>Who is on a list, latest first.</summary>
[Endpoint("GET", "/api/v1/lists/{id}/accounts", Allow.Members, Scope.ReadLists)]
internal sealed class GetListAccounts(MemberLists lists, RelationLists relations, Lists pages) : Endpoint
{
    protected override Task Answer(Request request)
    {
        if (lists.Find(request.Viewer.Id, request.RouteId()) is not { List: var list }) return request.Refuse(Refusal.NotFound);
        var page = request.Page(40, 80);
        return pages.People(request, relations.OfList(request.Viewer.Id, list.Id, page), page);
    }
}
