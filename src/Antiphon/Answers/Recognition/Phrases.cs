namespace Antiphon.Answers.Recognition;

/// <summary>A call's phrases and hashtags, compiled, and where they stand in a text.</summary>
internal sealed class Phrases
{
    private readonly ulong[][] phrases;
    private readonly HashSet<ulong> tags;
    private readonly ulong firsts;

    public Phrases(CallTerms terms)
    {
        phrases = [.. terms.Phrases.Select(Sequences.Of).Where(phrase => phrase.Length > 0).OrderByDescending(phrase => phrase.Length)];
        tags = [.. terms.Hashtags.Select(tag => tag.TrimStart('#', '＃')).Where(tag => tag.Length > 0).Select(tag => Folding.Hash(tag))];
        foreach (var phrase in phrases)
        {
            firsts |= Bit(phrase[0]);
            if (phrase.Length == 1) tags.Add(phrase[0]); // a phrase of one word may be written as a tag
        }

        Prefilter = new Prefilter(terms.Phrases.Select(Needle).Concat(terms.Hashtags.Select(tag => Folding.Fold(tag.TrimStart('#', '＃')))));
    }

    public Prefilter Prefilter { get; }

    /// <summary>Marks every phrase and hashtag of the call. Whether any is there.</summary>
    public bool Mark(Span<Token> tokens)
    {
        var any = false;
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].Kind == Kind.Tag)
            {
                if (!tags.Contains(tokens[i].Hash)) continue;
                tokens[i].Marks |= Marks.Match;
                any = true;
            }
            else if (tokens[i].Kind <= Kind.Glyph && (firsts & Bit(tokens[i].Hash)) != 0)
            {
                var end = PhraseEnd(tokens, i);
                if (end < 0) continue;
                for (; i < end; i++) tokens[i].Marks |= Marks.Match;
                i--;
                any = true;
            }
        }

        return any;
    }

    /// <summary>
    /// "Me. Too." – somebody who says nothing else may put anything between the words. Marks the words where what is the author's own is one phrase, whatever
    /// the punctuation.
    /// </summary>
    public bool MarkWhole(Span<Token> tokens)
    {
        foreach (var phrase in phrases)
        {
            if (!IsWhole(tokens, phrase)) continue;
            foreach (ref var token in tokens)
            {
                if (token.IsLexical && !token.Is(Marks.NotMine)) token.Marks |= Marks.Match;
            }

            return true;
        }

        return false;
    }

    private static bool IsWhole(Span<Token> tokens, ulong[] phrase)
    {
        var k = 0;
        foreach (ref readonly var token in tokens)
        {
            if (!token.IsLexical || token.Is(Marks.NotMine)) continue;
            if (k == phrase.Length || token.Kind == Kind.Tag || token.Hash != phrase[k++]) return false;
        }

        return k == phrase.Length;
    }

    private int PhraseEnd(Span<Token> tokens, int start)
    {
        foreach (var phrase in phrases)
        {
            var end = Sequences.End(tokens, start, phrase);
            if (end >= 0 && !IsExcess(tokens, end, phrase[^1])) return end;
        }

        return -1;
    }

    /// <summary>"It cost me too much" does not say "me too".</summary>
    private static bool IsExcess(Span<Token> tokens, int next, ulong last) =>
        next < tokens.Length && tokens[next].Kind == Kind.Word && LanguageData.ExcessAfter.TryGetValue(last, out var words) && words.Contains(tokens[next].Hash);

    /// <summary>The phrase's longest word; letters of a script without spaces count as one word.</summary>
    private static string Needle(string phrase)
    {
        using var tokens = new Tokens(phrase);
        string longest = "", run = "";
        var glyphs = false;
        foreach (ref readonly var token in tokens.All)
        {
            if (token.Kind > Kind.Glyph) continue;
            var word = Folding.Fold(phrase.AsSpan(token.Start, token.End - token.Start));
            run = token.Kind == Kind.Glyph && glyphs ? run + word : word;
            glyphs = token.Kind == Kind.Glyph;
            if (run.Length > longest.Length) longest = run;
        }

        return longest;
    }

    private static ulong Bit(ulong hash) => 1ul << (int)(hash & 63);
}

/// <summary>Words in a row.</summary>
internal static class Sequences
{
    /// <summary>The hashes of the words of a phrase.</summary>
    public static ulong[] Of(string phrase)
    {
        using var tokens = new Tokens(phrase);
        var hashes = new List<ulong>();
        foreach (ref readonly var token in tokens.All)
        {
            if (token.IsLexical) hashes.Add(token.Hash);
        }

        return [.. hashes];
    }

    /// <summary>Where the words that begin at a token end, or -1. Between them may stand white space of any kind, line breaks and commas.</summary>
    public static int End(ReadOnlySpan<Token> tokens, int at, ReadOnlySpan<ulong> words)
    {
        for (var k = 0; k < words.Length; at++)
        {
            if (at == tokens.Length) return -1;
            ref readonly var token = ref tokens[at];
            if (token.Kind is Kind.Word or Kind.Glyph)
            {
                if (token.Is(Marks.NotMine) || token.Hash != words[k++]) return -1;
            }
            else if (token.Kind is not (Kind.Line or Kind.Comma) || k == 0)
            {
                return -1;
            }
        }

        return at;
    }
}
