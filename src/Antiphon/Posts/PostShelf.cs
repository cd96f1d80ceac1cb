using Antiphon.Live;
using Antiphon.Moderation.Warnings;
using Antiphon.People;
using Antiphon.Posts.Polls;
using Antiphon.Store;

namespace Antiphon.Posts;

/// <summary>Posts by id, from memory or the store.</summary>
public sealed class PostShelf
{
    /// <summary>Cards kept at most; some 1 KB each.</summary>
    private const int MostKept = 60_000;

    private readonly DataStore store;
    private readonly Accounts accounts;
    private readonly Remembered<long, PostCard> cards = new(MostKept);

    public PostShelf(DataStore store, Accounts accounts, Happenings happenings)
    {
        this.store = store;
        this.accounts = accounts;
        happenings.Listen(Hear);
    }

    /// <summary>The post, whoever asks: callers apply <see cref="MayRead"/> before they show it.</summary>
    public PostCard? Find(long id) => cards.Get(id, wanted => store.Read(sql => Find(sql, wanted)));

    /// <summary>The post if this viewer may know of it; the same null whether it is hidden or absent.</summary>
    public PostCard? Find(long id, Viewer viewer)
    {
        var card = Find(id);
        if (card is null || accounts.Find(card.Post.Author) is not { } author || !MayRead.Post(viewer, card, author)) return null;
        return card.Post.BoostOf is { } boosted && Find(boosted, viewer) is null ? null : card;
    }

    /// <summary>Several, in the order asked for; what does not exist (any more) is left out.</summary>
    public IReadOnlyList<PostCard> Load(IReadOnlyList<long> ids)
    {
        var found = new PostCard?[ids.Count];
        List<long>? missing = null;
        for (var i = 0; i < ids.Count; i++)
        {
            if (cards.TryGet(ids[i], out var known)) found[i] = known;
            else (missing ??= []).Add(ids[i]);
        }

        if (missing is not null)
        {
            var before = cards.Epoch;
            var loaded = store.Read(sql => Load(sql, [.. missing.Distinct()]));
            foreach (var card in loaded.Values) cards.Keep(card.Id, card, before);
            for (var i = 0; i < ids.Count; i++) found[i] ??= loaded.GetValueOrDefault(ids[i]);
            Bring(loaded.Values);
        }

        var present = new List<PostCard>(ids.Count);
        foreach (var card in found)
        {
            if (card is not null) present.Add(card);
        }

        return present;
    }

    /// <summary>Whoever is shown these asks for their authors next, and for what they pass on or quote: for all of them at once.</summary>
    private void Bring(IReadOnlyCollection<PostCard> loaded)
    {
        accounts.Load(loaded.Select(static card => card.Post.Author));
        long[] shown = [.. loaded.Select(static card => card.Post.BoostOf ?? card.Post.QuoteOf ?? 0).Where(id => id != 0 && !cards.TryGet(id, out _))];
        if (shown.Length > 0) Load(shown);
    }

    /// <summary>Past the cache: what this connection sees.</summary>
    public static PostCard? Find(Sql sql, long id) => Load(sql, [id]).GetValueOrDefault(id);

    /// <summary>Whether moderators have all pictures of this account covered.</summary>
    public static bool Covers(Sql sql, long account) => sql.Any("SELECT 1 FROM restraints WHERE account = $1 AND sensitive = 1", account);

    private static Dictionary<long, PostCard> Load(Sql sql, long[] ids)
    {
        var posts = sql.Rows($"SELECT {Post.Columns} FROM posts WHERE id {sql.Among(1)}", Post.Read, ids);
        var media = sql.Rows($"SELECT {Attachment.Columns} FROM media WHERE post {sql.Among(1)} ORDER BY post, place", Attachment.Read, ids)
            .ToLookup(static attachment => attachment.Post!.Value);
        var mentions = sql.Rows($"SELECT post, account FROM mentions WHERE post {sql.Among(1)}", static row => (Post: row.Long(0), Account: row.Long(1)), ids)
            .ToLookup(static mention => mention.Post, static mention => mention.Account);
        var polls = sql.Rows($"SELECT {Poll.Columns} FROM polls WHERE post {sql.Among(1)}", Poll.Read, ids).ToDictionary(static poll => poll.Post);
        var covered = posts.Count == 0 ? [] : sql.Rows(
            $"SELECT account FROM restraints WHERE sensitive = 1 AND account {sql.Among(1)}", static row => row.Long(0), posts.Select(static post => post.Author).Distinct().ToArray()).ToHashSet();
        return posts.ToDictionary(
            static post => post.Id,
            post => new PostCard(covered.Contains(post.Author) ? post with { Sensitive = true } : post, [.. media[post.Id]], [.. mentions[post.Id]]) { Poll = polls.GetValueOrDefault(post.Id) });
    }

    private void Hear(Happening happening)
    {
        switch (happening)
        {
            case PostWritten written:
                cards.Keep(written.Card.Id, written.Card, cards.Epoch);
                break;
            case PostEdited edited:
                cards.Drop(edited.Card.Id);
                break;
            case PostDeleted deleted:
                cards.Drop(deleted.Post.Id);
                break;
            case CoverChanged:
                cards.Clear();
                break;
        }
    }
}
