namespace Antiphon.Networks.Archives.Bluesky;

/// <summary>RFC 4648 in lower case and without padding, as CIDs are written.</summary>
internal static class Base32
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var text = new char[(bytes.Length * 8 + 4) / 5];
        var (bits, held, at) = (0, 0, 0);
        foreach (var value in bytes)
        {
            (bits, held) = (((bits & 0xFF) << 8) | value, held + 8);
            for (; held >= 5; held -= 5) text[at++] = Alphabet[(bits >> (held - 5)) & 31];
        }

        if (held > 0) text[at] = Alphabet[(bits << (5 - held)) & 31];
        return new string(text);
    }

    /// <summary>False where a letter is none of the alphabet's, or bits are left over that are not nought.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, Span<byte> bytes, out int length)
    {
        length = 0;
        var (bits, held) = (0, 0);
        foreach (var letter in text)
        {
            var value = letter is >= 'a' and <= 'z' ? letter - 'a' : letter is >= '2' and <= '7' ? letter - '2' + 26 : -1;
            if (value < 0) return false;
            (bits, held) = (((bits << 5) | value) & 0xFFF, held + 5);
            if (held < 8) continue;
            if (length == bytes.Length) return false;
            held -= 8;
            bytes[length++] = (byte)(bits >> held);
        }

        return held < 5 && (bits & ((1 << held) - 1)) == 0;
    }
}
