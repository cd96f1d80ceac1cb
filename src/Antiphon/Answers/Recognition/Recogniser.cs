using Antiphon.Posts.Text;
using Antiphon.Tally;

namespace Antiphon.Answers.Recognition;

/// <summary>
/// Judges what a post is to one call. Pure, deterministic, and explainable: each judgement names its rule. Made once per call, used by many threads.
/// </summary>
/// <remarks>
/// The author's own words are the text without mentions, links, copied words of the call (any five words in a row that stand so in its wording) and copied words of the quoted
/// post. A phrase is matched as a run of folded words, a hashtag as a whole tag.
/// </remarks>
public sealed class Recogniser
{
    /// <summary>Raised with every change of the rules, so that a ledger says by which it was judged.</summary>
    public const int RuleVersion = 1;

    /// <summary>So many words in a row that stand so in the call are copied from it.</summary>
    private const int CopiedRun = 5;

    /// <summary>An answer of so many own words beside the phrase, in the first person, tells what happened.</summary>
    private const int StoryWords = 25;

    private readonly List<string[]> phrases;
    private readonly HashSet<string> tags;
    private readonly HashSet<string> wording;

    public Recogniser(CallTerms terms)
    {
        Terms = terms;
        phrases = [.. terms.Phrases.Select(static p => Tokens.Of(p).Select(static t => t.Text).ToArray()).Where(static p => p.Length > 0)];
        tags = terms.Hashtags.Select(static tag => Hashtags.Fold(tag.TrimStart('#'))).ToHashSet(StringComparer.Ordinal);
        wording = Runs(Tokens.Of(terms.Wording)).ToHashSet(StringComparer.Ordinal);
    }

    public CallTerms Terms { get; }

    /// <summary>What the post is to the call.</summary>
    public Judgement Judge(Words words)
    {
        var kind = KindOf(words.Attachment);
        if (!words.Public) return new Judgement(null, kind, false, Why.NotPublic);
        var all = Tokens.Of(WithoutTail(words.Text));
        var own = Own(all, words.QuotedText);
        var hits = Match(own);
        if (!hits.Any)
        {
            var copied = own.Count < all.Count && Match(all).Any;
            return words.Attachment switch
            {
                Attachment.ReplyInThread => new Judgement(Ring.None, kind, false, copied ? Why.Copied : Why.Conversation),
                Attachment.QuotesCall => new Judgement(Ring.Amplified, kind, false, copied ? Why.Copied : Why.QuoteOnly),
                _ when copied => new Judgement(Ring.Joined, kind, false, Why.Copied),
                _ => new Judgement(null, kind, false, Why.Unrelated),
            };
        }

        if (words.Bot) return new Judgement(Ring.Joined, kind, false, Why.Bot);
        var why = words.Attachment != Attachment.FreeStanding ? Why.Attached : FreeStanding(own, hits);
        if (why is Why.Mention or Why.Framed or Why.Quoted) return new Judgement(Ring.Joined, kind, false, why);
        var told = words.DeclaredStory || (hits.Others >= StoryWords && own.Exists(static t => !t.Tag && Phrasebook.FirstPerson.Contains(t.Text)));
        return new Judgement(Ring.Answered, kind, told, why);
    }

    /// <summary>The same for an archive's row without text, which carries the hashtag.</summary>
    public static Judgement Judge(RowWords row)
    {
        var kind = KindOf(row.Attachment);
        var story = row.FirstPerson && row.StoryHint;
        if (row.Attachment != Attachment.FreeStanding) return new Judgement(Ring.Answered, kind, story, Why.Attached);
        if (row.MaxWords <= 3) return new Judgement(Ring.Answered, kind, story, Why.Bare);
        return row.FirstPerson ? new Judgement(Ring.Answered, kind, story, Why.FirstPerson) : new Judgement(Ring.Joined, kind, false, Why.Mention);
    }

    /// <summary>The author's own words, folded and parted by spaces; for those who check a judgement.</summary>
    public string OwnWords(Words words) => string.Join(' ', Own(Tokens.Of(WithoutTail(words.Text)), words.QuotedText).Select(static t => t.Tag ? "#" + t.Text : t.Text));

    private static EvidenceKind KindOf(Attachment attachment) => attachment switch
    {
        Attachment.ReplyInThread => EvidenceKind.Reply,
        Attachment.QuotesCall => EvidenceKind.Quote,
        _ => EvidenceKind.Post,
    };

