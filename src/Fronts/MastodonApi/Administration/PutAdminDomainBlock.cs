using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Moderation.Hosts;

namespace Antiphon.MastodonApi.Administration;

[Endpoint("PUT", "/api/v1/admin/domain_blocks/{id}", Allow.Administrators, Scope.AdminWriteDomainBlocks)]
internal sealed class PutAdminDomainBlock(BlockHost block) : Endpoint
{
    protected override async Task Answer(Request request) =>
        await request.Answer(await block.Change(request.Viewer.Id, request.RouteId(), HostJson.Wanted(request)), HostJson.Write);
}
