using Antiphon.People.Lists;
using Antiphon.Posts.Text;
using Antiphon.Store;

namespace Antiphon.People.Tags;

/// <summary>A hashtag that somebody follows or shows on their profile.</summary>
/// <param name="Id">What the list pages by.</param>
/// <param name="Name">As it was spelt when it was chosen.</param>
public sealed record ChosenTag(long Id, string Name);

/// <summary>Hashtags whose public posts a member wants at home, whoever writes them.</summary>
public sealed class FollowedTags(DataStore store)
{
    /// <summary>Each is one more seek where a home timeline is read from the store.</summary>
    public const int Most = 500;

    public Task<Outcome<Done>> Follow(long account, string name) => store.TryWrite<Done>(tx =>
    {
        if (tx.Number("SELECT count(*) FROM followed_tags WHERE account = $1", account) >= Most) return Refusal.Invalid("name", $"You can follow {Most} hashtags at most.");
        tx.Run("INSERT INTO followed_tags (account, tag, name, id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", account, Hashtags.Fold(name), name, tx.NewId());
        tx.Happened(new WantsChanged(account));
        return Done.Instance;
    });

    public Task<Outcome<Done>> Unfollow(long account, string name) => store.TryWrite<Done>(tx =>
    {
        if (tx.Run("DELETE FROM followed_tags WHERE account = $1 AND tag = $2", account, Hashtags.Fold(name)) > 0) tx.Happened(new WantsChanged(account));
        return Done.Instance;
    });

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ChosenTag> Page(long account, Paging page)
    {
        var rows = store.Read(sql => sql.Rows(
            $"SELECT id, name FROM followed_tags WHERE account = $1 AND id < $2 AND id > $3 ORDER BY id {(page.Ascending ? "ASC" : "DESC")} LIMIT $4",
            static row => new ChosenTag(row.Long(0), row.Text(1)), account, page.Below, page.Above, page.Limit));
        if (page.Ascending) rows.Reverse();
        return rows;
    }
}
