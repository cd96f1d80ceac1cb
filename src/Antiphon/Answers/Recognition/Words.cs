using Antiphon.Tally;

namespace Antiphon.Answers.Recognition;

/// <summary>What a call asks for: its own wording, the phrases that answer it, its hashtags (with or without the #).</summary>
public sealed record CallTerms(string Wording, IReadOnlyList<string> Phrases, IReadOnlyList<string> Hashtags);

/// <summary>How a post hangs together with the call.</summary>
public enum Attachment
{
    /// <summary>It stands by itself.</summary>
    FreeStanding,

    /// <summary>It is a reply somewhere below the call.</summary>
    ReplyInThread,

    /// <summary>It quotes the call.</summary>
    QuotesCall,
}

/// <summary>A post, as far as recognition needs to know it.</summary>
/// <param name="Text">Plain text as displayed, with mentions, links and hashtags in place.</param>
/// <param name="Attachment">How it hangs together with the call.</param>
/// <param name="Public">Whether everybody may read it (unlisted posts are public).</param>
/// <param name="Bot">Whether its account says that it is a bot.</param>
/// <param name="Language">The language that the post says it is in (BCP 47), if it says so.</param>
/// <param name="QuotedText">The text of the post that it quotes, where its own text may carry a copy.</param>
/// <param name="DeclaredStory">Whether it was told through the story form.</param>
public sealed record Words(
    string Text, Attachment Attachment, bool Public, bool Bot, string? Language, string? QuotedText, bool DeclaredStory);

/// <summary>A row of an archive without text, whose own evidence stands for the words. All such rows carry the hashtag.</summary>
/// <param name="MaxWords">The upper bound of its bucket: 3 for "0-3".</param>
/// <param name="FirstPerson">Whether it speaks in the first person.</param>
/// <param name="StoryHint">Whether it has the marks of a story.</param>
/// <param name="Attachment">How it hangs together with the call.</param>
public sealed record RowWords(int MaxWords, bool FirstPerson, bool StoryHint, Attachment Attachment);

/// <summary>What a post is to a call.</summary>
/// <param name="Ring">Null: it has nothing to do with the call.</param>
/// <param name="Kind">Post, Reply or Quote.</param>
/// <param name="Story">Whether it tells what happened; only ever of an answer.</param>
/// <param name="Why">The rule that decided.</param>
public readonly record struct Judgement(Ring? Ring, EvidenceKind Kind, bool Story, Why Why);
