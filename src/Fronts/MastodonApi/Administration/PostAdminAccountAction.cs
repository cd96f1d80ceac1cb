using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Moderation.Warnings;

namespace Antiphon.MastodonApi.Administration;

[Endpoint("POST", "/api/v1/admin/accounts/{id}/action", Allow.Moderators, Scope.AdminWriteAccounts)]
internal sealed class PostAdminAccountAction(ActOnAccount act) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var given = request.Params;
        ModeratorAct? wanted = given.Filled("type") switch
        {
            "none" => ModeratorAct.Warn,
            "disable" => ModeratorAct.Freeze,
            "sensitive" => ModeratorAct.Sensitive,
            "silence" => ModeratorAct.Limit,
            "suspend" => ModeratorAct.Suspend,
            _ => null,
        };
        if (wanted is not { } type)
        {
            await request.Refuse(Refusal.Invalid("type", "The type is none, sensitive, disable, silence or suspend."));
            return;
        }

        await request.Emptied(await act.Run(request.Viewer.Id, new ActDraft(
            request.RouteId(), type, given.Text("text") ?? string.Empty, given.Id("report_id"), given.Flag("send_email_notification") ?? true)));
    }
}
