using System.Globalization;

namespace Antiphon.Posts.Text;

/// <summary>How long a post is, as Mastodon counts and its apps show while one types.</summary>
public static class PostLength
{
    /// <summary>Every link costs this much, however long it is.</summary>
    public const int LinkLength = 23;

    /// <summary>Characters as readers see them (grapheme clusters, UAX #29); a link counts 23, of <c>@user@host</c> only <c>@user</c>.</summary>
    public static int Count(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var total = 0;
        var at = 0;
        foreach (var entity in Entities.Find(text))
        {
            if (entity.Kind == EntityKind.Hashtag) continue;
            total += Graphemes(text.AsSpan(at, entity.Start - at));
            total += entity.Kind == EntityKind.Link ? LinkLength : 1 + NameLength(entity.Value);
            at = entity.End;
        }

        return total + Graphemes(text.AsSpan(at));
    }

    private static int NameLength(string mention)
    {
        var host = mention.IndexOf('@', StringComparison.Ordinal);
        return host < 0 ? mention.Length : host;
    }

    private static int Graphemes(ReadOnlySpan<char> text)
    {
        var count = 0;
        while (!text.IsEmpty)
        {
            // Plain ASCII beside plain ASCII is one cluster each, except CR LF.
            if (text.Length > 1 && text[0] < 0x80 && text[1] < 0x80 && text[0] != '\r') text = text[1..];
            else text = text[StringInfo.GetNextTextElementLength(text)..];
            count++;
        }

        return count;
    }
}
