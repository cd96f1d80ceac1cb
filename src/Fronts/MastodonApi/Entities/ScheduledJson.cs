using System.Text.Json;
using Antiphon.Posts;
using Antiphon.Posts.Scheduling;

namespace Antiphon.MastodonApi.Entities;

/// <summary>A post for later as JSON.</summary>
internal sealed class ScheduledJson(AttachmentJson attachments, ScheduledPosts scheduled)
{
    public void WriteList(Utf8JsonWriter json, long account, IReadOnlyList<ScheduledPost> posts)
    {
        var pictures = scheduled.Pictures(account, posts);
        json.WriteStartArray();
        foreach (var post in posts) Write(json, post, pictures[post.Id]);
        json.WriteEndArray();
    }

    public void Write(Utf8JsonWriter json, ScheduledPost post) => Write(json, post, scheduled.Pictures(post.Account, [post])[post.Id]);

    private void Write(Utf8JsonWriter json, ScheduledPost post, IEnumerable<Attachment> pictures)
    {
        var draft = post.Draft;
        json.WriteStartObject();
        json.Id("id"u8, post.Id);
        json.Time("scheduled_at"u8, post.At);
        json.WriteStartObject("params"u8);
        json.WriteString("text"u8, draft.Text);
        if (draft.Media.Count == 0)
        {
            json.WriteNull("media_ids"u8);
        }
        else
        {
            json.WriteStartArray("media_ids"u8);
            foreach (var id in draft.Media) json.WriteStringValue(id.ToString(System.Globalization.CultureInfo.InvariantCulture));
            json.WriteEndArray();
        }

        json.WriteBoolean("sensitive"u8, draft.Sensitive);
        json.WriteString("spoiler_text"u8, draft.Warning);
        json.WriteString("visibility"u8, Visibilities.Name(draft.Visibility));
        json.Text("language"u8, draft.Language);
        json.Id("in_reply_to_id"u8, draft.ReplyTo);
        json.Id("quoted_status_id"u8, draft.QuoteOf);
        json.WriteString("quote_approval_policy"u8, QuotePolicies.Name(draft.QuotePolicy));
        Poll(json, draft);
        json.WriteNull("scheduled_at"u8);
        json.Text("idempotency"u8, draft.Key);
        json.WriteBoolean("with_rate_limit"u8, true);
        json.WriteNumber("application_id"u8, draft.App ?? 0);
        json.WriteEndObject();
        json.WriteStartArray("media_attachments"u8);
        foreach (var picture in pictures) attachments.Write(json, picture);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Poll(Utf8JsonWriter json, ScheduledDraft draft)
    {
        if (draft.Poll is not { } poll)
        {
            json.WriteNull("poll"u8);
            return;
        }

        json.WriteStartObject("poll"u8);
        json.WriteStartArray("options"u8);
        foreach (var option in poll.Options) json.WriteStringValue(option);
        json.WriteEndArray();
        json.WriteNumber("expires_in"u8, poll.ExpiresIn);
        json.WriteBoolean("multiple"u8, poll.Multiple);
        json.WriteBoolean("hide_totals"u8, poll.HideTotals);
        json.WriteEndObject();
    }
}
