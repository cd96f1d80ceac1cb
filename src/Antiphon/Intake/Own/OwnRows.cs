using System.Runtime.CompilerServices;
using Antiphon.Store;

namespace Antiphon.Intake.Own;

/// <summary>
/// Of what somebody's own archive says, what they may say: their own posts, boosts and likes. A file can be written by anybody, so it says nothing of others' posts, declares nothing gone, and does not speak of a
/// post that is known from another file already.
/// </summary>
internal static class OwnRows
{
    /// <param name="author">Whose archive it is.</param>
    /// <param name="stated">Whether the archive names its author; if not, everything in it is theirs.</param>
    public static async IAsyncEnumerable<ArchivedRows> Of(
        IAsyncEnumerable<ArchivedRows> all, DataStore store, long account, long author, bool stated, long retrieved, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var rows in all.WithCancellation(cancel).ConfigureAwait(false))
        {
            var own = rows.Items.Where(item => IsOwn(item) && (item.Author == author || !stated)).Select(item => item with { Author = author, Retrieved = retrieved }).ToList();
            var known = store.Read(sql => Known(sql, account, own));
            own.RemoveAll(item => item.Kind == ArchivedKind.Post && known.Contains(item.Key));
            yield return rows with { Items = own, Claims = [], Other = rows.Other + rows.Items.Count - own.Count };
        }
    }

    public static bool IsOwn(in ArchivedItem item) => item.Kind is ArchivedKind.Post or ArchivedKind.Boost or ArchivedKind.Like;

    private static HashSet<long> Known(Sql sql, long account, List<ArchivedItem> items)
    {
        var keys = items.Where(static item => item.Kind == ArchivedKind.Post).Select(static item => item.Key).ToArray();
        return keys.Length == 0 ? [] : [.. sql.Rows(
            $"SELECT p.key FROM archived_posts p JOIN files f ON f.id = p.file WHERE p.network = $1 AND p.key {sql.Among(2)} AND (f.owner IS NULL OR f.owner <> $3)",
            static row => row.Long(0), (long)items[0].Network, keys, account)];
    }
}
