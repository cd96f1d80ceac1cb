using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People;

namespace Antiphon.MastodonApi.Profiles;

/// <summary>Several at once.</summary>
[Endpoint("GET", "/api/v1/accounts", Allow.Anyone, Scope.ReadAccounts)]
internal sealed class GetAccounts(Accounts accounts, Lists lists) : Endpoint
{
    private const int Most = 40;

    protected override Task Answer(Request request)
    {
        var ids = request.Params.Ids("id").Distinct().Take(Most).ToList();
        var found = accounts.Load(ids);
        return lists.People(request, ids.Where(found.ContainsKey).Select(id => found[id]).Where(static account => account.State != AccountState.Waiting));
    }
}
