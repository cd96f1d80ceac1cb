using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Moderation.Hosts;

namespace Antiphon.MastodonApi.Administration;

[Endpoint("GET", "/api/v1/admin/domain_allows/{id}", Allow.Administrators, Scope.AdminReadDomainAllows)]
internal sealed class GetAdminDomainAllow(HostLists hosts) : Endpoint
{
    protected override Task Answer(Request request) => hosts.Allow(request.RouteId()) is { } found ? request.Json(json => HostJson.Write(json, found)) : request.Refuse(Refusal.NotFound);
}
