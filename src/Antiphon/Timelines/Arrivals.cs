using Antiphon.People;
using Antiphon.People.Lists;
using Antiphon.Posts;

namespace Antiphon.Timelines;

/// <summary>
/// Into whose timelines something belongs that has just happened: the rules of <see cref="HomeTimeline"/> and <see cref="Timelines"/>, asked from the post's side. For streams.
/// </summary>
public sealed class Arrivals(Timelines timelines, Accounts accounts, TimeProvider clock)
{
    /// <summary>Whether the post belongs in this viewer's home timeline.</summary>
    public bool InHome(Viewer viewer, PostCard card) =>
        HomeTimeline.Belongs(viewer, Placed.Of(card.Post)) && timelines.InHome(viewer, card, Now);

    /// <summary>Whether the post belongs in the timeline of this list of the viewer's.</summary>
    public bool InList(Viewer viewer, ListWithMembers list, PostCard card) =>
        Timelines.InList(viewer, list, Placed.Of(card.Post)) && timelines.Belongs(viewer, card, MayRead.InLists, Now);

    /// <summary>Whether a post that is gone belonged in a list.</summary>
    public static bool WasInList(Viewer viewer, ListWithMembers list, Post post) => Timelines.InList(viewer, list, Placed.Of(post));

    /// <summary>Whether a post that is gone belonged there: whoever was shown it is told.</summary>
    public static bool WasInHome(Viewer viewer, Post post) => HomeTimeline.Belongs(viewer, Placed.Of(post));

    /// <summary>Whether this viewer may be shown a post that others chose: one of the public timelines or of a hashtag's.</summary>
    public bool InPublic(Viewer viewer, PostCard card) => timelines.Belongs(viewer, card, MayRead.InPublicLists, Now);

    /// <summary>Whether the post is one of those of the public timelines: neither a boost nor half a conversation.</summary>
    public static bool Listed(Post post) => post.Visibility == Visibility.Public && post.BoostOf is null && (post.ReplyTo is null || post.ReplyToAuthor == post.Author);

    /// <summary>Whether somebody's doing may be told to this viewer.</summary>
    public bool MayTell(Viewer viewer, long actor) => 
        accounts.Find(actor) is { State: not AccountState.Suspended } && !viewer.Apart(actor) && !viewer.Silences(actor, Now);

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
