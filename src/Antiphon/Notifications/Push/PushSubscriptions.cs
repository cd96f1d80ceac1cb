using System.Security.Cryptography;
using Antiphon.Access;
using Antiphon.Store;

namespace Antiphon.Notifications.Push;

/// <summary>What an app asks for when it subscribes.</summary>
/// <param name="Token">The text of the token that it shows.</param>
public sealed record PushWish(string Endpoint, byte[] ClientKey, byte[] Auth, bool Standard, long Alerts, PushPolicy Policy, string Token);

/// <summary>The subscription of a token: made, read, changed and ended by the app that holds it, and by nobody else.</summary>
public sealed class PushSubscriptions(DataStore store, PushKeys keys)
{
    /// <summary>Of one member: each is a row more for every notification. With one more the oldest ends.</summary>
    public const int Most = 50;

    private const int LongestEndpoint = 2_048;
    private const int AuthLength = 16;
    private const int PointLength = 65;

    private static readonly Refusal NoEndpoint = Refusal.Invalid("endpoint", "The endpoint is the address of a push service.");
    private static readonly Refusal NoKey = Refusal.Invalid("key_p256dh", "This is not a public key of the curve P-256.");
    private static readonly Refusal NoSecret = Refusal.Invalid("key_auth", "The secret has 16 bytes.");

    /// <summary>The one of this token.</summary>
    public PushSubscription? Find(AccessToken token) => store.Read(sql => Find(sql, token));

    /// <summary>Subscribes, in place of what this token had before.</summary>
    public async Task<Outcome<PushSubscription>> Put(AccessToken token, PushWish wish)
    {
        if (wish.Endpoint.Length > LongestEndpoint || !Uri.TryCreate(wish.Endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http")) return NoEndpoint;
        if (wish.Auth.Length != AuthLength) return NoSecret;
        if (!OnCurve(wish.ClientKey)) return NoKey;
        var secret = keys.Seal(wish.Token);
        return await store.TryWrite<PushSubscription>(tx =>
        {
            End(tx, token);
            tx.Run(
                $"INSERT INTO push_subscriptions ({PushSubscription.Columns}, created) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                tx.NewId(), token.Id, token.Account, wish.Endpoint, wish.ClientKey, wish.Auth, wish.Standard, wish.Alerts, (int)wish.Policy, secret, tx.Now);
            foreach (var oldest in tx.Rows(
                $"SELECT id FROM push_subscriptions WHERE account = $1 ORDER BY id DESC LIMIT {Most} OFFSET {Most}", static row => row.Long(0), token.Account))
            {
                tx.Run("DELETE FROM push_waiting WHERE subscription = $1 AND account = $2", oldest, token.Account);
                tx.Run("DELETE FROM push_subscriptions WHERE id = $1 AND account = $2", oldest, token.Account);
            }

            return Find(tx, token)!;
        }).ConfigureAwait(false);
    }

    /// <summary>Changes what the app is woken for.</summary>
    /// <param name="policy">Null leaves it.</param>
    public Task<Outcome<PushSubscription>> Change(AccessToken token, long alerts, PushPolicy? policy) => store.TryWrite<PushSubscription>(tx =>
    {
        if (Find(tx, token) is not { } known) return Refusal.NotFound;
        tx.Run("UPDATE push_subscriptions SET alerts = $3, policy = $4 WHERE token = $1 AND account = $2", token.Id, token.Account, alerts, (int)(policy ?? known.Policy));
        return Find(tx, token)!;
    });

    /// <summary>Ends it; that there is none is as good.</summary>
    public Task<bool> Remove(AccessToken token) => store.Write(tx => End(tx, token));

    private static bool End(Tx tx, AccessToken token)
    {
        tx.Run("DELETE FROM push_waiting WHERE account = $2 AND subscription IN (SELECT id FROM push_subscriptions WHERE token = $1 AND account = $2)", token.Id, token.Account);
        return tx.Run("DELETE FROM push_subscriptions WHERE token = $1 AND account = $2", token.Id, token.Account) > 0;
    }

    private static PushSubscription? Find(Sql sql, AccessToken token) => sql.First(
        $"SELECT {PushSubscription.Columns} FROM push_subscriptions WHERE token = $1 AND account = $2", PushSubscription.Read, token.Id, token.Account);

    /// <summary>A point that is not on the curve would give away our key of the moment, and nothing could be read with it.</summary>
    private static bool OnCurve(byte[] point)
    {
        if (point.Length != PointLength || point[0] != 4) return false;
        try
        {
            using var key = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = point[1..33], Y = point[33..] } });
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
