using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Antiphon.Store;

namespace Antiphon.People.Security;

/// <summary>Codes for when the authenticator app is lost: shown once, kept as SHA-256, each good once. 80 bits each, so that a plain hash is enough.</summary>
internal static class RecoveryCodes
{
    public const int Count = 10;

    /// <summary>"ABCD-EFGH-IJKL-MNOP", ten of them.</summary>
    public static IReadOnlyList<string> New()
    {
        var codes = new string[Count];
        Span<byte> bytes = stackalloc byte[10];
        for (var i = 0; i < Count; i++)
        {
            RandomNumberGenerator.Fill(bytes);
            var text = Totp.ToBase32(bytes);
            codes[i] = $"{text[..4]}-{text[4..8]}-{text[8..12]}-{text[12..]}";
        }

        return codes;
    }

    public static void Replace(Tx tx, long account, IEnumerable<string> codes) => tx.Run(
        "UPDATE users SET recovery_codes = $2 WHERE account = $1", account, JsonSerializer.Serialize(codes.Select(Hash).ToArray()));

    public static int CountOf(Sql sql, long account) => Kept(sql, account).Length;

    /// <summary>Uses one up; false where it is none.</summary>
    public static bool Redeem(Tx tx, long account, string code)
    {
        var kept = Kept(tx, account);
        var hash = Hash(code);
        var left = kept.Where(known => !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(known), Encoding.ASCII.GetBytes(hash))).ToArray();
        if (left.Length == kept.Length) return false;
        tx.Run("UPDATE users SET recovery_codes = $2 WHERE account = $1", account, JsonSerializer.Serialize(left));
        return true;
    }

    private static string[] Kept(Sql sql, long account) =>
        sql.First("SELECT recovery_codes FROM users WHERE account = $1", static row => row.Text(0), account) is { } json ? JsonSerializer.Deserialize<string[]>(json)! : [];

    /// <summary>As people copy them: any case, with or without the dashes.</summary>
    private static string Hash(string code)
    {
        var plain = new string([.. code.Where(char.IsAsciiLetterOrDigit).Take(64)]).ToUpperInvariant();
        return Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(plain)));
    }
}
