using Antiphon.People;
using Antiphon.Store;

namespace Antiphon.Access;

/// <summary>Ends every token and pending code of an account within a unit of writing: new password, suspension, deletion. Sessions are ended by whoever calls.</summary>
public static class EndAccess
{
    public static void Within(Tx tx, long account)
    {
        tx.Run("DELETE FROM push_waiting WHERE account = $1", account);
        tx.Run("DELETE FROM push_subscriptions WHERE account = $1", account);
        tx.Run("DELETE FROM tokens WHERE account = $1", account);
        tx.Run("DELETE FROM codes WHERE account = $1", account);
        tx.Happened(new AccessDied(account));
    }
}
