using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Moderation.Hosts;

namespace Antiphon.MastodonApi.Administration;

[Endpoint("DELETE", "/api/v1/admin/domain_allows/{id}", Allow.Administrators, Scope.AdminWriteDomainAllows)]
internal sealed class DeleteAdminDomainAllow(AllowHost allow) : Endpoint
{
    protected override async Task Answer(Request request) => await request.Answer(await allow.Remove(request.Viewer.Id, request.RouteId()), HostJson.Write);
}
