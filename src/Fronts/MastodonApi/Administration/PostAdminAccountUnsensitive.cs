using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Moderation.Warnings;

namespace Antiphon.MastodonApi.Administration;

[Endpoint("POST", "/api/v1/admin/accounts/{id}/unsensitive", Allow.Moderators, Scope.AdminWriteAccounts)]
internal sealed class PostAdminAccountUnsensitive(Restraints restraints, AdminAccountJson accounts) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var done = await restraints.Uncover(request.Viewer.Id, request.RouteId(), string.Empty);
        if (done.Ok) await accounts.Answer(request, request.RouteId());
        else await request.Refuse(done.Refusal);
    }
}
