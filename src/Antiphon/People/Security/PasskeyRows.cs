using System.Text.Json;
using System.Text.Json.Serialization;
using Antiphon.Store;
using Microsoft.AspNetCore.Identity;

namespace Antiphon.People.Security;

/// <summary>Passkeys in their table. What the ceremony needs stands in one JSON column, as Identity's own schema keeps it.</summary>
internal static class PasskeyRows
{
    /// <summary>Passkeys of one account; more than anybody has devices.</summary>
    public const int MostPerAccount = 25;

    private const int MaxName = 100;

    public static List<UserPasskeyInfo> Of(Sql sql, long account) =>
        sql.Rows("SELECT credential, name, data, created FROM passkeys WHERE account = $1 ORDER BY created, credential", Read, account);

    public static UserPasskeyInfo? Find(Sql sql, long account, byte[] credential) =>
        sql.First("SELECT credential, name, data, created FROM passkeys WHERE account = $1 AND credential = $2", Read, account, credential);

    /// <summary>A new one, or the counter and name of one that is known. A credential of somebody else is never touched.</summary>
    public static Done Put(Tx tx, long account, UserPasskeyInfo passkey)
    {
        var data = JsonSerializer.Serialize(PasskeyData.Of(passkey), PasskeyJson.Default.PasskeyData);
        var name = string.IsNullOrWhiteSpace(passkey.Name) ? "Passkey" : passkey.Name.Trim();
        if (name.Length > MaxName) name = name[..MaxName];
        if (tx.Run("UPDATE passkeys SET name = $3, data = $4, used = $5 WHERE account = $1 AND credential = $2", account, passkey.CredentialId, name, data, tx.Now) > 0) return Done.Instance;
        if (tx.Any("SELECT 1 FROM passkeys WHERE credential = $1", passkey.CredentialId)) throw new InvalidOperationException("This passkey belongs to another account.");
        if (tx.Number("SELECT count(*) FROM passkeys WHERE account = $1", account) >= MostPerAccount) throw new InvalidOperationException("This account has too many passkeys.");
        tx.Run(
            "INSERT INTO passkeys (credential, account, name, data, created) VALUES ($1, $2, $3, $4, $5)",
            passkey.CredentialId, account, name, data, passkey.CreatedAt.ToUnixTimeMilliseconds());
        SecurityLog.Add(tx, account, SecurityEvent.PasskeyAdded);
        return Done.Instance;
    }

    public static Done Remove(Tx tx, long account, byte[] credential)
    {
        if (tx.Run("DELETE FROM passkeys WHERE account = $1 AND credential = $2", account, credential) > 0) SecurityLog.Add(tx, account, SecurityEvent.PasskeyRemoved);
        return Done.Instance;
    }

    private static UserPasskeyInfo Read(Row row) =>
        JsonSerializer.Deserialize(row.Text(2), PasskeyJson.Default.PasskeyData)!.With(row.Blob(0), row.Text(1), row.Long(3));
}

/// <summary>The JSON column.</summary>
internal sealed record PasskeyData(
    byte[] PublicKey, uint SignCount, string[]? Transports, bool UserVerified, bool BackupEligible, bool BackedUp, byte[] AttestationObject, byte[] ClientDataJson)
{
    public static PasskeyData Of(UserPasskeyInfo info) => new(
        info.PublicKey, info.SignCount, info.Transports, info.IsUserVerified, info.IsBackupEligible, info.IsBackedUp, info.AttestationObject, info.ClientDataJson);

    public UserPasskeyInfo With(byte[] credential, string name, long created) => new(
        credential, PublicKey, DateTimeOffset.FromUnixTimeMilliseconds(created), SignCount, Transports, UserVerified, BackupEligible, BackedUp, AttestationObject, ClientDataJson)
    {
        Name = name,
    };
}

[JsonSerializable(typeof(PasskeyData))]
internal sealed partial class PasskeyJson : JsonSerializerContext;
