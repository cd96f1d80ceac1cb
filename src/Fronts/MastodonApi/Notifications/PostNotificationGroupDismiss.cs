using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Notifications;

namespace Antiphon.MastodonApi.Notifications;

/// <summary>Takes all of a group away.</summary>
[Endpoint("POST", "/api/v2/notifications/{group_key}/dismiss", Allow.Members, Scope.WriteNotifications)]
internal sealed class PostNotificationGroupDismiss(NotificationGroups groups, GroupedJson grouped) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        // As in Mastodon, what is gone already is as good as dismissed.
        var (key, found) = GroupKey.Find(request, groups, grouped);
        if (found is not null) await groups.Dismiss(request.Viewer.Id, key.Id, key.Single);
        await request.Empty();
    }
}
