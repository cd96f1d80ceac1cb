using System.Globalization;
using Antiphon.MastodonApi.Entities;
using Antiphon.MastodonApi.Parameters;
using Antiphon.Notifications;
using Antiphon.People;

namespace Antiphon.MastodonApi.Notifications;

/// <summary>A group's key in a route, as the list gave it: the kind, what it is about and the group's number; or <c>ungrouped-</c> and a notification's.</summary>
internal readonly record struct GroupKey(long Id, bool Single)
{
    /// <summary>The group, if this key is its own: a key with another kind or post names nothing.</summary>
    public static (GroupKey Key, NotificationGroup? Group) Find(Request request, NotificationGroups groups, GroupedJson grouped)
    {
        var text = request.RouteText("group_key");
        var key = new GroupKey(Params.ParseId(text[(text.LastIndexOf('-') + 1)..]), text.StartsWith("ungrouped-", StringComparison.Ordinal));
        var found = groups.Find(request.Viewer, key.Id, key.Single, one => grouped.Shows(one, request.Viewer));
        var right = found is not null && text == (key.Single ? string.Create(CultureInfo.InvariantCulture, $"ungrouped-{key.Id}") : NotificationJson.GroupKey(found.Newest));
        return (key, right ? found : null);
    }
}
