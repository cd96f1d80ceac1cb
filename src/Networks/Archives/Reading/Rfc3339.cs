using System.Buffers.Text;

namespace Antiphon.Networks.Archives.Reading;

/// <summary>Times as JSON has them: "2017-10-15T21:02:11.123Z", "2017-10-15T21:02:11+0000".</summary>
internal static class Rfc3339
{
    private const int Seconds = 19;

    /// <summary>UTC ms; what is finer than that is cut off. Without an offset it is none: nobody could say when that was.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long at)
    {
        at = 0;
        if (text.Length <= Seconds || text[10] is not ((byte)'T' or (byte)'t' or (byte)' ') || !TryWhole(text[..Seconds], out var whole)) return false;
        var rest = text[Seconds..];
        var ms = 0;
        if (rest[0] == '.')
        {
            var digits = 1;
            for (var weight = 100; digits < rest.Length && rest[digits] is >= (byte)'0' and <= (byte)'9'; digits++, weight /= 10) ms += (rest[digits] - '0') * weight;
            if (digits == 1) return false;
            rest = rest[digits..];
        }

        if (!Offset(rest, out var minutes)) return false;
        at = whole + ms - minutes * 60_000L;
        return true;
    }

    /// <summary>"2017-10-15 21:02:11", without an offset, taken for UTC.</summary>
    public static bool TryWhole(ReadOnlySpan<byte> text, out long at)
    {
        at = 0;
        if (text.Length != Seconds || text[4] != '-' || text[7] != '-' || text[13] != ':' || text[16] != ':') return false;
        if (!Number(text[..4], out var year) || !Number(text[5..7], out var month) || !Number(text[8..10], out var day)) return false;
        if (!Number(text[11..13], out var hour) || !Number(text[14..16], out var minute) || !Number(text[17..], out var second)) return false;
        if (year == 0 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 60) return false;

        // A leap second is the last of its minute here.
        at = new DateTimeOffset(year, month, day, hour, minute, Math.Min(second, 59), TimeSpan.Zero).ToUnixTimeMilliseconds();
        return true;
    }

    private static bool Number(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9') return false;
            value = value * 10 + digit - '0';
        }

        return true;
    }

    private static bool Offset(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        if (text is [(byte)'Z' or (byte)'z']) return true;
        if (text is not ([(byte)'+' or (byte)'-', _, _, (byte)':', _, _] or [(byte)'+' or (byte)'-', _, _, _, _])) return false;
        if (!Utf8Parser.TryParse(text[1..3], out uint hours, out var used) || used != 2 || !Utf8Parser.TryParse(text[^2..], out uint rest, out used) || used != 2) return false;
        if (hours > 23 || rest > 59) return false;
        minutes = (int)(hours * 60 + rest) * (text[0] == '-' ? -1 : 1);
        return true;
    }
}
