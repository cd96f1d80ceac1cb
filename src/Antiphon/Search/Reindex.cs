using Antiphon.People;
using Antiphon.People.Profiles;
using Antiphon.Posts;
using Antiphon.Store;

namespace Antiphon.Search;

/// <summary>Makes the tables of the search anew from what they are about. They differ between the stores and are therefore in no backup.</summary>
internal static class Reindex
{
    public static void Run(Tx tx)
    {
        tx.Run("DELETE FROM account_search");
        tx.Run("DELETE FROM post_search");
        foreach (var account in tx.Rows("SELECT id FROM accounts WHERE state <> $1 ORDER BY id", static row => row.Long(0), (int)AccountState.Archived)) AccountIndex.Put(tx, account);

        // In pages, as a cursor cannot stay open over writes of the same connection.
        var after = 0L;
        while (true)
        {
            var posts = tx.Rows(
                "SELECT id, warning, text FROM posts WHERE id > $1 AND visibility = $2 AND boost_of IS NULL ORDER BY id LIMIT 1000",
                static row => (Id: row.Long(0), Warning: row.Text(1), Text: row.Text(2)),
                after,
                (int)Visibility.Public);
            if (posts.Count == 0) return;
            foreach (var post in posts) PostRows.IndexWords(tx, post.Id, post.Warning, post.Text);
            after = posts[^1].Id;
        }
    }
}
