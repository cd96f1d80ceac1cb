using Antiphon.People;
using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.Intake;

/// <summary>
/// The accounts of an archive's authors: made on first sight, with dense ids, counted and never shown. One object for each import, used on the writer's thread alone.
/// </summary>
internal sealed class ArchivedPeople(Network network, string format)
{
    private readonly Dictionary<string, long> met = new(StringComparer.Ordinal);

    // Whether there were accounts of this origin before this import: where there were none, nobody needs to be looked for.
    private bool? othersBefore;

    /// <returns>An account for each post's author.</returns>
    public long[] Ids(Tx tx, IReadOnlyList<ArchivedPost> posts)
    {
        var unknown = new List<string>();
        foreach (var post in posts)
        {
            if (met.TryAdd(post.Author, 0)) unknown.Add(post.Author);
        }

        if (unknown.Count > 0) Resolve(tx, unknown);
        var ids = new long[posts.Count];
        for (var i = 0; i < ids.Length; i++) ids[i] = met[posts[i].Author];
        return ids;
    }

    private void Resolve(Tx tx, List<string> unknown)
    {
        othersBefore ??= tx.Any("SELECT 1 FROM accounts WHERE uri >= $1 AND uri < $2", Uri(string.Empty), format + ";");
        if (othersBefore is true) unknown.RemoveAll(author => Found(tx, author));
        if (unknown.Count == 0) return;
        var ids = new long[unknown.Count];
        for (var i = 0; i < ids.Length; i++) met[unknown[i]] = ids[i] = tx.NewAccountId();
        var names = unknown.ToArray();
        var fresh = Bulk.InsertNew(
            tx,
            "accounts",
            ["id"],
            ids.Length,
            BulkColumn.Of("id", ids),
            BulkColumn.Same("network", (long)network),
            BulkColumn.Same("domain", format),
            BulkColumn.Of("username", names),
            BulkColumn.Of("username_key", Array.ConvertAll(names, Accounts.Key)),
            BulkColumn.Of("uri", Array.ConvertAll(names, Uri)),
            BulkColumn.Same("state", (long)AccountState.Archived),
            BulkColumn.Same("created", tx.Now),
            BulkColumn.Same("changed", tx.Now));
        for (var i = 0; i < fresh.Length; i++)
        {
            // Another import of the same origin, running at the same time, has met them first.
            if (!fresh[i] && !Found(tx, names[i])) throw new InvalidOperationException("An archived account was neither made nor found.");
        }
    }

    private bool Found(Tx tx, string author)
    {
        if (tx.Number("SELECT id FROM accounts WHERE uri = $1", Uri(author)) is not { } known) return false;
        met[author] = known;
        return true;
    }

    private string Uri(string author) => format + ":" + author;
}