    private static Why FreeStanding(List<Token> own, in Hits hits)
    {
        if (hits.Others == 0) return Why.Bare;
        if (hits.OnlyQuoted) return Why.Quoted;
        if (hits.OwnSentence) return Why.OwnSentence;
        var (first, framed) = (false, false);
        foreach (var token in own)
        {
            if (token.Tag || hits.Sentences.Contains(token.Sentence) is false) continue;
            framed |= Phrasebook.Frames.Contains(token.Text);
        }

        foreach (var token in own) first |= !token.Tag && Phrasebook.FirstPerson.Contains(token.Text);
        return framed ? Why.Framed : first ? Why.FirstPerson : Why.Mention;
    }

    /// <summary>Cuts off a post that is passed on inside the text: "RT @name: …", "QT: …", "RE: https://…".</summary>
    private static string WithoutTail(string text)
    {
        if (text.StartsWith("RT @", StringComparison.Ordinal)) return string.Empty;
        foreach (var mark in (ReadOnlySpan<string>)[" RT @", "\nRT @", "\nQT: ", "\nRE: http", " RE: http"])
        {
            var at = text.IndexOf(mark, StringComparison.Ordinal);
            if (at >= 0) text = text[..at];
        }

        return text;
    }

    private static IEnumerable<string> Runs(List<Token> tokens)
    {
        var length = Math.Min(CopiedRun, tokens.Count);
        for (var i = 0; length > 0 && i + length <= tokens.Count; i++) yield return Run(tokens, i, length);
    }

    private static string Run(List<Token> tokens, int from, int length) => string.Join(' ', tokens.GetRange(from, length).Select(static t => t.Text));

    private List<Token> Own(List<Token> tokens, string? quotedText)
    {
        if (tokens.Count < CopiedRun) return tokens;
        var theirs = string.IsNullOrEmpty(quotedText) ? null : Runs(Tokens.Of(quotedText)).ToHashSet(StringComparer.Ordinal);
        var copied = new bool[tokens.Count];
        var any = false;
        for (var i = 0; i + CopiedRun <= tokens.Count; i++)
        {
            var run = Run(tokens, i, CopiedRun);
            if (!wording.Contains(run) && theirs?.Contains(run) is not true) continue;
            copied.AsSpan(i, CopiedRun).Fill(true);
            any = true;
        }

        return any ? [.. tokens.Where((_, i) => !copied[i])] : tokens;
    }

    private Hits Match(List<Token> tokens)
    {
        var hits = new Hits(tokens.Count);
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Tag)
            {
                if (tags.Contains(tokens[i].Text)) hits.Add(tokens, i, 1, phrase: false);
                continue;
            }

            foreach (var phrase in phrases)
            {
                if (!At(tokens, i, phrase)) continue;
                hits.Add(tokens, i, phrase.Length, phrase: true);
                i += phrase.Length - 1;
                break;
            }
        }

        return hits;
    }

    private static bool At(List<Token> tokens, int from, string[] phrase)
    {
        if (from + phrase.Length > tokens.Count) return false;
        for (var i = 0; i < phrase.Length; i++)
        {
            if (tokens[from + i].Tag || tokens[from + i].Text != phrase[i]) return false;
        }

        return true;
    }

    /// <summary>Where phrase and hashtag stand among the own words.</summary>
    private struct Hits(int words)
    {
        private int matched;
        private bool unquoted;

        public readonly bool Any => matched > 0;

        /// <summary>Own words beside phrases and hashtags of the call.</summary>
        public readonly int Others => words - matched;

        public readonly bool OnlyQuoted => Any && !unquoted;

        /// <summary>A phrase is a sentence of its own.</summary>
        public bool OwnSentence { get; private set; }

        public HashSet<int> Sentences { get; } = [];

        public void Add(List<Token> tokens, int at, int length, bool phrase)
        {
            matched += length;
            unquoted |= !tokens[at].Quoted;
            Sentences.Add(tokens[at].Sentence);
            var before = at == 0 || tokens[at - 1].Sentence != tokens[at].Sentence;
            var after = at + length == tokens.Count || tokens[at + length].Sentence != tokens[at].Sentence;
            OwnSentence |= phrase && before && after && !tokens[at].Quoted;
        }
    }
}
