using Antiphon.Access;
using Antiphon.Store;

namespace Antiphon.People.Security;

/// <summary>The death of every session, token and pending code of an account, within the unit that gives cause to it: a new password, a suspension, a deletion.</summary>
internal static class EndEverything
{
    /// <returns>The account's new security stamp: what was proved under the old one is void.</returns>
    public static string Within(Tx tx, long account)
    {
        var stamp = Secret.New();
        tx.Run("UPDATE users SET stamp = $2 WHERE account = $1", account, stamp);
        tx.Run("DELETE FROM sessions WHERE account = $1", account);
        EndAccess.Within(tx, account);
        return stamp;
    }
}
