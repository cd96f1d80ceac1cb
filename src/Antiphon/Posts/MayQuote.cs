using Antiphon.People;

namespace Antiphon.Posts;

/// <summary>Who may quote a post. Stored by number: never renumber.</summary>
public enum QuotePolicy : byte
{
    Public = 0,
    Followers = 1,
    Nobody = 2,
}

/// <summary>Whether a quote stands. Stored by number: never renumber.</summary>
public enum QuoteState : byte
{
    Accepted = 0,

    /// <summary>The author of the quoted post no longer wants it shown there.</summary>
    Revoked = 1,
}

/// <summary>Who may quote what they can read: a pure function over loaded data.</summary>
public static class MayQuote
{
    /// <summary>Stories, and posts for followers or for those mentioned, are quoted by their author alone, whatever their policy says.</summary>
    public static QuotePolicy Policy(Post post) => post.Public && !post.Story ? post.QuotePolicy : QuotePolicy.Nobody;

    /// <summary>One's own always, except what was written to somebody directly.</summary>
    public static bool Post(Viewer viewer, Post post)
    {
        if (!viewer.SignedIn || post.BoostOf is not null || post.Visibility == Visibility.Direct) return false;
        return viewer.Id == post.Author || Policy(post) switch
        {
            QuotePolicy.Public => true,
            QuotePolicy.Followers => viewer.Follows.Contains(post.Author),
            _ => false,
        };
    }
}
