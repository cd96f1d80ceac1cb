using System.Text.Json;
using Antiphon.MastodonApi.Reporting;
using Antiphon.Moderation.Reports;
using Antiphon.Moderation.Warnings;
using Antiphon.Notifications;
using Antiphon.People;
using Antiphon.Posts;

namespace Antiphon.MastodonApi.Entities;

/// <summary>A notification as JSON.</summary>
internal sealed class NotificationJson(AccountJson accountJson, StatusJson statusJson, Accounts accounts, PostShelf shelf, Reports reports, ReportJson reportJson, Warnings warnings, WarningJson warningJson)
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
        NotificationKind.Edit => "update",
        NotificationKind.Quote => "quote",
        NotificationKind.Warning => "moderation_warning",
        NotificationKind.Report => "admin.report",
        _ => "admin.sign_up",
    };

    public static IReadOnlyList<NotificationKind> Parse(IEnumerable<string> names) => [.. names.SelectMany(static name => Enum.GetValues<NotificationKind>().Where(kind => Name(kind) == name))];

    /// <summary>Whether it can be shown: its actor and its post are still there, and readable.</summary>
    public bool Shows(Notification notification, Viewer viewer) =>
        accounts.Find(notification.Actor) is { } actor && (actor.Shown || notification.Kind == NotificationKind.SignUp) && (notification.Post is not { } post || shelf.Find(post, viewer) is not null);

    public void Write(Utf8JsonWriter json, Notification notification, Viewer viewer)
    {
        json.WriteStartObject();
        json.Id("id"u8, notification.Id);
        json.WriteString("type"u8, Name(notification.Kind));
        json.Time("created_at"u8, notification.Created);
        json.WriteString("group_key"u8, string.Create(null, $"ungrouped-{notification.Id}"));
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

        if (notification is { Kind: NotificationKind.Report, About: { } about } && viewer.Moderates && reports.Find(about) is { } report)
        {
            json.WritePropertyName("report"u8);
            reportJson.Write(json, report);
        }

        json.WriteEndObject();
    }
}
