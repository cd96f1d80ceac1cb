using Antiphon.MastodonApi.Entities;
using Antiphon.Notifications;

namespace Antiphon.MastodonApi.Notifications;

/// <summary>Which notifications are asked for.</summary>
/// <param name="Joined">The kinds that are grouped, in the second version.</param>
/// <param name="Nothing">Kinds were named, and none of them exists here.</param>
internal sealed record NotificationFilter(InboxFilter Inbox, IReadOnlySet<NotificationKind> Joined, bool Nothing)
{
    /// <summary>The parameters that the neighbouring pages keep.</summary>
    public static readonly string[] Kept = ["types[]", "exclude_types[]", "account_id", "include_filtered"];

    public static readonly string[] KeptOfGroups = [.. Kept, "grouped_types[]", "expand_accounts"];

    public static NotificationFilter Of(Request request)
    {
        var p = request.Params;
        var types = p.All("types");
        var only = NotificationJson.Parse(types);
        var joined = p.Has("grouped_types") ? NotificationJson.Parse(p.All("grouped_types")).Where(Notify.Joins).ToHashSet() : NotificationGroups.Usual;
        return new NotificationFilter(
            new InboxFilter(only, NotificationJson.Parse(p.All("exclude_types")), p.Id("account_id"), p.Is("include_filtered")), joined, types.Count > 0 && only.Count == 0);
    }
}
