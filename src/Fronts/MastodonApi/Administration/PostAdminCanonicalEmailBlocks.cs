using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Moderation.Mailboxes;

namespace Antiphon.MastodonApi.Administration;

[Endpoint("POST", "/api/v1/admin/canonical_email_blocks", Allow.Administrators, Scope.AdminWriteCanonicalEmailBlocks)]
internal sealed class PostAdminCanonicalEmailBlocks(MailBlocks blocks) : Endpoint
{
    protected override async Task Answer(Request request) => await request.Answer(
        await blocks.BlockAddress(request.Viewer.Id, request.Params.Text("email"), request.Params.Text("canonical_email_hash")), HostJson.MailAddress);
}
