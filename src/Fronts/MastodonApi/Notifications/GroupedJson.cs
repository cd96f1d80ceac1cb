using System.Text.Json;
using Antiphon.MastodonApi.Entities;
using Antiphon.Notifications;
using Antiphon.People;
using Antiphon.Posts;

namespace Antiphon.MastodonApi.Notifications;

/// <summary>Groups of notifications as JSON: the groups, and each account and status that they name, once.</summary>
internal sealed class GroupedJson(NotificationJson notifications, AccountJson accountJson, StatusJson statusJson, Accounts accounts, PostShelf shelf)
{
    /// <param name="partial">Of all but the first account of each group, no more than a picture needs.</param>
    /// <param name="paged">Whether it is a page of the list, which says what it stands for.</param>
    public void Write(Utf8JsonWriter json, IReadOnlyList<NotificationGroup> groups, Viewer viewer, bool partial, bool paged)
    {
        var actors = groups.SelectMany(static group => group.Actors).Distinct().ToList();
        var whole = partial ? groups.Select(static group => group.Actors[0]).ToHashSet() : [.. actors];
        json.WriteStartObject();
        json.WriteStartArray("accounts"u8);
        foreach (var account in Known(actors.Where(whole.Contains))) accountJson.Write(json, account);
        json.WriteEndArray();
        if (partial)
        {
            json.WriteStartArray("partial_accounts"u8);
            foreach (var account in Known(actors.Where(id => !whole.Contains(id)))) accountJson.WritePartial(json, account);
            json.WriteEndArray();
        }

        json.WriteStartArray("statuses"u8);
        foreach (var post in groups.Select(static group => group.Newest.Post).OfType<long>().Distinct())
        {
            if (shelf.Find(post, viewer) is { } card) statusJson.Write(json, card, viewer);
        }

        json.WriteEndArray();
        json.WriteStartArray("notification_groups"u8);
        foreach (var group in groups) Write(json, group, paged);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, NotificationGroup group, bool paged)
    {
        var newest = group.Newest;
        json.WriteStartObject();
        json.WriteString("group_key"u8, group.Joined ? NotificationJson.GroupKey(newest) : NotificationJson.Alone(newest));
        json.WriteNumber("notifications_count"u8, group.Count);
        json.WriteString("type"u8, NotificationJson.Name(newest.Kind));

        // A number, as Mastodon has it: the ids of notifications are small.
        json.WriteNumber("most_recent_notification_id"u8, newest.Id);
        if (paged)
        {
            json.Id("page_min_id"u8, group.PageOldest.Id);
            json.Id("page_max_id"u8, group.PageNewest.Id);
            json.Time("latest_page_notification_at"u8, group.PageNewest.Created);
        }

        json.WriteStartArray("sample_account_ids"u8);
        foreach (var actor in group.Actors) json.WriteStringValue(actor.ToString(System.Globalization.CultureInfo.InvariantCulture));
        json.WriteEndArray();
        if (newest.Post is not null) json.Id("status_id"u8, newest.Post);
        json.WriteEndObject();
    }

    public Task Answer(Request request, IReadOnlyList<NotificationGroup> groups, bool partial, bool paged) =>
        request.Json(json => Write(json, groups, request.Viewer, partial, paged));

    public bool Shows(Notification one, Viewer viewer) => notifications.Shows(one, viewer);

    private IEnumerable<Account> Known(IEnumerable<long> ids) => ids.Select(accounts.Find).OfType<Account>();
}
