using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.Notifications;
using Antiphon.People;

namespace Antiphon.MastodonApi.Notifications;

/// <summary>Everybody of a group, the latest first; pages by the ids of the notifications.</summary>
[Endpoint("GET", "/api/v2/notifications/{group_key}/accounts", Allow.Members, Scope.ReadNotifications)]
internal sealed class GetNotificationGroupAccounts(NotificationGroups groups, GroupedJson grouped, Accounts accounts, Lists lists) : Endpoint
{
    protected override Task Answer(Request request)
    {
        var (key, found) = GroupKey.Find(request, groups, grouped);
        if (found is null) return request.Refuse(Refusal.NotFound);
        var page = request.Page(40, 80);
        var members = groups.Members(request.Viewer, key.Id, key.Single, page, one => grouped.Shows(one, request.Viewer));
        return lists.People(request, [.. members.Select(one => (one.Id, accounts.Find(one.Actor)!))], page);
    }
}
