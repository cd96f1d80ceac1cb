namespace Antiphon.Answers.Recognition;

/// <summary>The rule that decided a judgement. Stored as a number and shown to moderators: members are only ever added.</summary>
public enum Why : byte
{
    /// <summary>Nothing in it concerns the call.</summary>
    Unrelated = 1,

    /// <summary>Not public, so never counted.</summary>
    NotPublic = 2,

    /// <summary>A reply or a quote whose own words hold a phrase or the hashtag.</summary>
    Attached = 3,

    /// <summary>Nothing but the phrase or the hashtag.</summary>
    Bare = 4,

    /// <summary>Says it as its author's own statement: the phrase or hashtag is a sentence of its own.</summary>
    OwnSentence = 5,

    /// <summary>Says it as its author's own statement: the author speaks of themselves.</summary>
    FirstPerson = 6,

    /// <summary>Holds the phrase or the hashtag and says nothing of its author.</summary>
    Mention = 7,

    /// <summary>Supports, reports or denies: a frame around the phrase or hashtag says so.</summary>
    Framed = 8,

    /// <summary>The phrase stands in quotation marks, as somebody else's words.</summary>
    Quoted = 9,

    /// <summary>Its account says that it is a bot.</summary>
    Bot = 10,

    /// <summary>Quotes the call and says neither phrase nor hashtag.</summary>
    QuoteOnly = 11,

    /// <summary>A reply in the thread with neither phrase nor hashtag.</summary>
    Conversation = 12,

    /// <summary>Holds the phrase or the hashtag only in copied words of the call.</summary>
    Copied = 13,

    /// <summary>Holds the phrase or the hashtag only in another's post that it passes on: "RT @x: …".</summary>
    Passed = 14,

    /// <summary>Not judged by words: pressed the button.</summary>
    Pressed = 30,

    /// <summary>Not judged by words: boosted the call or an answer.</summary>
    Boosted = 31,

    /// <summary>Not judged by words: liked the call or an answer.</summary>
    Liked = 32,

    /// <summary>Not judged by words: quotes an answer and says neither phrase nor hashtag.</summary>
    QuotesAnswer = 33,

    /// <summary>Not judged by words: moved by a moderator.</summary>
    Moved = 34,

    /// <summary>Not judged by words: in an archive without them, which was collected by the phrase or the hashtag.</summary>
    Collected = 35,
}
