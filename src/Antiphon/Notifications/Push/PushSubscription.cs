using Antiphon.Store;

namespace Antiphon.Notifications.Push;

/// <summary>From whom a subscription hears. Stored by number: never renumber.</summary>
public enum PushPolicy : byte
{
    Everybody = 0,

    /// <summary>Those whom the member follows.</summary>
    Followed = 1,

    /// <summary>Those who follow the member.</summary>
    Followers = 2,
    Nobody = 3,
}

/// <summary>Where one app of a member wants to be woken, and of what. There is one for each access token.</summary>
/// <param name="Endpoint">The address at the app's push service: whoever knows it can send there, so it is a secret of the app.</param>
/// <param name="ClientKey">The app's point on P-256, uncompressed: 65 bytes.</param>
/// <param name="Auth">The app's 16 bytes of secret (RFC 8291 section 3.2).</param>
/// <param name="Standard">Encrypted as RFC 8291 says; otherwise as its fourth draft did, which older apps expect.</param>
/// <param name="Alerts">A bit for each kind wanted, <see cref="Bit"/>.</param>
/// <param name="Sealed">The token's text, encrypted with <see cref="PushKeys"/>.</param>
public sealed record PushSubscription(
    long Id, long Token, long Account, string Endpoint, byte[] ClientKey, byte[] Auth, bool Standard, long Alerts, PushPolicy Policy, byte[] Sealed)
{
    internal const string Columns = "id, token, account, endpoint, client_key, auth, standard, alerts, policy, sealed";

    public static long Bit(NotificationKind kind) => 1L << (int)kind;

    internal static PushSubscription Read(Row row) => new(
        row.Long(0), row.Long(1), row.Long(2), row.Text(3), row.Blob(4), row.Blob(5), row.Bool(6), row.Long(7), (PushPolicy)row.Int(8), row.Blob(9));
}
