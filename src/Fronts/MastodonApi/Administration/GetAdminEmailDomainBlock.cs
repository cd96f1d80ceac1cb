using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Moderation.Mailboxes;

namespace Antiphon.MastodonApi.Administration;

[Endpoint("GET", "/api/v1/admin/email_domain_blocks/{id}", Allow.Administrators, Scope.AdminReadEmailDomainBlocks)]
internal sealed class GetAdminEmailDomainBlock(MailBlocks blocks) : Endpoint
{
    protected override Task Answer(Request request) => blocks.Domain(request.RouteId()) is { } found ? request.Json(json => HostJson.MailDomain(json, found)) : request.Refuse(Refusal.NotFound);
}
