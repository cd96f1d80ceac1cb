using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Moderation.Mailboxes;

namespace Antiphon.MastodonApi.Administration;

[Endpoint("POST", "/api/v1/admin/canonical_email_blocks/test", Allow.Administrators, Scope.AdminReadCanonicalEmailBlocks)]
internal sealed class PostAdminCanonicalEmailBlocksTest(MailBlocks blocks) : Endpoint
{
    protected override Task Answer(Request request) => request.Json(json =>
    {
        json.WriteStartArray();
        foreach (var block in blocks.Test(request.Params.Text("email") ?? string.Empty)) HostJson.MailAddress(json, block);
        json.WriteEndArray();
    });
}
