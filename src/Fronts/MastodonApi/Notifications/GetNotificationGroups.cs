using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Notifications;

namespace Antiphon.MastodonApi.Notifications;

/// <summary>The notifications by groups.</summary>
[Endpoint("GET", "/api/v2/notifications", Allow.Members, Scope.ReadNotifications)]
internal sealed class GetNotificationGroups(NotificationGroups groups, GroupedJson grouped) : Endpoint
{
    protected override Task Answer(Request request)
    {
        var expand = request.Params.Filled("expand_accounts") ?? "full";
        if (expand is not ("full" or "partial_avatars"))
        {
            return request.Refuse(Refusal.Invalid("body", "Invalid value for 'expand_accounts', allowed values are 'partial_avatars' and 'full'"));
        }

        var (filter, page) = (NotificationFilter.Of(request), request.Page(40, 80));
        var (shown, more) = filter.Nothing ? ([], false) : groups.Page(request.Viewer, page, filter.Inbox, filter.Joined, one => grouped.Shows(one, request.Viewer));
        if (shown.Count > 0)
        {
            var ends = shown.SelectMany(static group => new[] { group.PageNewest.Id, group.PageOldest.Id }).ToList();
            var (newest, oldest) = page.Ascending ? (ends.Max(), shown.Min(static group => group.PageOldest.Id)) : (shown.Max(static group => group.PageNewest.Id), shown.Min(static group => group.PageNewest.Id));
            request.Link(page.Ascending || more ? oldest : null, newest, page.Limit - 1, NotificationFilter.KeptOfGroups);
        }

        return grouped.Answer(request, shown, expand == "partial_avatars", paged: true);
    }
}
