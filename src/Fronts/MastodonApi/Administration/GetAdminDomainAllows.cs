using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Moderation.Hosts;

namespace Antiphon.MastodonApi.Administration;

[Endpoint("GET", "/api/v1/admin/domain_allows", Allow.Administrators, Scope.AdminReadDomainAllows)]
internal sealed class GetAdminDomainAllows(HostLists hosts) : Endpoint
{
    protected override Task Answer(Request request)
    {
        var page = request.Page(100, 200);
        return Pages.Answer(request, page, hosts.Allows(page), static one => one.Id, HostJson.Write);
    }
}
