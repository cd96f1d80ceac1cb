using Antiphon.People;
using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.Intake;

/// <summary>The accounts of an archive's authors: made on first sight, with dense ids, counted and never shown.</summary>
internal static class ArchivedPeople
{
    /// <param name="people">Ids that this import has met already; filled up here.</param>
    /// <returns>An id for each post.</returns>
    public static long[] Ids(Tx tx, Network network, string format, IReadOnlyList<ArchivedPost> posts, Dictionary<string, long> people)
    {
        var unknown = new List<string>();
        foreach (var post in posts)
        {
            if (people.TryAdd(post.Author, 0)) unknown.Add(post.Author);
        }

        if (unknown.Count > 0) Resolve(tx, network, format, unknown, people);
        var ids = new long[posts.Count];
        for (var i = 0; i < ids.Length; i++) ids[i] = people[posts[i].Author];
        return ids;
    }

    private static void Resolve(Tx tx, Network network, string format, List<string> unknown, Dictionary<string, long> people)
    {
        var prefix = format + ":";
        var fresh = new List<string>(unknown.Count);
        if (tx.Any("SELECT 1 FROM accounts WHERE network = $1 AND uri >= $2 AND uri < $3", (int)network, prefix, format + ";"))
        {
            foreach (var author in unknown)
            {
                if (tx.Number("SELECT id FROM accounts WHERE uri = $1", prefix + author) is { } known) people[author] = known;
                else fresh.Add(author);
            }
        }
        else
        {
            fresh = unknown;
        }

        var ids = new long[fresh.Count];
        for (var i = 0; i < ids.Length; i++) people[fresh[i]] = ids[i] = tx.NewAccountId();
        var names = fresh.ToArray();
        Bulk.InsertNew(
            tx,
            "accounts",
            ["id"],
            ids.Length,
            BulkColumn.Of("id", ids),
            BulkColumn.Same("network", (long)network, ids.Length),
            BulkColumn.Of("domain", Same(format, ids.Length)),
            BulkColumn.Of("username", names),
            BulkColumn.Of("username_key", Array.ConvertAll(names, Accounts.Key)),
            BulkColumn.Of("uri", Array.ConvertAll(names, name => prefix + name)),
            BulkColumn.Same("state", (long)AccountState.Archived, ids.Length),
            BulkColumn.Same("created", tx.Now, ids.Length),
            BulkColumn.Same("changed", tx.Now, ids.Length));
    }

    private static string[] Same(string value, int rows)
    {
        var values = new string[rows];
        Array.Fill(values, value);
        return values;
    }
}
