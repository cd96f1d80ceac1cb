namespace Antiphon.Answers.Recognition;

/// <summary>
/// Somebody else's text, to find copies of it in a post. A copy is a run of at least four words in a row (eight characters in a script without spaces) that
/// stand in the same order there, whatever their case, punctuation, quotation marks and line breaks.
/// </summary>
internal sealed class Wording
{
    private const int Gram = 4, LeastWeight = 8;
    private const ulong Mix = 0x9E3779B97F4A7C15;

    private readonly Dictionary<ulong, int> grams = [];
    private readonly ulong[] words;

    /// <param name="text">The text.</param>
    /// <param name="phrases">
    /// For a call's own wording: lines of it that are nothing but an answer phrase do not count as its wording. They are what it asks everybody to say, so whoever
    /// copies them says it. (After a colon they are an instruction, and count; a line of hashtags alone is how a call is filed, and counts too.)
    /// </param>
    public Wording(string text, Phrases? phrases = null)
    {
        using var tokens = new Tokens(text);
        phrases?.Mark(tokens.All);
        words = Lexical(tokens.All);
        for (var i = words.Length - Gram; i >= 0; i--)
        {
            var gram = words.AsSpan(i, Gram);
            if (!gram.Contains(0ul)) grams[HashOf(gram)] = i;
        }
    }

    public bool IsEmpty => grams.Count == 0;

    /// <summary>Marks what is copied from it.</summary>
    public void Mark(Span<Token> tokens, Marks mark)
    {
        if (IsEmpty) return;
        var lexical = new int[tokens.Length];
        var number = 0;
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].IsLexical) lexical[number++] = i;
        }

        for (var i = 0; i + Gram <= number;)
        {
            var length = RunAt(tokens, lexical.AsSpan(i, number - i));
            if (length > 0) MarkRun(tokens, lexical[i], lexical[i + length - 1], mark);
            i += Math.Max(1, length);
        }
    }

    private static void MarkRun(Span<Token> tokens, int first, int last, Marks mark)
    {
        for (var i = first; i <= last; i++) tokens[i].Marks |= mark;
    }

    private int RunAt(ReadOnlySpan<Token> tokens, ReadOnlySpan<int> lexical)
    {
        Span<ulong> gram = stackalloc ulong[Gram];
        for (var k = 0; k < Gram; k++) gram[k] = Word(tokens[lexical[k]]);
        if (!grams.TryGetValue(HashOf(gram), out var from)) return 0;
        int length = 0, weight = 0;
        while (length < lexical.Length && from + length < words.Length && Word(tokens[lexical[length]]) == words[from + length])
        {
            weight += tokens[lexical[length]].Kind == Kind.Glyph ? 1 : 2;
            length++;
        }

        return weight >= LeastWeight ? length : 0;
    }

    private static ulong[] Lexical(ReadOnlySpan<Token> tokens)
    {
        var words = new List<ulong>();
        for (var i = 0; i < tokens.Length; i++)
        {
            if (!tokens[i].IsLexical) continue;
            var end = Statement.SentenceOfMatches(tokens, i);
            if (end < 0 || OnlyTags(tokens[i..end]))
            {
                words.Add(Word(tokens[i]));
                continue;
            }

            words.Add(0); // no run goes across
            i = end - 1;
        }

        return [.. words];
    }

    private static bool OnlyTags(ReadOnlySpan<Token> sentence)
    {
        foreach (ref readonly var token in sentence)
        {
            if (token.IsLexical && token.Kind != Kind.Tag) return false;
        }

        return true;
    }

    /// <summary>A hashtag is not the same word without its sign.</summary>
    private static ulong Word(in Token token) => token.Kind == Kind.Tag ? ~token.Hash : token.Hash;

    private static ulong HashOf(ReadOnlySpan<ulong> gram)
    {
        var hash = 0ul;
        foreach (var word in gram) hash = (hash ^ word) * Mix;
        return hash;
    }
}
