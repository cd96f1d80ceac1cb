using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Moderation.Hosts;

namespace Antiphon.MastodonApi.Administration;

[Endpoint("POST", "/api/v1/admin/domain_allows", Allow.Administrators, Scope.AdminWriteDomainAllows)]
internal sealed class PostAdminDomainAllows(AllowHost allow) : Endpoint
{
    protected override async Task Answer(Request request) =>
        await request.Answer(await allow.Add(request.Viewer.Id, request.Params.Text("domain")), HostJson.Write);
}
