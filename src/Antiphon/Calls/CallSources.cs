using Antiphon.Store;

namespace Antiphon.Calls;

/// <summary>A file that was taken into a call's count.</summary>
/// <param name="Sha256">By which anybody who has the file can tell that it is the same.</param>
/// <param name="Retrieved">When it was retrieved at its origin (UTC ms), where the file says so.</param>
/// <param name="Started">When it was taken in, UTC ms.</param>
public sealed record CallSource(string Name, string Sha256, long Rows, long? Retrieved, long Started);

/// <summary>Where a call's numbers come from beside what was seen as it happened.</summary>
public sealed class CallSources(DataStore store)
{
    /// <summary>Oldest first.</summary>
    public IReadOnlyList<CallSource> Of(Call call) => store.Read(sql => Of(sql, call.Id));

    /// <summary>Members' own archives are not among them: the hash of one would tell whoever has a copy that its owner answered.</summary>
    internal static List<CallSource> Of(Sql sql, long call) => sql.Rows(
        "SELECT name, sha256, rows, retrieved, started FROM files WHERE call = $1 AND owner IS NULL ORDER BY id",
        static row => new CallSource(row.Text(0), row.Text(1), row.Long(2), row.LongOrNull(3), row.Long(4)),
        call);
}
