using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Moderation;
using Antiphon.People;
using Antiphon.People.Leaving;

namespace Antiphon.MastodonApi.Administration;

/// <summary>Deletes the data of a suspended account for good; the account is answered as it was.</summary>
[Endpoint("DELETE", "/api/v1/admin/accounts/{id}", Allow.Administrators, Scope.AdminWriteAccounts)]
internal sealed class DeleteAdminAccount(DeleteAccount delete, AllAccounts all, AdminAccountJson accounts) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        if (all.Find(request.RouteId()) is not { } before)
        {
            await request.Refuse(Refusal.NotFound);
            return;
        }

        var done = before.Account.State == AccountState.Suspended
            ? await delete.ByAdministrator(request.Viewer.Id, request.RouteId(), string.Empty)
            : Refusal.Conflict("id", "Suspend the account first: its deletion cannot be taken back.");
        if (!done.Ok) await request.Refuse(done.Refusal);
        else await request.Json(json => accounts.Write(json, before, request.Viewer));
    }
}
