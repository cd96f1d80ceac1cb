using System.Collections.Frozen;
using System.Text;
using Antiphon.Posts.Text;

namespace Antiphon.Answers.Recognition;

/// <summary>
/// Words as they are compared: folded by the house's one table (<see cref="FoldTable"/>), so that a phrase and a hashtag are the same in the same spellings,
/// and hashed. What readers do not see (zero-width characters, soft hyphens, marks of direction) and apostrophes inside words are left out.
/// </summary>
internal static class Folding
{
    /// <summary>In <see cref="One"/>: leaves nothing behind.</summary>
    public const char Dropped = '\0';

    /// <summary>In <see cref="One"/>: more than one character, or one that changes with its neighbours.</summary>
    public const char Many = '\uFFFF';

    private const ulong Basis = 14695981039346656037, Prime = 1099511628211; // FNV-1a, 64 bits

    /// <summary>What each UTF-16 code unit folds to alone. 128 kB for the whole process, so that a post is looked through at a nanosecond a character.</summary>
    public static readonly char[] One = MakeOne();

    /// <summary>Characters that fold to several: ß to ss, ﬁ to fi.</summary>
    public static readonly FrozenDictionary<char, string> Several = MakeSeveral();

    [ThreadStatic]
    private static StringBuilder? scratch;

    /// <summary>The folded word's hash. Equal for words that readers take for the same.</summary>
    public static ulong Hash(ReadOnlySpan<char> word)
    {
        var hash = Basis;
        foreach (var c in word)
        {
            var folded = One[c];
            if (folded == Many) return HashSlowly(word);
            if (folded != Dropped && !IsApostrophe(c)) hash = (hash ^ folded) * Prime;
        }

        return hash;
    }

    /// <summary>The folded text, for what is compiled once.</summary>
    public static string Fold(ReadOnlySpan<char> text)
    {
        var key = new StringBuilder(text.Length);
        Append(key, text);
        return key.ToString();
    }

    public static bool IsApostrophe(char c) => c is '\'' or '\u2019' or '\u02BC' or '\uFF07' or '\u2018';

    /// <summary>Seen by nobody, and no end of a word.</summary>
    public static bool IsInvisible(char c) => c is '\u00AD' or '\u061C' or '\u180E' or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E')
        or (>= '\u2060' and <= '\u2069') or '\uFEFF' or (>= '\uFE00' and <= '\uFE0F');

    private static ulong HashSlowly(ReadOnlySpan<char> word)
    {
        var key = (scratch ??= new StringBuilder()).Clear();
        Append(key, word);
        var hash = Basis;
        foreach (var chunk in key.GetChunks())
        {
            foreach (var c in chunk.Span) hash = (hash ^ c) * Prime;
        }

        return hash;
    }

    private static void Append(StringBuilder key, ReadOnlySpan<char> text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsBmp && (IsInvisible((char)rune.Value) || IsApostrophe((char)rune.Value))) continue;
            FoldTable.Append(key, rune);
        }
    }

    private static char[] MakeOne()
    {
        var one = new char[char.MaxValue + 1];
        var key = new StringBuilder();
        for (var i = 0; i < one.Length; i++)
        {
            var c = (char)i;
            if (IsInvisible(c)) continue;
            if (char.IsSurrogate(c) || ChangesWithNeighbours(c))
            {
                one[i] = Many;
                continue;
            }

            FoldTable.Append(key.Clear(), new Rune(c));
            one[i] = key.Length switch { 0 => Dropped, 1 => key[0], _ => Many };
        }

        return one;
    }

    private static FrozenDictionary<char, string> MakeSeveral()
    {
        var several = new Dictionary<char, string>();
        for (var i = 0; i < One.Length; i++)
        {
            var c = (char)i;
            if (One[i] == Many && !char.IsSurrogate(c) && !ChangesWithNeighbours(c)) several[c] = Hashtags.Fold(c.ToString());
        }

        return several.ToFrozenDictionary();
    }

    /// <summary>Marks that melt into the letter before, and jamo, which make syllables.</summary>
    private static bool ChangesWithNeighbours(char c) => c is (>= '\u0300' and <= '\u036F') or (>= '\u0653' and <= '\u0655') or (>= '\u3099' and <= '\u309C')
        or '\uFF9E' or '\uFF9F' or (>= '\u1100' and <= '\u11FF');
}
