using Antiphon.Store;

namespace Antiphon.Access;

/// <summary>Writes the code that an app exchanges for a token, once the person has said yes.</summary>
public sealed class IssueCode(DataStore store)
{
    /// <summary>As RFC 6749 section 4.1.2 recommends at most.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    public async Task<Outcome<string>> Run(Consent consent, long account)
    {
        var code = Secret.New();
        return await store.TryWrite<string>(tx =>
        {
            // Redeemed codes stay until they would have died anyway, so that a second use is seen.
            tx.Run("DELETE FROM codes WHERE expires < $1", tx.Now);
            tx.Run(
                "INSERT INTO codes (code, app, account, redirect, scopes, challenge, expires) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                Digest.Of(code)!.Value.ToArray(), consent.App.Id, account, consent.Redirect, consent.Scopes.Text, consent.Challenge,
                tx.Now + (long)Life.TotalMilliseconds);
            return code;
        }).ConfigureAwait(false);
    }
}
