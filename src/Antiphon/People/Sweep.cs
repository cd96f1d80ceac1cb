using Antiphon.Store;

namespace Antiphon.People;

/// <summary>Deletes what has expired and is of use to nobody: sessions, links that work once, invitations, mutes. Once a day is plenty.</summary>
public sealed class Sweep(DataStore store)
{
    /// <summary>An invitation that has expired is still listed to who made it for so long.</summary>
    private static readonly long InviteRest = (long)TimeSpan.FromDays(30).TotalMilliseconds;

    /// <returns>Rows deleted.</returns>
    public Task<int> Run() => store.Write(static tx =>
        tx.Run("DELETE FROM sessions WHERE expires <= $1", tx.Now)
        + tx.Run("DELETE FROM once WHERE expires <= $1", tx.Now)
        + tx.Run("DELETE FROM mutes WHERE expires <= $1", tx.Now)
        + tx.Run("DELETE FROM invites WHERE expires <= $1", tx.Now - InviteRest)
        + tx.Run("DELETE FROM unknown_names WHERE at <= $1", tx.Now - (long)TimeSpan.FromDays(1).TotalMilliseconds));
}
