using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Moderation.Mailboxes;

namespace Antiphon.MastodonApi.Administration;

[Endpoint("GET", "/api/v1/admin/email_domain_blocks", Allow.Administrators, Scope.AdminReadEmailDomainBlocks)]
internal sealed class GetAdminEmailDomainBlocks(MailBlocks blocks) : Endpoint
{
    protected override Task Answer(Request request)
    {
        var page = request.Page(100, 200);
        return Pages.Answer(request, page, blocks.Domains(page), static one => one.Id, HostJson.MailDomain);
    }
}
