using System.Text;

namespace Antiphon.Posts.Text;

/// <summary>
/// <c>@user</c> or <c>@user@host</c>, as Mastodon reads them: ASCII names with dots and hyphens inside, hosts of any script, not glued to a
/// slash, <c>=</c> or a word before it, unless that word's script has no spaces.
/// </summary>
internal static class MentionScan
{
    public static Entity? At(string text, int sign)
    {
        if (sign > 0 && !MayPrecede(Letters.RuneBefore(text, sign))) return null;
        var end = Name(text, sign + 1);
        if (end == sign + 1) return null;
        end = Host(text, end);
        return MayFollow(text, end) ? new Entity(EntityKind.Mention, sign, end - sign, text.Substring(sign + 1, end - sign - 1)) : null;
    }

    // Mastodon refuses = / and words; twitter-text also the signs that make "f!@kn" a swear word and no name.
    private static bool MayPrecede(Rune before) =>
        before.Value is not ('=' or '/' or '!' or '#' or '$' or '%' or '&' or '*' or '@' or 0xFF20)
        && (!Letters.IsWord(before) || Letters.IsWrittenWithoutSpaces(before.Value));

    /// <summary>The end of <c>[a-z0-9_]+([.-]+[a-z0-9_]+)*</c> from here: dots and hyphens count only where a letter follows.</summary>
    private static int Name(string text, int start)
    {
        var end = start;
        for (var at = start; at < text.Length; at++)
        {
            if (Letters.IsAsciiWord(text[at])) end = at + 1;
            else if (text[at] is not ('.' or '-') || end == start) break;
        }

        return end;
    }

    private static int Host(string text, int at)
    {
        if (at >= text.Length || text[at] != '@') return at;
        var end = at;
        for (var i = at + 1; i < text.Length;)
        {
            var rune = Letters.RuneAt(text, i, out var length);
            i += length;
            if (Letters.IsWord(rune)) end = i;
            else if (rune.Value is not ('.' or '-') || end == at) break;
        }

        return end;
    }

    /// <summary>Not another <c>@</c> (that is an e-mail address or a face), not an accented letter (then the name was not ended), not <c>://</c>.</summary>
    private static bool MayFollow(string text, int end)
    {
        if (end >= text.Length) return true;
        var c = text[end];
        return c is not ('@' or '\uFF20') && !(c is >= '\u00C0' and <= '\u024F' and not '\u00D7' and not '\u00F7' or >= '\u0300' and <= '\u036F')
            && !text.AsSpan(end).StartsWith("://", StringComparison.Ordinal);
    }
}
