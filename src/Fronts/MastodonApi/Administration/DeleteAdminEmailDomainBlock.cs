using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Moderation.Mailboxes;

namespace Antiphon.MastodonApi.Administration;

[Endpoint("DELETE", "/api/v1/admin/email_domain_blocks/{id}", Allow.Administrators, Scope.AdminWriteEmailDomainBlocks)]
internal sealed class DeleteAdminEmailDomainBlock(MailBlocks blocks) : Endpoint
{
    protected override async Task Answer(Request request) => await request.Emptied(await blocks.UnblockDomain(request.Viewer.Id, request.RouteId()));
}
