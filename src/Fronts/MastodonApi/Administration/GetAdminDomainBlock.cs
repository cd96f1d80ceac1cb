using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Moderation.Hosts;

namespace Antiphon.MastodonApi.Administration;

[Endpoint("GET", "/api/v1/admin/domain_blocks/{id}", Allow.Administrators, Scope.AdminReadDomainBlocks)]
internal sealed class GetAdminDomainBlock(HostLists hosts) : Endpoint
{
    protected override Task Answer(Request request) => hosts.Block(request.RouteId()) is { } found ? request.Json(json => HostJson.Write(json, found)) : request.Refuse(Refusal.NotFound);
}
