using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Notifications;

namespace Antiphon.MastodonApi.Notifications;

[Endpoint("GET", "/api/v2/notifications/{group_key}", Allow.Members, Scope.ReadNotifications)]
internal sealed class GetNotificationGroup(NotificationGroups groups, GroupedJson grouped) : Endpoint
{
    protected override Task Answer(Request request) => GroupKey.Find(request, groups, grouped).Group is { } found
        ? grouped.Answer(request, [found], partial: false, paged: false)
        : request.Refuse(Refusal.NotFound);
}
