using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People;

namespace Antiphon.MastodonApi.Profiles;

/// <summary>An account by its name, without search.</summary>
[Endpoint("GET", "/api/v1/accounts/lookup", Allow.Anyone, Scope.ReadAccounts)]
internal sealed class GetAccountLookup(Accounts accounts, AccountJson account, Site site) : Endpoint
{
    protected override Task Answer(Request request) =>
        request.Params.Filled("acct") is { } acct && accounts.Named(Handles.Ours(acct, site)) is { State: not AccountState.Waiting } found
            ? request.Send(account.Of(found))
            : request.Refuse(Refusal.NotFound);
}
