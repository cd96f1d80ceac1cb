using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Notifications;

namespace Antiphon.MastodonApi.Notifications;

/// <summary>By whom the member wants to be told. Read, or changed where anything is given; masto.js puts where the description patches.</summary>
[Endpoint("GET", "/api/v2/notifications/policy", Allow.Members, Scope.ReadNotifications)]
[Endpoint("PUT", "/api/v2/notifications/policy", Allow.Members, Scope.WriteNotifications)]
[Endpoint("PATCH", "/api/v2/notifications/policy", Allow.Members, Scope.WriteNotifications)]
internal sealed class NotificationPolicy(Policies policies) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var (account, p) = (request.Viewer.Id, request.Params);
        if (!PolicyJson.Sound(p))
        {
            await request.Refuse(Refusal.Invalid("policy", "Validation failed: each of these is \"accept\", \"filter\" or \"drop\""));
            return;
        }

        var policy = request.Http.Request.Method == "GET" ? policies.Of(account) : await policies.Change(account, now => PolicyJson.Changed(now, p));
        await request.Json(json => PolicyJson.Write(json, policy, policies.Summary(account)));
    }
}
