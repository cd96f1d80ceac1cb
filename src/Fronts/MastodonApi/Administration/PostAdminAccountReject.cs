using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Moderation;
using Antiphon.People.Joining;

namespace Antiphon.MastodonApi.Administration;

/// <summary>The account is answered as it was: nothing of it is left.</summary>
[Endpoint("POST", "/api/v1/admin/accounts/{id}/reject", Allow.Moderators, Scope.AdminWriteAccounts)]
internal sealed class PostAdminAccountReject(Waiting waiting, AllAccounts all, AdminAccountJson accounts) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var before = all.Find(request.RouteId());
        var done = await waiting.Reject(request.Viewer.Id, request.RouteId(), string.Empty);
        if (!done.Ok) await request.Refuse(done.Refusal);
        else await request.Json(json => accounts.Write(json, before!, request.Viewer));
    }
}
