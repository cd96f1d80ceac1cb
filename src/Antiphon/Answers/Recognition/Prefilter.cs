using System.Buffers;
using System.Text;

namespace Antiphon.Answers.Recognition;

/// <summary>
/// The first question, asked of every post on the server: may a phrase or hashtag of the call be in there at all? A no is certain. Each needle is the
/// longest word of a phrase, or a hashtag, folded.
/// </summary>
internal sealed class Prefilter
{
    private readonly string[] needles;
    private readonly SearchValues<string>? ascii;
    private readonly ulong firsts;

    public Prefilter(IEnumerable<string> needles)
    {
        this.needles = [.. needles.Where(needle => needle.Length > 0).Distinct()];
        string[] plain = [.. this.needles.Where(needle => Ascii.IsValid(needle))];
        ascii = plain.Length > 0 ? SearchValues.Create(plain, StringComparison.OrdinalIgnoreCase) : null;
        foreach (var needle in this.needles) firsts |= 1ul << (needle[0] & 63);
    }

    public bool MayHold(string text)
    {
        if (Ascii.IsValid(text))
        {
            if (ascii is null) return false;
            if (text.AsSpan().ContainsAny(ascii)) return true;
            if (!text.Contains('\'', StringComparison.Ordinal)) return false; // the needles are without apostrophes
        }

        var one = Folding.One;
        for (var i = 0; i < text.Length; i++)
        {
            var folded = one[text[i]];
            if (folded == Folding.Many)
            {
                if (MayBegin(text, i)) return true;
            }
            else if ((firsts >> (folded & 63) & 1) != 0 && MayHoldAt(text, i, folded))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Folding that depends on neighbours is left to the full look; of emoji and the like nothing begins with one.</summary>
    private bool MayBegin(string text, int at)
    {
        var c = text[at];
        if (char.IsSurrogate(c)) return at + 1 < text.Length && Rune.TryCreate(c, text[at + 1], out var rune) && Rune.IsLetterOrDigit(rune);
        return !Folding.Several.TryGetValue(c, out var several) || Array.Exists(needles, needle => needle.Contains(several, StringComparison.Ordinal));
    }

    private bool MayHoldAt(string text, int at, char first)
    {
        foreach (var needle in needles)
        {
            if (needle[0] == first && MayHoldAt(text, at + 1, needle)) return true;
        }

        return false;
    }

    private static bool MayHoldAt(string text, int at, string needle)
    {
        var k = 1;
        for (; k < needle.Length && at < text.Length; at++)
        {
            var folded = Folding.One[text[at]];
            if (folded == Folding.Many) return true;
            if (folded == needle[k]) k++;
            else if (folded != Folding.Dropped && !Folding.IsApostrophe(text[at]) && !(char.IsWhiteSpace(folded) && Scripts.HasNoSpaces(needle[k]))) return false;
        }

        return k == needle.Length;
    }
}
