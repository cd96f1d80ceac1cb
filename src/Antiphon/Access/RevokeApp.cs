using Antiphon.People;
using Antiphon.Store;

namespace Antiphon.Access;

/// <summary>Ends everything that an app may do for an account, at its owner's word.</summary>
public sealed class RevokeApp(DataStore store)
{
    public Task<Outcome<Done>> Run(long account, long app) => store.TryWrite<Done>(tx =>
    {
        var tokens = tx.Rows("SELECT id FROM tokens WHERE account = $1 AND app = $2", static row => row.Long(0), account, app);
        if (tokens.Count == 0) return Refusal.NotFound;
        tx.Run("DELETE FROM push_subscriptions WHERE account = $1 AND token IN (SELECT id FROM tokens WHERE account = $1 AND app = $2)", account, app);
        tx.Run("DELETE FROM tokens WHERE account = $1 AND app = $2", account, app);
        tx.Run("DELETE FROM codes WHERE account = $1 AND app = $2", account, app);
        foreach (var token in tokens) tx.Happened(new AccessDied(account, token));
        return Done.Instance;
    });
}
