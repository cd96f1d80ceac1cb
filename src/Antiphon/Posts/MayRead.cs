using Antiphon.People;

namespace Antiphon.Posts;

/// <summary>Who may read what: pure functions over loaded data, the only place where it is decided.</summary>
public static class MayRead
{
    /// <summary>Whether this viewer may know that the post exists.</summary>
    public static bool Post(Viewer viewer, PostCard card, Account author)
    {
        if (!author.Shown) return viewer.Id == author.Id && author.State != AccountState.Deleted;
        if (viewer.Id == author.Id && viewer.SignedIn) return true;
        if (viewer.BlockedBy(author.Id)) return false;
        return card.Post.Visibility switch
        {
            Visibility.Public or Visibility.Unlisted => true,
            Visibility.Followers => viewer.SignedIn && (viewer.Follows.Contains(author.Id) || card.Mentions.Contains(viewer.Id)),
            _ => viewer.SignedIn && card.Mentions.Contains(viewer.Id),
        };
    }

    /// <summary>Whether a readable post belongs in a list that the viewer did not ask this author for.</summary>
    public static bool InLists(Viewer viewer, Account author, long now) =>
        author.State != AccountState.Suspended && !viewer.Apart(author.Id) && !viewer.Mutes(author.Id, now) && !(author.Domain is { } domain && viewer.Domains.Contains(domain));

    /// <summary>Whether a readable post belongs in timelines of strangers' posts: limited accounts are seen by their followers only.</summary>
    public static bool InPublicLists(Viewer viewer, Account author, long now) =>
        InLists(viewer, author, now) && (author.State == AccountState.Active || viewer.Follows.Contains(author.Id) || viewer.Id == author.Id);
}
