using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Moderation;
using Antiphon.People;

namespace Antiphon.MastodonApi.Administration;

/// <summary>By flags, as the first version of this address has them. Addresses of machines are kept nowhere: a filter by one is passed over.</summary>
[Endpoint("GET", "/api/v1/admin/accounts", Allow.Moderators, Scope.AdminReadAccounts)]
internal sealed class GetAdminAccounts(AllAccounts all, AdminAccountJson accounts) : Endpoint
{
    protected override Task Answer(Request request)
    {
        var given = request.Params;
        var state = given.Is("pending") ? AccountState.Waiting : given.Is("suspended") ? AccountState.Suspended : given.Is("silenced") ? AccountState.Limited : given.Is("active") ? AccountState.Active : (AccountState?)null;
        var filter = new AccountFilter(
            given.Is("local") == given.Is("remote") ? null : given.Is("local"), state, AnyState: state is null && !given.Is("active"), Frozen: given.Is("disabled"), Sensitive: given.Is("sensitized"),
            Staff: given.Is("staff"), Username: given.Filled("username"), DisplayName: given.Filled("display_name"), Domain: given.Filled("by_domain"),
            Email: request.Viewer.Role >= Role.Administrator ? given.Filled("email") : null);
        var page = request.Page(100, 200);
        return Pages.Answer(
            request, page, all.Page(page, filter), static seen => seen.Account.Id, (json, seen) => accounts.Write(json, seen, request.Viewer),
            "local", "remote", "active", "pending", "disabled", "silenced", "suspended", "sensitized", "staff", "username", "display_name", "by_domain", "email");
    }
}
