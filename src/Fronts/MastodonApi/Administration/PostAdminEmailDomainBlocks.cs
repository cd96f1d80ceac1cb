using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Moderation.Mailboxes;

namespace Antiphon.MastodonApi.Administration;

[Endpoint("POST", "/api/v1/admin/email_domain_blocks", Allow.Administrators, Scope.AdminWriteEmailDomainBlocks)]
internal sealed class PostAdminEmailDomainBlocks(MailBlocks blocks) : Endpoint
{
    protected override async Task Answer(Request request) => await request.Answer(await blocks.BlockDomain(request.Viewer.Id, request.Params.Text("domain")), HostJson.MailDomain);
}
