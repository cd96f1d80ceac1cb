using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People.Relations;

namespace Antiphon.MastodonApi.Profiles;

[Endpoint("GET", "/api/v1/endorsements", Allow.Members, Scope.ReadAccounts)]
internal sealed class GetEndorsements(RelationLists relations, Lists lists) : Endpoint
{
    protected override Task Answer(Request request)
    {
        var page = request.Page(40, 80);
        return lists.People(request, relations.Endorsed(request.Viewer, request.Viewer.Id, page), page);
    }
}
