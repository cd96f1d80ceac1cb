using Antiphon.People;
using Antiphon.Posts;

namespace Antiphon.Web.Feeds;

/// <summary>
/// A post as HTML, the same for every viewer, in two parts: between them stands the time as people say it, after them what this viewer may do.
/// Keeps what it was made from: it holds as long as those are the very same objects, as every change makes new ones.
/// </summary>
internal sealed record Fragment(Ingredients From, byte[] UntilTime, byte[] AfterTime);

/// <summary>Everything that a fragment shows.</summary>
/// <param name="Emojis">The set of emojis that its texts were read with.</param>
/// <param name="Quoted">The quoted post as strangers may read it; null where there is none or it is not theirs to read.</param>
internal sealed record Ingredients(PostCard Card, Account Author, PostCard? Quoted, Account? QuotedAuthor, Account? RepliedTo, string? Call, object Emojis)
{
    public bool SameAs(Ingredients other) =>
        ReferenceEquals(Card, other.Card) && ReferenceEquals(Author, other.Author) && ReferenceEquals(Quoted, other.Quoted)
        && ReferenceEquals(QuotedAuthor, other.QuotedAuthor) && ReferenceEquals(RepliedTo, other.RepliedTo) && Call == other.Call
        && ReferenceEquals(Emojis, other.Emojis);
}
