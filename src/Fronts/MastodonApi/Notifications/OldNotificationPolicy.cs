using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Notifications;

namespace Antiphon.MastodonApi.Notifications;

/// <summary>The same policy as yes and no, for apps that know its first version.</summary>
[Endpoint("GET", "/api/v1/notifications/policy", Allow.Members, Scope.ReadNotifications)]
[Endpoint("PUT", "/api/v1/notifications/policy", Allow.Members, Scope.WriteNotifications)]
[Endpoint("PATCH", "/api/v1/notifications/policy", Allow.Members, Scope.WriteNotifications)]
internal sealed class OldNotificationPolicy(Policies policies) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var (account, p) = (request.Viewer.Id, request.Params);
        var policy = request.Http.Request.Method == "GET" ? policies.Of(account) : await policies.Change(account, now => PolicyJson.ChangedOld(now, p));
        await request.Json(json => PolicyJson.WriteOld(json, policy, policies.Summary(account)));
    }
}
