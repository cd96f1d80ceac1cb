using Antiphon.Store;

namespace Antiphon.People.Profiles;

/// <summary>
/// Pictures of profiles that were changed or deleted: their keys stand here from the unit that dropped them until the media store has deleted the files, so that a
/// crash in between leaves no picture behind.
/// </summary>
public sealed class DoomedFiles(DataStore store)
{
    /// <summary>Keys whose files are to be deleted, the oldest first.</summary>
    public IReadOnlyList<string> Next(int limit = 100) =>
        store.Read(sql => sql.Rows("SELECT file FROM doomed_files ORDER BY since, file LIMIT $1", static row => row.Text(0), limit));

    /// <summary>The file is gone.</summary>
    public Task<int> Deleted(string file) => store.Write(tx => tx.Run("DELETE FROM doomed_files WHERE file = $1", file));

    internal static void Add(Tx tx, string? file)
    {
        if (file is not null) tx.Run("INSERT INTO doomed_files (file, since) VALUES ($1, $2) ON CONFLICT DO NOTHING", file, tx.Now);
    }
}
