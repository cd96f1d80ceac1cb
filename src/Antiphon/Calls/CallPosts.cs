using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Store;

namespace Antiphon.Calls;

/// <summary>What a post is on its call's page.</summary>
public enum CallPart : byte
{
    /// <summary>Answers that tell what happened; shown folded.</summary>
    Stories = 1,

    /// <summary>Answers in their authors' own words that are no stories.</summary>
    Answers,

    /// <summary>Replies that are no answers.</summary>
    Conversation,
}

/// <summary>The posts of this server that belong to a call, as this viewer may see them. Posts out of archives have no text here and are counted only.</summary>
public sealed class CallPosts(DataStore store, PostShelf shelf, Accounts accounts, TimeProvider clock)
{
    /// <summary>Rounds of filling up a page whose posts are mostly hidden from this viewer.</summary>
    private const int MostRounds = 5;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<PostCard> Page(Viewer viewer, Call call, CallPart part, Paging page)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var kept = new List<PostCard>(page.Limit);
        var rest = page;
        for (var round = 0; round < MostRounds; round++)
        {
            var ids = Ids(call, part, rest);
            foreach (var card in shelf.Load(ids))
            {
                if (kept.Count < page.Limit && Shown(viewer, card, part, now)) kept.Add(card);
            }

            if (kept.Count == page.Limit || ids.Count < rest.Limit) break;
            rest = rest with { Below = ids[^1] };
        }

        return kept;
    }

    /// <summary>These posts as far as this viewer may see them in a call's list, in the order asked for.</summary>
    public IReadOnlyList<PostCard> Shown(Viewer viewer, IReadOnlyList<long> ids, CallPart part)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return [.. shelf.Load(ids).Where(card => Shown(viewer, card, part, now))];
    }

    /// <summary>
    /// Answers stand in a list that nobody asked their authors for, so accounts that are limited are left to those who follow them. The conversation is a thread,
    /// where only blocks and mutes hide.
    /// </summary>
    private bool Shown(Viewer viewer, PostCard card, CallPart part, long now) =>
        accounts.Find(card.Post.Author) is { } author && MayRead.Post(viewer, card, author)
        && (part == CallPart.Conversation ? MayRead.InLists(viewer, author, now) : MayRead.InPublicLists(viewer, author, now));

    private List<long> Ids(Call call, CallPart part, Paging page)
    {
        var (ring, story) = part switch
        {
            CallPart.Stories => (1, 1),
            CallPart.Answers => (1, 0),
            _ => (4, 0),
        };
        return store.Read(sql => sql.Rows(
            """
            SELECT c.post FROM post_calls c JOIN posts p ON p.id = c.post
            JOIN evidence e ON e.call = c.call AND e.person = p.author AND e.source = c.post AND e.ring = $4 AND e.story = $5
            WHERE c.call = $1 AND c.post < $2 ORDER BY c.post DESC LIMIT $3
            """,
            static row => row.Long(0),
            call.Id,
            page.Below,
            page.Limit,
            ring,
            story));
    }
}
