namespace Antiphon.Networks.Archives.Bluesky;

/// <summary>Unsigned numbers of variable length as CIDs and CAR files have them: seven bits a byte, the lowest first. At most nine bytes, and no longer than needed (multiformats, unsigned-varint).</summary>
public static class Varint
{
    private const int MostBytes = 9;

    /// <summary>Reads one from the beginning. False where it is cut off, too long, or longer than needed.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out ulong value, out int length)
    {
        value = 0;
        for (length = 0; length < Math.Min(bytes.Length, MostBytes);)
        {
            var part = bytes[length];
            value |= (ulong)(part & 0x7F) << (7 * length++);
            if (part < 0x80) return part != 0 || length == 1;
        }

        return false;
    }
}
