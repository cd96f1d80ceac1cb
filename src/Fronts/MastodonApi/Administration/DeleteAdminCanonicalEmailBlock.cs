using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Moderation.Mailboxes;

namespace Antiphon.MastodonApi.Administration;

[Endpoint("DELETE", "/api/v1/admin/canonical_email_blocks/{id}", Allow.Administrators, Scope.AdminWriteCanonicalEmailBlocks)]
internal sealed class DeleteAdminCanonicalEmailBlock(MailBlocks blocks) : Endpoint
{
    protected override async Task Answer(Request request) => await request.Emptied(await blocks.UnblockAddress(request.Viewer.Id, request.RouteId()));
}
