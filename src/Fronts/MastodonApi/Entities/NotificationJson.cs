using System.Globalization;
using System.Text.Json;
using Antiphon.MastodonApi.Reporting;
using Antiphon.Moderation.Reports;
using Antiphon.Moderation.Warnings;
using Antiphon.Notifications;
using Antiphon.People;
using Antiphon.Posts;

namespace Antiphon.MastodonApi.Entities;

/// <summary>A notification as JSON.</summary>
internal sealed class NotificationJson(
    AccountJson accountJson, StatusJson statusJson, Accounts accounts, PostShelf shelf, Inbox inbox, Reports reports, ReportJson reportJson, Warnings warnings, WarningJson warningJson)
{
    /// <summary>Mastodon's word for a kind.</summary>
    public static string Name(NotificationKind kind) => kind switch
    {
        NotificationKind.Mention => "mention",
        NotificationKind.Follow => "follow",
        NotificationKind.FollowRequest => "follow_request",
        NotificationKind.Like => "favourite",
        NotificationKind.Boost => "reblog",
        NotificationKind.Post => "status",
        NotificationKind.Edit or NotificationKind.Counted => "update",
        NotificationKind.Quote => "quote",
        NotificationKind.Poll => "poll",
        NotificationKind.QuotedEdit => "quoted_update",
        NotificationKind.Warning => "moderation_warning",
        NotificationKind.Report => "admin.report",
        _ => "admin.sign_up",
    };

    /// <summary>The key of the group; of a single one <see cref="Alone"/>.</summary>
    public static string GroupKey(Notification notification) => !Notify.Joins(notification.Kind) ? Alone(notification)
        : notification.Post is { } post ? string.Create(CultureInfo.InvariantCulture, $"{Name(notification.Kind)}-{post}-{notification.Group}")
        : string.Create(CultureInfo.InvariantCulture, $"{Name(notification.Kind)}-{notification.Group}");

    public static string Alone(Notification notification) => string.Create(CultureInfo.InvariantCulture, $"ungrouped-{notification.Id}");

    public static IReadOnlyList<NotificationKind> Parse(IEnumerable<string> names) => [.. names.SelectMany(static name => Enum.GetValues<NotificationKind>().Where(kind => Name(kind) == name))];

    /// <summary>Whether it can be shown: its actor and its post are still there, and readable, and no filter hides them.</summary>
    public bool Shows(Notification notification, Viewer viewer) =>
        accounts.Find(notification.Actor) is { } actor && (actor.Shown || notification.Kind == NotificationKind.SignUp) && (notification.Post is not { } post || shelf.Find(post, viewer) is not null)
        && !inbox.Hides(viewer, notification);

    public void Write(Utf8JsonWriter json, Notification notification, Viewer viewer)
    {
        json.WriteStartObject();
        json.Id("id"u8, notification.Id);
        json.WriteString("type"u8, Name(notification.Kind));
        json.Time("created_at"u8, notification.Created);
        json.WriteString("group_key"u8, GroupKey(notification));
        json.WritePropertyName("account"u8);
        accountJson.Write(json, accounts.Find(notification.Actor)!);
        json.WritePropertyName("status"u8);
        if (notification.Post is { } post && shelf.Find(post, viewer) is { } card) statusJson.Write(json, card, viewer);
        else json.WriteNullValue();
        if (notification is { Kind: NotificationKind.Warning, About: { } warned } && warnings.Of(viewer.Id, warned) is { } warning)
        {
            json.WritePropertyName("moderation_warning"u8);
            warningJson.Write(json, warning);
        }

        if (notification is { Kind: NotificationKind.Report, About: { } about } && viewer.Moderates && reports.Find(about, viewer.Id) is { } report)
        {
            json.WritePropertyName("report"u8);
            reportJson.Write(json, report);
        }

        json.WriteEndObject();
    }
}
