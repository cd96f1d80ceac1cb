using Antiphon.Access;
using Antiphon.Http;

namespace Antiphon.MastodonApi.Administration;

[Endpoint("GET", "/api/v1/admin/accounts/{id}", Allow.Moderators, Scope.AdminReadAccounts)]
internal sealed class GetAdminAccount(AdminAccountJson accounts) : Endpoint
{
    protected override Task Answer(Request request) => accounts.Answer(request, request.RouteId());
}
