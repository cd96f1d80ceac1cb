namespace Antiphon.Answers.Recognition;

/// <summary>Other people's words inside a post, by the habits of twenty years: "RT @x:", "QT:", "RE: link", lines that begin with ">", quotation marks.</summary>
internal static class Foreign
{
    private static readonly ulong Rt = Folding.Hash("RT"), Qt = Folding.Hash("QT"), Re = Folding.Hash("RE");

    /// <summary>Marks tails and lines that are another post.</summary>
    public static void Mark(string text, Span<Token> tokens)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            if (IsTail(tokens, i))
            {
                foreach (ref var token in tokens[i..]) token.Marks |= Marks.Foreign;
                return;
            }

            if (IsLinkToAPost(tokens, i) || IsQuotedLine(text, tokens[i]))
            {
                for (; i < tokens.Length && tokens[i].Kind != Kind.Line; i++) tokens[i].Marks |= Marks.Foreign;
            }
        }
    }

    /// <summary>Marks what stands within quotation marks. A mark that is not closed opens nothing.</summary>
    public static void MarkQuotations(Span<Token> tokens)
    {
        Span<int> open = stackalloc int[8];
        open.Fill(-1);
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].Kind != Kind.Quote) continue;
            ref var opened = ref open[(int)(tokens[i].Hash >> 2)];
            if (opened >= 0 && (tokens[i].Hash & Punctuation.MayClose) != 0)
            {
                MarkQuotation(tokens, opened, i);
                opened = -1;
            }
            else if ((tokens[i].Hash & Punctuation.MayOpen) != 0)
            {
                opened = i;
            }
        }
    }

    // A family does not nest in itself, so a token is marked at most once for each of the seven families.
    private static void MarkQuotation(Span<Token> tokens, int from, int to)
    {
        for (var i = from; i <= to; i++) tokens[i].Marks |= Marks.Quoted;
    }

    private static bool IsTail(ReadOnlySpan<Token> tokens, int i)
    {
        if (tokens[i].Kind != Kind.Word || i + 1 == tokens.Length) return false;
        var next = tokens[i + 1].Kind;
        return (tokens[i].Hash == Rt && next == Kind.Mention) || (tokens[i].Hash == Qt && (next is Kind.Mention or Kind.Colon));
    }

    private static bool IsLinkToAPost(ReadOnlySpan<Token> tokens, int i) =>
        tokens[i].Kind == Kind.Word && tokens[i].Hash == Re && i + 2 < tokens.Length && tokens[i + 1].Kind == Kind.Colon && tokens[i + 2].Kind == Kind.Link;

    private static bool IsQuotedLine(string text, in Token token) =>
        token.Kind == Kind.Other && text[token.Start] == '>' && (token.Start == 0 || text[token.Start - 1] is '\n' or '\r');
}
