using Antiphon.Live;
using Antiphon.Store;

namespace Antiphon.Media;

/// <summary>There are files or pictures to delete: of posts, profiles and accounts that are gone.</summary>
public sealed record PicturesLeft : Happening;

/// <summary>
/// Keys whose files must go. A file is put here before it is written, and taken off by the unit that gives it to a post or a profile; when it loses that,
/// it comes back. So a crash at any point leaves no picture behind, and no folder is ever searched for what belongs to nobody.
/// </summary>
public sealed class DoomedFiles(DataStore store, TimeProvider clock)
{
    /// <summary>What was just written has so long to be given to somebody (UTC ms).</summary>
    private static readonly long Reprieve = (long)TimeSpan.FromHours(1).TotalMilliseconds;

    /// <summary>Keys whose files are to be deleted now, the oldest first.</summary>
    public IReadOnlyList<string> Next(int limit = 100) => store.Read(sql => sql.Rows(
        "SELECT file FROM doomed_files WHERE since <= $1 ORDER BY since, file LIMIT $2", static row => row.Text(0), clock.GetUtcNow().ToUnixTimeMilliseconds(), limit));

    /// <summary>Before files are written: they go in an hour, unless a unit takes them.</summary>
    public Task<int> Expect(params string[] files) => store.Write(tx =>
    {
        foreach (var file in files) tx.Run("INSERT INTO doomed_files (file, since) VALUES ($1, $2)", file, tx.Now + Reprieve);
        return files.Length;
    });

    /// <summary>The file is gone.</summary>
    public Task<int> Deleted(string file) => store.Write(tx => tx.Run("DELETE FROM doomed_files WHERE file = $1", file));

    internal static void Add(Tx tx, string? file)
    {
        if (file is null) return;
        tx.Run("INSERT INTO doomed_files (file, since) VALUES ($1, $2) ON CONFLICT (file) DO UPDATE SET since = $2", file, tx.Now);
        tx.Happened(new PicturesLeft());
    }

    /// <summary>The file belongs to somebody now.</summary>
    /// <returns>False for a key that was not waiting: it is somebody's already, or no file of ours.</returns>
    internal static bool Spare(Tx tx, string file) => tx.Run("DELETE FROM doomed_files WHERE file = $1 AND since > $2", file, tx.Now) == 1;
}
