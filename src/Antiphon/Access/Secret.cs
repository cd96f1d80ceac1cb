using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Antiphon.Access;

/// <summary>Secrets of 256 bits, and what is stored of them: their SHA-256. With that much entropy a plain hash is enough; nothing can be tried out.</summary>
internal static class Secret
{
    /// <summary>The place of "-" in the URL-safe alphabet (RFC 4648 section 5).</summary>
    private const int Hyphen = 62;

    /// <summary>
    /// 43 characters of the URL-safe alphabet: allowed in a header, a query and a WebSocket sub-protocol alike. Never a hyphen first, or a command line takes it for an option.
    /// </summary>
    public static string New()
    {
        Span<byte> bytes = stackalloc byte[32];
        do RandomNumberGenerator.Fill(bytes);
        while (bytes[0] >> 2 == Hyphen);
        return Base64Url.EncodeToString(bytes);
    }
}

/// <summary>A SHA-256 as a value: a dictionary key that holds no secret.</summary>
internal readonly record struct Digest(ulong A, ulong B, ulong C, ulong D)
{
    /// <summary>Nothing that this server issues is longer; a longer text is not hashed at all.</summary>
    private const int Longest = 128;

    /// <summary>The digest of a text; of no more than a fixed length, so that a megabyte in a header costs nothing. Null beyond it.</summary>
    public static Digest? Of(string text)
    {
        if (text.Length is 0 or > Longest) return null;
        Span<byte> utf8 = stackalloc byte[Longest * 3];
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(utf8[..Encoding.UTF8.GetBytes(text, utf8)], hash);
        return MemoryMarshal.Read<Digest>(hash);
    }

    public byte[] ToArray()
    {
        var bytes = new byte[32];
        MemoryMarshal.Write(bytes, this);
        return bytes;
    }

    public bool SameAs(byte[] stored) => CryptographicOperations.FixedTimeEquals(ToArray(), stored);

    public override int GetHashCode() => (int)A;
}
