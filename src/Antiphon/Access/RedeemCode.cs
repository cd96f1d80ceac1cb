using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Antiphon.People;
using Antiphon.Store;

namespace Antiphon.Access;

/// <summary>Exchanges a code for a token, once. A code that comes a second time was seen by somebody else, so what it gave is taken back (RFC 6749 section 4.1.2).</summary>
public sealed class RedeemCode(DataStore store)
{
    private static readonly Refusal Bad = Refusal.Invalid(
        "code", "The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.");

    public async Task<Outcome<IssuedToken>> Run(App app, string? code, string? redirect, string? verifier)
    {
        if (code is null || Digest.Of(code) is not { } digest) return Bad;

        // Not TryWrite: what a refusal takes back must stay taken.
        return await store.Write<Outcome<IssuedToken>>(tx => Redeem(tx, app, digest.ToArray(), redirect, verifier)).ConfigureAwait(false);
    }

    private static Outcome<IssuedToken> Redeem(Tx tx, App app, byte[] code, string? redirect, string? verifier)
    {
        var known = tx.First("SELECT app, account, redirect, scopes, challenge, expires, token FROM codes WHERE code = $1", Read, code);
        if (known is null || known.App != app.Id) return Bad;
        if (known.Token is { } given)
        {
            tx.Run("DELETE FROM tokens WHERE id = $1 AND account = $2", given, known.Account);
            tx.Run("DELETE FROM codes WHERE code = $1", code);
            tx.Happened(new AccessDied(known.Account, given));
            return Bad;
        }

        if (known.Expires < tx.Now || known.Redirect != redirect || !Proves(known.Challenge, verifier)
            || Accounts.Find(tx, known.Account) is not { State: AccountState.Active or AccountState.Limited or AccountState.Waiting })
        {
            tx.Run("DELETE FROM codes WHERE code = $1", code);
            return Bad;
        }

        var issued = IssueToken.Within(tx, app.Id, known.Account, known.Scopes);
        tx.Run("UPDATE codes SET token = $2 WHERE code = $1", code, issued.Token.Id);
        return issued;
    }

    /// <summary>RFC 7636 section 4.6. A verifier without a challenge proves nothing and harms nothing.</summary>
    private static bool Proves(string? challenge, string? verifier)
    {
        if (challenge is null) return true;
        if (verifier is null || verifier.Length is < 43 or > 128) return false;
        var proof = Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(verifier)));
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(proof), Encoding.UTF8.GetBytes(challenge));
    }

    private static Code Read(Row row) => new(
        row.Long(0), row.Long(1), row.Text(2), ScopeSet.Stored(row.Text(3)), row.TextOrNull(4), row.Long(5), row.LongOrNull(6));

    private sealed record Code(long App, long Account, string Redirect, ScopeSet Scopes, string? Challenge, long Expires, long? Token);
}
