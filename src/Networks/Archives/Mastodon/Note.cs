using System.Text.Json;
using Antiphon.Intake;
using Antiphon.Networks.Archives.Reading;

namespace Antiphon.Networks.Archives.Mastodon;

/// <summary>A post as ActivityPub has it. Its content warning is not part of its text, as it is not with the posts of this server.</summary>
internal sealed class Note
{
    private Audience audience;
    private int languages;

    public string? Id { get; private set; }

    /// <summary>Its author.</summary>
    public string? By { get; private set; }

    public string? Html { get; private set; }

    public string? Language { get; private set; }

    public bool IsPost { get; private set; }

    public long Published { get; private set; }

    public long Updated { get; private set; }

    public long Parent { get; private set; }

    public long Quoted { get; private set; }

    public int? Likes { get; private set; }

    public int? Shares { get; private set; }

    public Audience Audience => audience;

    public void Clear()
    {
        (Id, By, Html, Language, Likes, Shares) = (null, null, null, null, null, null);
        (IsPost, Published, Updated, Parent, Quoted, audience, languages) = (false, 0, 0, 0, 0, default, 0);
    }

    /// <summary>From the object's beginning to its end.</summary>
    public void Read(ref Utf8JsonReader json)
    {
        string? inOneLanguage = null;
        while (JsonValues.Next(ref json, out var name))
        {
            if (name.SequenceEqual("id"u8)) Id = JsonValues.Text(ref json);
            else if (name.SequenceEqual("type"u8)) IsPost = JsonValues.Text(ref json) is "Note" or "Question" or "Article" or "Page";
            else if (name.SequenceEqual("attributedTo"u8)) By = Reference(ref json);
            else if (name.SequenceEqual("content"u8)) Html = JsonValues.Text(ref json);
            else if (name.SequenceEqual("contentMap"u8)) inOneLanguage = Languages(ref json);
            else if (name.SequenceEqual("published"u8)) Published = JsonValues.Time(ref json);
            else if (name.SequenceEqual("updated"u8)) Updated = JsonValues.Time(ref json);
            else if (name.SequenceEqual("inReplyTo"u8)) Parent = ArchivedKey.Of(Reference(ref json));
            else if (IsQuote(name)) Quoted = ArchivedKey.Of(Reference(ref json)) is not 0 and var quoted ? quoted : Quoted;
            else if (name.SequenceEqual("to"u8) || name.SequenceEqual("cc"u8)) audience.Read(ref json);
            else if (name.SequenceEqual("likes"u8)) Likes = Total(ref json);
            else if (name.SequenceEqual("shares"u8)) Shares = Total(ref json);
            else json.Skip();
        }

        Html ??= inOneLanguage;
    }

    /// <summary>An id: the value itself, or that of the object which stands there.</summary>
    public static string? Reference(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartObject) return JsonValues.Text(ref json);
        string? id = null;
        while (JsonValues.Next(ref json, out var name))
        {
            if (name.SequenceEqual("id"u8)) id = JsonValues.Text(ref json);
            else json.Skip();
        }

        return id;
    }

    // Four servers' names for the same.
    private static bool IsQuote(ReadOnlySpan<byte> name) => name.SequenceEqual("quote"u8) || name.SequenceEqual("quoteUri"u8) || name.SequenceEqual("quoteUrl"u8) || name.SequenceEqual("_misskey_quote"u8);

    /// <summary>Where the text is there in one language, that is its language.</summary>
    private string? Languages(ref Utf8JsonReader json)
    {
        string? text = null;
        if (!JsonValues.Enter(ref json)) return null;
        while (JsonValues.Next(ref json, out var name))
        {
            Language = ++languages == 1 ? LanguageTag.Of(name) : null;
            text = JsonValues.Text(ref json);
        }

        return text;
    }

    private static int? Total(ref Utf8JsonReader json)
    {
        int? total = null;
        if (!JsonValues.Enter(ref json)) return null;
        while (JsonValues.Next(ref json, out var name))
        {
            if (name.SequenceEqual("totalItems"u8)) total = JsonValues.Count(ref json);
            else json.Skip();
        }

        return total;
    }
}
