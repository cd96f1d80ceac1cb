using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Moderation.Hosts;

namespace Antiphon.MastodonApi.Administration;

[Endpoint("DELETE", "/api/v1/admin/domain_blocks/{id}", Allow.Administrators, Scope.AdminWriteDomainBlocks)]
internal sealed class DeleteAdminDomainBlock(BlockHost block) : Endpoint
{
    protected override async Task Answer(Request request) => await request.Emptied(await block.Remove(request.Viewer.Id, request.RouteId()));
}
