using System.Security.Cryptography;

namespace Antiphon.Networks.ActivityPub.Signatures;

/// <summary>The hash of a body as it stands in the head: <c>Digest</c> (RFC 3230, beside draft-cavage) and <c>Content-Digest</c> (RFC 9530, beside RFC 9421).</summary>
public static class Digests
{
    /// <summary>What we send: SHA-256 is the one that everybody reads.</summary>
    public static string Digest(ReadOnlySpan<byte> body) => $"SHA-256={Convert.ToBase64String(SHA256.HashData(body))}";

    public static string ContentDigest(ReadOnlySpan<byte> body) => $"sha-256=:{Convert.ToBase64String(SHA256.HashData(body))}:";

    /// <summary>Whether it names a hash that we know, and every one that we know is the body's: one that is right does not excuse another that is wrong.</summary>
    public static bool DigestHolds(string? value, ReadOnlySpan<byte> body)
    {
        var known = false;
        foreach (var one in (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var at = one.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0) return false;
            if (Hash(one[..at], body) is not { } hash) continue;
            if (!Same(one[(at + 1)..], hash)) return false;
            known = true;
        }

        return known;
    }

    /// <inheritdoc cref="DigestHolds"/>
    public static bool ContentDigestHolds(string? value, ReadOnlySpan<byte> body)
    {
        if (value is null || StructuredFields.Dictionary(value) is not { } members) return false;
        var known = false;
        foreach (var (name, member) in members)
        {
            if (Hash(name, body) is not { } hash) continue;
            if (member.Value is not byte[] said || !CryptographicOperations.FixedTimeEquals(said, hash)) return false;
            known = true;
        }

        return known;
    }

    private static byte[]? Hash(string name, ReadOnlySpan<byte> body) =>
        name.Equals("SHA-256", StringComparison.OrdinalIgnoreCase) ? SHA256.HashData(body) : name.Equals("SHA-512", StringComparison.OrdinalIgnoreCase) ? SHA512.HashData(body) : null;

    private static bool Same(string said, byte[] hash)
    {
        Span<byte> bytes = stackalloc byte[SHA512.HashSizeInBytes];
        return Convert.TryFromBase64String(said, bytes, out var length) && CryptographicOperations.FixedTimeEquals(bytes[..length], hash);
    }
}
