using Antiphon.Access;
using Antiphon.Http;
using Antiphon.People.Joining;

namespace Antiphon.MastodonApi.Administration;

[Endpoint("POST", "/api/v1/admin/accounts/{id}/approve", Allow.Moderators, Scope.AdminWriteAccounts)]
internal sealed class PostAdminAccountApprove(Waiting waiting, AdminAccountJson accounts) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var done = await waiting.Approve(request.Viewer.Id, request.RouteId());
        if (done.Ok) await accounts.Answer(request, request.RouteId());
        else await request.Refuse(done.Refusal);
    }
}
