using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Moderation.Warnings;

namespace Antiphon.MastodonApi.Administration;

[Endpoint("POST", "/api/v1/admin/accounts/{id}/enable", Allow.Moderators, Scope.AdminWriteAccounts)]
internal sealed class PostAdminAccountEnable(Restraints restraints, AdminAccountJson accounts) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var done = await restraints.Unfreeze(request.Viewer.Id, request.RouteId(), string.Empty);
        if (done.Ok) await accounts.Answer(request, request.RouteId());
        else await request.Refuse(done.Refusal);
    }
}
