using Antiphon.Answers.Recognition;
using Antiphon.Calls;
using Antiphon.Tally;

namespace Antiphon.Intake;

/// <summary>
/// What a post's words are to a call, however it may turn out to hang together with it: as free-standing, as a reply in the thread and as a quote of the call, in one number. So no
/// text of anybody in an archive has to be kept for the day on which the post that it replies to comes in. The greater of two numbers speaks for the ring further in.
/// </summary>
internal readonly record struct Verdicts(long Packed)
{
    private const int Slot = 1024, RingUnit = 128, StoryUnit = 64, Reply = Slot, Free = Slot * Slot;

    /// <summary>Whether there were words.</summary>
    public bool Judged => Packed != 0;

    /// <summary>In which of the three it is an answer: 1, 2 and 4 for free-standing, reply and quote.</summary>
    public int Answers => (IsAnswer(Packed / Free) ? 1 : 0) | (IsAnswer(Packed / Reply % Slot) ? 2 : 0) | (IsAnswer(Packed % Slot) ? 4 : 0);

    /// <summary>Judges an item; nothing where it has neither text nor evidence of its own.</summary>
    public static Verdicts Of(Recogniser recogniser, in ArchivedItem item)
    {
        if (item.Words is { } row)
        {
            return new(Pack(
                Recogniser.Judge(row with { Attachment = Attachment.FreeStanding }),
                Recogniser.Judge(row with { Attachment = Attachment.ReplyInThread }),
                Recogniser.Judge(row with { Attachment = Attachment.QuotesCall })));
        }

        if (item.Text is null) return default;
        var words = new Words(item.Text, Attachment.FreeStanding, true, item.Bot, item.Language, item.QuotedText, false);
        var free = recogniser.Judge(words);

        // Nearly every post that holds the phrase says it itself; and what answers by itself answers as a reply and as a quote, and tells as much.
        if (free.Ring == Ring.Answered)
        {
            return new(Pack(free, free with { Kind = EvidenceKind.Reply, Why = Why.Attached }, free with { Kind = EvidenceKind.Quote, Why = Why.Attached }));
        }

        return new(Pack(
            free,
            recogniser.Judge(words with { Attachment = Attachment.ReplyInThread }),
            recogniser.Judge(words with { Attachment = Attachment.QuotesCall })));
    }

    /// <summary>The judgement of a post that hangs together with the call in this way.</summary>
    public Judgement As(Attachment attachment)
    {
        var (kind, slot) = attachment switch
        {
            Attachment.ReplyInThread => (EvidenceKind.Reply, Packed / Reply % Slot),
            Attachment.QuotesCall => (EvidenceKind.Quote, Packed % Slot),
            _ => (EvidenceKind.Post, Packed / Free),
        };
        if (!Judged) return new(WithoutWords(attachment), kind, false, Why.Collected);
        var rank = slot / RingUnit;
        return new(rank == 0 ? null : (Ring)(5 - rank), kind, slot / StoryUnit % 2 == 1, (Why)(slot % StoryUnit));
    }

    /// <summary>Whoever collected it found the phrase or the hashtag in it; who said it of themselves nobody can tell.</summary>
    private static Ring WithoutWords(Attachment attachment) => attachment switch
    {
        Attachment.ReplyInThread => Ring.None,
        Attachment.QuotesCall => Ring.Amplified,
        _ => Ring.Joined,
    };

    private static bool IsAnswer(long slot) => slot / RingUnit == 5 - (int)Ring.Answered;

    private static long Pack(Judgement free, Judgement reply, Judgement quote) => Pack(free) * Free + Pack(reply) * Reply + Pack(quote);

    private static long Pack(Judgement judgement) =>
        (judgement.Ring is { } ring ? 5 - (int)ring : 0) * RingUnit + (judgement.Story ? StoryUnit : 0) + (int)judgement.Why;
}
