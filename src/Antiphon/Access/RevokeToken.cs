using Antiphon.People;
using Antiphon.Store;

namespace Antiphon.Access;

/// <summary>Ends a token at its app's word (RFC 7009). A token that is unknown is as good as revoked.</summary>
public sealed class RevokeToken(DataStore store)
{
    public async Task<Outcome<Done>> Run(App app, string? token)
    {
        if (token is null || Digest.Of(token) is not { } digest) return Done.Instance;
        return await store.TryWrite<Done>(tx =>
        {
            var known = tx.First(
                "SELECT id, app, account FROM tokens WHERE token = $1", static row => (Id: row.Long(0), App: row.Long(1), Account: row.LongOrNull(2) ?? 0), digest.ToArray());
            if (known.Id == 0) return Done.Instance;
            if (known.App != app.Id) return Refusal.Forbidden("You are not authorized to revoke this token");
            tx.Run("DELETE FROM push_subscriptions WHERE token = $1 AND account = $2", known.Id, known.Account);
            tx.Run("DELETE FROM tokens WHERE id = $1 AND app = $2", known.Id, app.Id);
            tx.Happened(new AccessDied(known.Account, known.Id));
            return Done.Instance;
        }).ConfigureAwait(false);
    }
}
