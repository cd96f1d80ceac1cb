using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People.Profiles;

namespace Antiphon.MastodonApi.Profiles;

/// <summary>Finds accounts by name, for completing mentions.</summary>
[Endpoint("GET", "/api/v1/accounts/search", Allow.Members, Scope.ReadAccounts)]
internal sealed class GetAccountSearch(SearchAccounts search, Lists lists, Site site) : Endpoint
{
    protected override Task Answer(Request request)
    {
        var query = request.Params.Filled("q");
        return query is null
            ? request.EmptyList()
            : lists.People(request, search.Run(
                request.Viewer, Handles.Query(query, site), request.Limit(40, 80), (int)Math.Clamp(request.Params.Number("offset") ?? 0, 0, 10_000), request.Params.Is("following")));
    }
}
