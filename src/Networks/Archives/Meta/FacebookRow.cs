using System.Globalization;
using System.Text.Json;
using Antiphon.Intake;
using Antiphon.Networks.Archives.Reading;
using Antiphon.Tally;

namespace Antiphon.Networks.Archives.Meta;

/// <summary>
/// A post or a comment of a person's own download. It has no id: who wrote it, the second and the words stand for one, so that the same download, and a later one of the same person, has the same posts.
/// </summary>
/// <param name="profile">Whose it is; empty where the download does not say.</param>
internal sealed class FacebookRow(string profile) : IJsonRow
{
    private const long LastSecond = 253_402_300_799;

    private readonly long author = profile.Length == 0 ? 0 : ArchivedKey.Of("facebook.com " + profile);
    private string? text;
    private string? caption;
    private long at;
    private bool inGroup;

    /// <summary>The file within the download, for reports; null where it is the only one.</summary>
    public string? Where { get; set; }

    public void Take(ref Utf8JsonReader json, Gathered rows)
    {
        (text, caption, at, inGroup) = (null, null, 0, false);
        try
        {
            while (JsonValues.Next(ref json, out var name))
            {
                if (name.SequenceEqual("timestamp"u8)) at = Seconds(ref json);
                else if (name.SequenceEqual("data"u8)) Data(ref json);
                else if (name.SequenceEqual("attachments"u8)) Attachments(ref json);
                else json.Skip();
            }

            if (at == 0) throw new JsonException("has no time");
        }
        catch (Exception broken) when (Where is not null && broken is JsonException or InvalidOperationException)
        {
            throw new JsonException($"({Where}) {JsonValues.Why(broken)}", broken);
        }

        rows.Row();
        var words = text ?? caption;
        if (words is null)
        {
            // A reaction, a photograph or a link without words.
            rows.Other();
            return;
        }

        if (inGroup)
        {
            // Most groups are for their members, and the download does not say which are not.
            rows.NotPublic();
            return;
        }

        rows.Add(new ArchivedItem
        {
            Kind = ArchivedKind.Post, Network = Network.Facebook, Author = author, At = at * 1000, Text = words,
            Key = ArchivedKey.Of(string.Create(CultureInfo.InvariantCulture, $"facebook.com {profile}\n{at}\n{words}")),
        });
    }

    private static long Seconds(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var seconds) && seconds is > 0 and <= LastSecond) return seconds;
        if (json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) json.Skip();
        return 0;
    }

    private static string? Repaired(ref Utf8JsonReader json) => JsonValues.Text(ref json) is { Length: > 0 } text ? Mojibake.Repaired(text) : null;

    /// <summary>A list of objects of one value each: the words, the time of the last change, a comment.</summary>
    private void Data(ref Utf8JsonReader json)
    {
        if (!JsonValues.EnterArray(ref json)) return;
        while (JsonValues.NextElement(ref json))
        {
            if (!JsonValues.Enter(ref json)) continue;
            while (JsonValues.Next(ref json, out var name))
            {
                if (name.SequenceEqual("post"u8)) text ??= Repaired(ref json);
                else if (name.SequenceEqual("comment"u8)) Comment(ref json);
                else json.Skip();
            }
        }
    }

    private void Comment(ref Utf8JsonReader json)
    {
        if (!JsonValues.Enter(ref json)) return;
        while (JsonValues.Next(ref json, out var name))
        {
            if (name.SequenceEqual("comment"u8)) text ??= Repaired(ref json);
            else if (name.SequenceEqual("group"u8)) inGroup = Repaired(ref json) is not null;
            else if (name.SequenceEqual("timestamp"u8)) at = Seconds(ref json) is not 0 and var own ? own : at;
            else json.Skip();
        }
    }

    /// <summary>The words below a photograph. What else is said of it, such as the address it was sent from, is passed over.</summary>
    private void Attachments(ref Utf8JsonReader json)
    {
        if (!JsonValues.EnterArray(ref json)) return;
        while (JsonValues.NextElement(ref json))
        {
            if (!JsonValues.Enter(ref json)) continue;
            while (JsonValues.Next(ref json, out var name))
            {
                if (!name.SequenceEqual("data"u8) || json.TokenType != JsonTokenType.StartArray) json.Skip();
                else while (JsonValues.NextElement(ref json)) Attached(ref json);
            }
        }
    }

    private void Attached(ref Utf8JsonReader json)
    {
        if (!JsonValues.Enter(ref json)) return;
        while (JsonValues.Next(ref json, out var name))
        {
            if (!name.SequenceEqual("media"u8) || json.TokenType != JsonTokenType.StartObject)
            {
                json.Skip();
                continue;
            }

            while (JsonValues.Next(ref json, out var inside))
            {
                if (inside.SequenceEqual("description"u8)) caption ??= Repaired(ref json);
                else json.Skip();
            }
        }
    }
}
