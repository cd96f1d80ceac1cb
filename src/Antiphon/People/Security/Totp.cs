using System.Security.Cryptography;

namespace Antiphon.People.Security;

/// <summary>What an authenticator app needs.</summary>
/// <param name="Secret">Base32, for typing in.</param>
/// <param name="Link">otpauth://, for a QR code.</param>
public sealed record TotpSetup(string Secret, Uri Link);

/// <summary>
/// Codes that change with time (RFC 6238: SHA-1, 30 seconds, 6 digits, which every app can do). Ours rather than Identity's provider, because that does not say
/// which step a code belongs to, and a step that was used must not be good again (section 5.2).
/// </summary>
public static class Totp
{
    /// <summary>Seconds of a step.</summary>
    private const int Step = 30;

    /// <summary>Steps before and after the present one that are taken, for clocks that are off.</summary>
    private const int Drift = 1;

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>160 bits, as RFC 4226 section 4 recommends.</summary>
    public static string NewSecret()
    {
        Span<byte> bytes = stackalloc byte[20];
        RandomNumberGenerator.Fill(bytes);
        return ToBase32(bytes);
    }

    /// <summary>The address that apps read from a QR code.</summary>
    public static Uri Link(string issuer, string username, string secret)
    {
        var server = Uri.EscapeDataString(issuer.Replace(':', ' '));
        return new Uri($"otpauth://totp/{server}:{Uri.EscapeDataString(username)}?secret={secret}&issuer={server}");
    }

    /// <summary>The step that the code belongs to, if it is a good one after <paramref name="lastUsed"/>; null otherwise.</summary>
    /// <param name="now">UTC ms.</param>
    public static long? Match(string secret, string code, long now, long lastUsed)
    {
        var digits = new string([.. code.Where(static c => !char.IsWhiteSpace(c))]);
        if (digits.Length != 6 || !digits.All(char.IsAsciiDigit)) return null;
        var key = FromBase32(secret);
        var at = now / 1000 / Step;
        long? found = null;
        for (var step = at - Drift; step <= at + Drift; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(Code(key, step)), System.Text.Encoding.ASCII.GetBytes(digits)) && step > lastUsed) found = step;
        }

        return found;
    }

    /// <summary>The code at a time (UTC ms).</summary>
    public static string CodeAt(string secret, long now) => Code(FromBase32(secret), now / 1000 / Step);

    private static string Code(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[20];
        HMACSHA1.HashData(key, counter, hash);
        var number = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(hash[(hash[19] & 0xF)..]) & 0x7FFFFFFF; // RFC 4226 section 5.3
        return (number % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }

    internal static string ToBase32(ReadOnlySpan<byte> bytes)
    {
        var text = new System.Text.StringBuilder((bytes.Length * 8 + 4) / 5);
        var (bits, buffer) = (0, 0);
        foreach (var b in bytes)
        {
            buffer = (buffer << 8 | b) & 0xFFFF;
            for (bits += 8; bits >= 5; bits -= 5) text.Append(Alphabet[buffer >> (bits - 5) & 31]);
        }

        if (bits > 0) text.Append(Alphabet[buffer << (5 - bits) & 31]);
        return text.ToString();
    }

    internal static byte[] FromBase32(string text)
    {
        var bytes = new byte[text.Length * 5 / 8];
        var (bits, buffer, length) = (0, 0, 0);
        foreach (var c in text)
        {
            buffer = (buffer << 5 | Alphabet.IndexOf(char.ToUpperInvariant(c), StringComparison.Ordinal)) & 0xFFFF;
            if ((bits += 5) < 8) continue;
            bytes[length++] = (byte)(buffer >> (bits - 8));
            bits -= 8;
        }

        return bytes;
    }
}
