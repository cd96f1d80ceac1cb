namespace Antiphon.Networks.Archives.Bluesky;

/// <summary>
/// The key that most records have: a time in microseconds and ten bits of whoever made it, written so that the letters sort as the times do (AT Protocol, "Timestamp Identifiers").
/// It is made by the writer's own server when the record is made; the record's own time is whatever the writer says.
/// </summary>
public static class Tid
{
    private const int Letters = 13;
    private const int ClockBits = 10;

    /// <returns>Whether it is one, with its time in UTC ms.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out long at)
    {
        at = 0;

        // The highest bit is nought, so the first letter is one of the lower half.
        if (text.Length != Letters || Value(text[0]) is < 0 or > 15) return false;
        long value = 0;
        foreach (var letter in text)
        {
            var five = Value(letter);
            if (five < 0) return false;
            value = (value << 5) | (uint)five;
        }

        at = (value >> ClockBits) / 1000;
        return true;
    }

    private static int Value(byte letter) => letter is >= (byte)'2' and <= (byte)'7' ? letter - '2' : letter is >= (byte)'a' and <= (byte)'z' ? letter - 'a' + 6 : -1;
}
