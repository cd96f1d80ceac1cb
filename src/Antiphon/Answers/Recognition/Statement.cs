namespace Antiphon.Answers.Recognition;

/// <summary>
/// Whether a free-standing post says the phrase or hashtag as its author's own statement. The rule, in full, is in docs/counting.md; it is deterministic,
/// and each outcome names the part of it that decided.
/// </summary>
internal static class Statement
{
    /// <summary>The reach of "I" before a verb of saying: "I can only say".</summary>
    private const int SelfReach = 4;

    /// <summary>Judges tokens on which phrases, quotations and a language's words are marked.</summary>
    public static Why Judge(Span<Token> tokens)
    {
        MarkEdges(tokens);
        Why found = default;
        var sentence = new Sentence();
        for (var i = 0; i < tokens.Length; i++)
        {
            ref readonly var token = ref tokens[i];
            if (token.Is(Marks.Not) && !token.Is(Marks.NotMine | Marks.Quoted)) return Why.Framed;
            if (EndsSentence(token))
            {
                if (sentence.IsTagWithFillers) return Why.OwnSentence;
                sentence = new Sentence();
            }
            else if (token.Is(Marks.Match))
            {
                var end = OccurrenceEnd(tokens, i);
                found = Weightier(found, Occurrence(tokens[i..end], end < tokens.Length ? tokens[end..] : default, ref sentence));
                i = end - 1;
            }
            else if (token.IsLexical)
            {
                sentence.Take(token);
            }
        }

        if (sentence.IsTagWithFillers || found == Why.OwnSentence) return Why.OwnSentence;
        return found == Why.Mention && SpeaksOfSelf(tokens) ? Why.FirstPerson : found;
    }

    /// <summary>Whether the author speaks in the first person of themselves, phrases and hashtags of the call aside.</summary>
    public static bool SpeaksOfSelf(ReadOnlySpan<Token> tokens)
    {
        foreach (ref readonly var token in tokens)
        {
            if (token.Is(Marks.Self | Marks.First) && !token.Is(Marks.Match | Marks.NotMine | Marks.Quoted | Marks.NotOwn)) return true;
        }

        return false;
    }

    /// <summary>The end of a sentence that is nothing but phrases and hashtags and begins here, or -1. Not within quotation marks, nor after a colon.</summary>
    public static int SentenceOfMatches(ReadOnlySpan<Token> tokens, int start)
    {
        if (!tokens[start].Is(Marks.Match) || !BeginsSentence(tokens, start)) return -1;
        var end = start;
        while (end < tokens.Length && !EndsSentence(tokens[end]))
        {
            if (tokens[end].Kind == Kind.Quote || (tokens[end].IsLexical && !tokens[end].Is(Marks.Match))) return -1;
            end++;
        }

        return end;
    }

    private static bool BeginsSentence(ReadOnlySpan<Token> tokens, int start)
    {
        var line = false;
        for (var i = start - 1; i >= 0; i--)
        {
            switch (tokens[i].Kind)
            {
                case Kind.Stop or Kind.Break: return true;
                case Kind.Line: line = true; break;
                case Kind.Other: break;
                case Kind.Quote or Kind.Colon: return false;
                default: return line;
            }
        }

        return true;
    }

    private static bool EndsSentence(in Token token) => token.Kind is Kind.Stop or Kind.Line or Kind.Break && !token.Is(Marks.Match);

    private static int OccurrenceEnd(ReadOnlySpan<Token> tokens, int start)
    {
        var end = start;
        while (end < tokens.Length && tokens[end].Is(Marks.Match) && !(end > start && tokens[end].Kind == Kind.Tag != (tokens[start].Kind == Kind.Tag))) end++;
        return end;
    }

    /// <summary>One phrase or hashtag: a statement, framed as something else, in quotation marks, or neither, which is a mention.</summary>
    private static Why Occurrence(ReadOnlySpan<Token> it, ReadOnlySpan<Token> after, ref Sentence sentence)
    {
        if (it[0].Is(Marks.NotMine)) return default;
        if (it[0].Is(Marks.Quoted)) return Why.Quoted;

        var isTag = it[0].Kind == Kind.Tag;
        bool opens = it[0].Is(Marks.EdgeBefore), closes = it[^1].Is(Marks.EdgeAfter);
        if (sentence.Last.Is(Marks.Say)) return sentence.SelfIsNear ? Why.OwnSentence : Why.Framed;
        if (IsTopic(sentence.Last, isTag, opens) || IsNamedAfter(after) || (sentence.Support && (isTag || !opens))) return Why.Framed;
        if (isTag) sentence.Tags++;
        return !isTag && (opens || closes) ? Why.OwnSentence : Why.Mention;
    }

    private static bool IsTopic(in Token before, bool isTag, bool opens) =>
        !opens && before.Is(isTag ? Marks.Topic | Marks.TopicOfTag | Marks.Deny : Marks.Topic | Marks.Deny);

    private static bool IsNamedAfter(ReadOnlySpan<Token> after)
    {
        if (after.IsEmpty) return false;
        return after[0].Is(Marks.Noun) || (after[0].Kind == Kind.Other && after.Length > 1 && after[1].Is(Marks.Noun));
    }

    private static Why Weightier(Why a, Why b) => Weight(a) >= Weight(b) ? a : b;

    private static int Weight(Why why) => why switch { Why.OwnSentence => 4, Why.Mention => 3, Why.Framed => 2, Why.Quoted => 1, _ => 0 };

    private static void MarkEdges(Span<Token> tokens)
    {
        var edge = true;
        for (var i = 0; i < tokens.Length; i++) edge = MarkEdge(ref tokens[i], Marks.EdgeBefore, edge);
        edge = true;
        for (var i = tokens.Length - 1; i >= 0; i--) edge = MarkEdge(ref tokens[i], Marks.EdgeAfter, edge);
    }

    private static bool MarkEdge(ref Token token, Marks mark, bool edge)
    {
        if (edge) token.Marks |= mark;
        if (token.Is(Marks.NotMine)) return true;
        if (token.Is(Marks.Match)) return edge;
        return token.Kind switch
        {
            Kind.Word or Kind.Glyph => false,
            Kind.Stop or Kind.Line or Kind.Break or Kind.Comma or Kind.Colon => true,
            _ => edge,
        };
    }

    /// <summary>What a sentence has said so far.</summary>
    private struct Sentence
    {
        private int words;
        private int fillers;
        private int sinceSelf;
        private bool self;

        public Token Last;
        public bool Support;
        public int Tags;

        public readonly bool SelfIsNear => self && sinceSelf <= SelfReach;

        public readonly bool IsTagWithFillers => Tags > 0 && fillers > 0 && fillers == words;

        public void Take(in Token token)
        {
            if (token.Is(Marks.NotMine | Marks.Quoted)) return;
            Last = token;
            words++;
            sinceSelf++;
            if (token.Is(Marks.Filler)) fillers++;
            if (token.Is(Marks.Support)) Support = true;
            if (token.Is(Marks.Self) && !token.Is(Marks.NotOwn)) (self, sinceSelf) = (true, 0);
        }
    }
}
