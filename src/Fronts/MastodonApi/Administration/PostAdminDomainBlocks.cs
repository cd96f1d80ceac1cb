using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Moderation.Hosts;

namespace Antiphon.MastodonApi.Administration;

[Endpoint("POST", "/api/v1/admin/domain_blocks", Allow.Administrators, Scope.AdminWriteDomainBlocks)]
internal sealed class PostAdminDomainBlocks(BlockHost block) : Endpoint
{
    protected override async Task Answer(Request request) =>
        await request.Answer(await block.Add(request.Viewer.Id, request.Params.Text("domain"), HostJson.Wanted(request)), HostJson.Write);
}
