using Antiphon.Access;
using Antiphon.Store;

namespace Antiphon.People.Security;

/// <summary>What a link that works once is for. Stored by number: never renumber.</summary>
internal enum OncePurpose : byte
{
    MakeOwner = 1,
    SetPassword = 2,
    ConfirmEmail = 3,
    LinkAccounts = 4,
}

/// <summary>A link that works once.</summary>
/// <param name="Detail">For an e-mail address, the address.</param>
internal sealed record OnceLink(long? Account, string? Detail);

/// <summary>Links that work once, kept as SHA-256 of their secret.</summary>
internal static class OnceLinks
{
    /// <summary>Makes one; earlier ones for the same purpose and account stop working.</summary>
    /// <returns>The secret, for the link.</returns>
    public static string Make(Tx tx, OncePurpose purpose, long? account, string? detail, TimeSpan lifetime)
    {
        Forget(tx, purpose, account);
        var secret = Secret.New();
        tx.Run(
            "INSERT INTO once (token, purpose, account, detail, expires) VALUES ($1, $2, $3, $4, $5)",
            Digest.Of(secret)!.Value.ToArray(), (int)purpose, account, detail, tx.Now + (long)lifetime.TotalMilliseconds);
        return secret;
    }

    /// <summary>Whose it is, if it works now.</summary>
    public static OnceLink? Find(Sql sql, OncePurpose purpose, string secret, long now) => Digest.Of(secret) is { } digest
        ? sql.First(
            "SELECT account, detail FROM once WHERE token = $1 AND purpose = $2 AND expires > $3",
            static row => new OnceLink(row.LongOrNull(0), row.TextOrNull(1)), digest.ToArray(), (int)purpose, now)
        : null;

    /// <summary>Uses it up.</summary>
    public static OnceLink? Take(Tx tx, OncePurpose purpose, string secret)
    {
        var link = Find(tx, purpose, secret, tx.Now);
        if (link is not null) tx.Run("DELETE FROM once WHERE token = $1", Digest.Of(secret)!.Value.ToArray());
        return link;
    }

    /// <summary>Makes earlier ones stop working.</summary>
    public static void Forget(Tx tx, OncePurpose purpose, long? account)
    {
        if (account is null) tx.Run("DELETE FROM once WHERE purpose = $1 AND account IS NULL", (int)purpose);
        else tx.Run("DELETE FROM once WHERE purpose = $1 AND account = $2", (int)purpose, account);
    }
}
