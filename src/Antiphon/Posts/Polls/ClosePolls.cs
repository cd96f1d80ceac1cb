using Antiphon.Notifications;
using Antiphon.Store;

namespace Antiphon.Posts.Polls;

/// <summary>
/// Tells the author and those who voted that a poll has ended. How far it came is kept with each step, so that a restart goes on where it was and nobody is told twice.
/// </summary>
public sealed class ClosePolls(DataStore store, TimeProvider clock)
{
    /// <summary>People told in one unit: some 10 ms.</summary>
    private const int PerUnit = 200;

    private const int MostAtOnce = 100;

    /// <returns>Polls closed.</returns>
    public async Task<int> Run(CancellationToken cancel = default)
    {
        var closed = 0;
        while (Due() is { Count: > 0 } due)
        {
            foreach (var poll in due)
            {
                while (await store.Write(tx => Step(tx, poll), cancel).ConfigureAwait(false)) cancel.ThrowIfCancellationRequested();
                closed++;
            }
        }

        return closed;
    }

    private List<long> Due() => store.Read(sql => sql.Rows(
        $"SELECT post FROM polls WHERE closed = 0 AND expires <= $1 ORDER BY expires LIMIT {MostAtOnce}", static row => row.Long(0), clock.GetUtcNow().ToUnixTimeMilliseconds()));

    /// <returns>Whether there are more to tell.</returns>
    private static bool Step(Tx tx, long post)
    {
        var found = tx.First(
            "SELECT author, told FROM polls WHERE post = $1 AND closed = 0 AND expires <= $2", static row => new Open(row.Long(0), row.Long(1)), post, tx.Now);
        if (found is null) return false;
        if (found.Told == 0) Notify.Add(tx, found.Author, NotificationKind.Poll, found.Author, post);
        var voters = tx.Rows(
            $"SELECT DISTINCT account FROM poll_votes WHERE post = $1 AND account > $2 ORDER BY account LIMIT {PerUnit}", static row => row.Long(0), post, found.Told);
        foreach (var voter in voters) Notify.Add(tx, voter, NotificationKind.Poll, found.Author, post);
        var last = voters.Count < PerUnit;
        tx.Run("UPDATE polls SET told = $3, closed = $4 WHERE post = $1 AND author = $2", post, found.Author, voters.Count == 0 ? found.Told : voters[^1], last);
        return !last;
    }

    private sealed record Open(long Author, long Told);
}
