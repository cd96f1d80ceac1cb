using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Moderation;
using Antiphon.People;

namespace Antiphon.MastodonApi.Administration;

/// <summary>By words, as the second version of this address has them. Addresses of machines are kept nowhere: a filter by one is passed over.</summary>
[Endpoint("GET", "/api/v2/admin/accounts", Allow.Moderators, Scope.AdminReadAccounts)]
internal sealed class GetAdminAccountsV2(AllAccounts all, AdminAccountJson accounts) : Endpoint
{
    protected override Task Answer(Request request)
    {
        var given = request.Params;
        var status = given.Filled("status");
        var state = status switch { "pending" => AccountState.Waiting, "suspended" => AccountState.Suspended, "silenced" => AccountState.Limited, "active" => AccountState.Active, _ => (AccountState?)null };
        var roles = given.Ids("role_ids");
        var filter = new AccountFilter(
            given.Filled("origin") switch { "local" => true, "remote" => false, _ => null }, state, AnyState: state is null, Frozen: status == "disabled", Sensitive: status == "sensitized",
            Staff: given.Filled("permissions") == "staff", Username: given.Filled("username"), DisplayName: given.Filled("display_name"), Domain: given.Filled("by_domain"),
            Email: request.Viewer.Role >= Role.Administrator ? given.Filled("email") : null, InvitedBy: given.Id("invited_by"),
            Role: roles is [>= 0 and <= (long)Role.Owner, ..] ? (Role)roles[0] : null);
        var page = request.Page(100, 200);
        return Pages.Answer(
            request, page, all.Page(page, filter), static seen => seen.Account.Id, (json, seen) => accounts.Write(json, seen, request.Viewer),
            "origin", "status", "permissions", "role_ids[]", "invited_by", "username", "display_name", "by_domain", "email");
    }
}
