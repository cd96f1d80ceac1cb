using System.Text.Json;
using Antiphon.People.Relations;

namespace Antiphon.MastodonApi.Entities;

/// <summary>How the viewer stands to an account, as JSON.</summary>
internal static class RelationshipJson
{
    public static void Write(Utf8JsonWriter json, Relationship to)
    {
        json.WriteStartObject();
        json.Id("id"u8, to.Target);
        json.WriteBoolean("following"u8, to.Following);
        json.WriteBoolean("showing_reblogs"u8, to.Following && to.Boosts);
        json.WriteBoolean("notifying"u8, to.Following && to.Notify);
        if (to.Languages is { } languages)
        {
            json.WriteStartArray("languages"u8);
            foreach (var language in languages) json.WriteStringValue(language);
            json.WriteEndArray();
        }
        else
        {
            json.WriteNull("languages"u8);
        }

        json.WriteBoolean("followed_by"u8, to.FollowedBy);
        json.WriteBoolean("blocking"u8, to.Blocking);
        json.WriteBoolean("blocked_by"u8, to.BlockedBy);
        json.WriteBoolean("muting"u8, to.Muting);
        json.WriteBoolean("muting_notifications"u8, to.MutingNotifications);
        json.Time("muting_expires_at"u8, to.MuteExpires);
        json.WriteBoolean("requested"u8, to.Requested);
        json.WriteBoolean("requested_by"u8, to.RequestedBy);
        json.WriteBoolean("domain_blocking"u8, to.DomainBlocking);
        json.WriteBoolean("endorsed"u8, to.Endorsed);
        json.WriteString("note"u8, to.Note);
        json.WriteEndObject();
    }

    /// <summary>The answer to follow, block, mute and their like.</summary>
    public static async Task Answer(Request request, Task<Outcome<Relationship>> doing)
    {
        var done = await doing;
        if (!done.Ok) await request.Refuse(done.Refusal);
        else await request.Json(json => Write(json, done.Value));
    }
}
