using System.Globalization;
using System.Text;
using Antiphon.Calls;
using Antiphon.MastodonApi.Entities;
using Antiphon.Notifications;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Timelines;

namespace Antiphon.MastodonApi.Push;

/// <summary>
/// What an app gets for a notification, in Mastodon's shape. It may stand on a locked screen that others see: of a story, of an answer to a call, of what is behind a warning and of what is not
/// public nothing is told but that it is there.
/// </summary>
internal sealed class PushMessage(Accounts accounts, Members members, PostShelf shelf, Addresses addresses, NotificationJson notifications, Arrivals arrivals, BesideACall calls)
{
    /// <summary>Characters of a text, as much as a screen shows of it.</summary>
    private const int LongestBody = 140;

    /// <summary>The message; null where the member may not be told any more.</summary>
    public byte[]? Write(Notification notification, Viewer viewer, string token)
    {
        if (!arrivals.MayTell(viewer, notification.Actor) || !notifications.Shows(notification, viewer) || accounts.Find(notification.Actor) is not { } actor) return null;
        var language = members.Find(viewer.Id)?.Preferences.Language is { } spoken ? spoken.Split('-')[0] : "en";
        using var output = Output.Rent();
        var json = output.Json;
        json.WriteStartObject();
        json.WriteString("access_token"u8, token);
        json.WriteString("preferred_locale"u8, language);
        json.WriteString("notification_id"u8, notification.Id.ToString(CultureInfo.InvariantCulture));
        json.WriteString("notification_type"u8, NotificationJson.Name(notification.Kind));
        json.WriteString("icon"u8, actor.Avatar is { } avatar ? addresses.OfMedia(avatar) : addresses.NoAvatar);
        json.WriteString("title"u8, PushWords.Title(notification.Kind, language, actor.DisplayName.Length > 0 ? actor.DisplayName : actor.Username));
        json.WriteString("body"u8, notification.Post is { } post && shelf.Find(post, viewer) is { } card ? Body(card.Post) : string.Empty);
        json.WriteEndObject();
        return output.Written.ToArray();
    }

    private string Body(Post post)
    {
        if (!post.Public || post.Story || calls.Is(post.Id)) return string.Empty;
        var text = (post.Warning.Length > 0 ? post.Warning : post.Text).ReplaceLineEndings(" ");
        return Cut(text);
    }

    private static string Cut(string text)
    {
        var words = new StringInfo(text);
        return words.LengthInTextElements <= LongestBody ? text : new StringBuilder(words.SubstringByTextElements(0, LongestBody - 1)).Append('…').ToString();
    }
}
