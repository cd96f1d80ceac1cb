using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Moderation.Mailboxes;

namespace Antiphon.MastodonApi.Administration;

[Endpoint("GET", "/api/v1/admin/canonical_email_blocks", Allow.Administrators, Scope.AdminReadCanonicalEmailBlocks)]
internal sealed class GetAdminCanonicalEmailBlocks(MailBlocks blocks) : Endpoint
{
    protected override Task Answer(Request request)
    {
        var page = request.Page(100, 200);
        return Pages.Answer(request, page, blocks.Addresses(page), static one => one.Id, HostJson.MailAddress);
    }
}
