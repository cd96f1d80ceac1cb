using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Antiphon.Intake;

/// <summary>
/// A number for whatever a network has for an id: a number that fits (a snowflake) stays itself, everything else is hashed to 62 bits with the next bit set. A text that collides with
/// a given one would take 2^62 tries. Nothing but this number of an archive's accounts is ever kept.
/// </summary>
public static class ArchivedKey
{
    private const long Hashed = 1L << 62;

    /// <returns>Above 0; 0 for an empty id.</returns>
    public static long Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty) return 0;
        if (utf8[0] is not (byte)'0' and not (byte)'-' && Utf8Parser.TryParse(utf8, out long number, out var used) && used == utf8.Length && number is > 0 and < Hashed) return number;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8, hash);
        return Of(BinaryPrimitives.ReadUInt64BigEndian(hash));
    }

    /// <summary>Of the first eight bytes of a text's hash.</summary>
    internal static long Of(ulong hash) => ((long)hash & (Hashed - 1)) | Hashed;

    /// <inheritdoc cref="Of(ReadOnlySpan{byte})"/>
    public static long Of(string? id) => id is null ? 0 : Of(Encoding.UTF8.GetBytes(id));
}
