using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Moderation.Hosts;

namespace Antiphon.MastodonApi.Administration;

[Endpoint("GET", "/api/v1/admin/domain_blocks", Allow.Administrators, Scope.AdminReadDomainBlocks)]
internal sealed class GetAdminDomainBlocks(HostLists hosts) : Endpoint
{
    protected override Task Answer(Request request)
    {
        var page = request.Page(100, 200);
        return Pages.Answer(request, page, hosts.Blocks(page), static one => one.Id, HostJson.Write);
    }
}
