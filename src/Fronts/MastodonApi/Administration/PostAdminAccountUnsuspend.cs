using Antiphon.Access;
using Antiphon.Http;
using Antiphon.People;
using Antiphon.People.Authority;

namespace Antiphon.MastodonApi.Administration;

[Endpoint("POST", "/api/v1/admin/accounts/{id}/unsuspend", Allow.Moderators, Scope.AdminWriteAccounts)]
internal sealed class PostAdminAccountUnsuspend(RestoreAccount restore, AdminAccountJson accounts) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var done = await restore.From(AccountState.Suspended, request.Viewer.Id, request.RouteId(), string.Empty);
        if (done.Ok) await accounts.Answer(request, request.RouteId());
        else await request.Refuse(done.Refusal);
    }
}
