using Antiphon.Store;

namespace Antiphon.Media;

/// <summary>Deletes pictures that nobody attached within a day, those of posts and accounts that are gone, and the files of all of them: first the row, then the file, then the note of it.</summary>
public sealed class SweepPictures(DataStore store, DoomedFiles doomed, MediaStore files)
{
    /// <summary>An upload is kept so long without a post.</summary>
    public static readonly TimeSpan Waiting = TimeSpan.FromDays(1);

    private const int PerUnit = 100;

    /// <returns>Files deleted.</returns>
    public async Task<int> Run(CancellationToken cancel = default)
    {
        while (await store.Write(Unowned, cancel).ConfigureAwait(false) == PerUnit) cancel.ThrowIfCancellationRequested();
        var deleted = 0;
        while (doomed.Next(PerUnit) is { Count: > 0 } keys)
        {
            foreach (var key in keys)
            {
                cancel.ThrowIfCancellationRequested();
                files.Delete(key);
                await doomed.Deleted(key).ConfigureAwait(false);
                deleted++;
            }
        }

        return deleted;
    }

    private static int Unowned(Tx tx)
    {
        var left = tx.Rows(
            "SELECT id, file, preview FROM media WHERE post IS NULL AND scheduled IS NULL AND created < $1 ORDER BY created LIMIT $2",
            static row => (Id: row.Long(0), File: row.Text(1), Preview: row.Text(2)), tx.Now - (long)Waiting.TotalMilliseconds, PerUnit);
        foreach (var (id, file, preview) in left)
        {
            DoomedFiles.Add(tx, file);
            DoomedFiles.Add(tx, preview);
            tx.Run("DELETE FROM media WHERE id = $1 AND post IS NULL AND scheduled IS NULL", id);
        }

        return left.Count;
    }
}
