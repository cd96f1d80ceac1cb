using System.Text;
using Antiphon.Tally;

namespace Antiphon.Answers.Recognition;

/// <summary>Says what a post is to one call. Pure and deterministic: the same words give the same judgement, whenever and wherever. Safe to share between threads.</summary>
/// <remarks>
/// The rules are in docs/counting.md, each with its test. Most posts hold neither phrase nor hashtag and are done with after one look, at about a nanosecond a
/// character; every step after that is linear in the text as well.
/// </remarks>
public sealed class Recogniser
{
    /// <summary>The version of the rules and the word lists. A judgement is repeatable under the version that made it.</summary>
    public const int RuleVersion = 1;

    /// <summary>An answer in the first person with as many words of its own tells what happened; shorter ones say only that it did. Two characters of a script without spaces are a word.</summary>
    public const int StoryWords = 20;

    private const int BareWords = 3;

    private readonly Phrases phrases;
    private readonly Wording wording;

    /// <summary>Makes a recogniser for a call.</summary>
    public Recogniser(CallTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        Terms = terms;
        phrases = new Phrases(terms);
        wording = new Wording(terms.Wording, phrases);
    }

    /// <summary>What the call asks for.</summary>
    public CallTerms Terms { get; }

    /// <summary>Whether a phrase or hashtag may be in there at all; a no is certain, at about a nanosecond a character.</summary>
    public bool MayConcern(string text) => phrases.Prefilter.MayHold(text);

    /// <summary>Judges a post.</summary>
    public Judgement Judge(Words words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var kind = KindOf(words.Attachment);
        if (!words.Public) return new(null, kind, false, Why.NotPublic);
        if (!phrases.Prefilter.MayHold(words.Text)) return WithoutTerms(words.Attachment, Why.Unrelated);

        using var rented = new Tokens(words.Text);
        var tokens = rented.All;
        phrases.Mark(tokens); // once in everything, to know what was copied or passed on, and once in what is left when that is gone
        MarkOthersWords(words, tokens);
        foreach (ref var token in tokens)
        {
            if (!token.Is(Marks.NotMine)) token.Marks &= ~Marks.Match;
        }

        phrases.Mark(tokens);
        var whole = phrases.MarkWhole(tokens);
        var own = Own.Of(tokens);
        if (own.Matches == 0) return WithoutTerms(words.Attachment, own.Without);

        Foreign.MarkQuotations(tokens);
        Languages.Of(words.Text, tokens, words.Language)?.Mark(tokens);
        var why = words.Attachment != Attachment.FreeStanding ? Why.Attached
            : whole || own.Others == 0 ? Why.Bare
            : Statement.Judge(tokens);
        if (why is not (Why.Attached or Why.Bare or Why.OwnSentence or Why.FirstPerson)) return new(Ring.Joined, kind, false, why);
        if (words.Bot) return new(Ring.Joined, kind, false, Why.Bot);
        var story = words.DeclaredStory || (own.Weight >= 2 * StoryWords && Statement.SpeaksOfSelf(tokens));
        return new(Ring.Answered, kind, story, why);
    }

    /// <summary>Judges a row of an archive without text, all of which carry the hashtag.</summary>
    public static Judgement Judge(RowWords row)
    {
        ArgumentNullException.ThrowIfNull(row);
        Why why = row.Attachment != Attachment.FreeStanding ? Why.Attached
            : row.MaxWords <= BareWords ? Why.Bare
            : row.FirstPerson ? Why.FirstPerson
            : Why.Mention;
        var ring = why == Why.Mention ? Ring.Joined : Ring.Answered;
        return new(ring, KindOf(row.Attachment), ring == Ring.Answered && row is { FirstPerson: true, StoryHint: true }, why);
    }

    /// <summary>The author's own words: the text without the quoted post, copied words of the call, mentions and links.</summary>
    public string OwnWords(Words words)
    {
        ArgumentNullException.ThrowIfNull(words);
        using var rented = new Tokens(words.Text);
        var tokens = rented.All;
        MarkOthersWords(words, tokens);
        var own = new StringBuilder(words.Text.Length);
        var from = 0;
        foreach (ref readonly var token in tokens)
        {
            if (!token.Is(Marks.NotMine) && token.Kind is not (Kind.Mention or Kind.Link)) continue;
            Append(own, words.Text.AsSpan(from, token.Start - from));
            from = token.End;
        }

        Append(own, words.Text.AsSpan(from));
        return own.ToString().Trim();
    }

    private static void Append(StringBuilder own, ReadOnlySpan<char> piece)
    {
        if (own.Length > 0 && char.IsWhiteSpace(own[^1])) piece = piece.TrimStart(' ');
        own.Append(piece);
    }

    private static EvidenceKind KindOf(Attachment attachment) => attachment switch
    {
        Attachment.ReplyInThread => EvidenceKind.Reply,
        Attachment.QuotesCall => EvidenceKind.Quote,
        _ => EvidenceKind.Post,
    };

    /// <summary>
    /// Own words with neither phrase nor hashtag. Who copies the call has published its phrase; who passes on a post of which nothing is known has not.
    /// </summary>
    private static Judgement WithoutTerms(Attachment attachment, Why why) => attachment switch
    {
        Attachment.QuotesCall => new(Ring.Amplified, EvidenceKind.Quote, false, why == Why.Copied ? why : Why.QuoteOnly),
        Attachment.ReplyInThread => new(Ring.None, EvidenceKind.Reply, false, why == Why.Copied ? why : Why.Conversation),
        _ => new(why == Why.Copied ? Ring.Joined : null, EvidenceKind.Post, false, why),
    };

    private void MarkOthersWords(Words words, Span<Token> tokens)
    {
        Foreign.Mark(words.Text, tokens);
        if (words.QuotedText is { Length: > 0 } quoted) new Wording(quoted).Mark(tokens, Marks.Foreign);
        wording.Mark(tokens, Marks.Copied);
    }

    /// <summary>What the author's own words hold.</summary>
    private readonly record struct Own(int Matches, int Copied, int Passed, int Others, int Weight)
    {
        public Why Without => Copied > 0 ? Why.Copied : Passed > 0 ? Why.Passed : Why.Unrelated;

        public static Own Of(ReadOnlySpan<Token> tokens)
        {
            int matches = 0, copied = 0, passed = 0, others = 0, weight = 0;
            foreach (ref readonly var token in tokens)
            {
                if (!token.IsLexical) continue;
                var match = token.Is(Marks.Match);
                if (token.Is(Marks.NotMine))
                {
                    if (match && token.Is(Marks.Foreign)) passed++;
                    else if (match) copied++;
                }
                else if (match)
                {
                    matches++;
                }
                else
                {
                    others++;
                    if (token.Kind != Kind.Tag) weight += token.Kind == Kind.Glyph ? 1 : 2;
                }
            }

            return new(matches, copied, passed, others, weight);
        }
    }
}
