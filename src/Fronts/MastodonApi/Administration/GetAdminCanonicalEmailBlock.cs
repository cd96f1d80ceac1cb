using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Moderation.Mailboxes;

namespace Antiphon.MastodonApi.Administration;

[Endpoint("GET", "/api/v1/admin/canonical_email_blocks/{id}", Allow.Administrators, Scope.AdminReadCanonicalEmailBlocks)]
internal sealed class GetAdminCanonicalEmailBlock(MailBlocks blocks) : Endpoint
{
    protected override Task Answer(Request request) => blocks.Address(request.RouteId()) is { } found ? request.Json(json => HostJson.MailAddress(json, found)) : request.Refuse(Refusal.NotFound);
}
