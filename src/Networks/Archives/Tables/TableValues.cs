using System.Buffers.Text;
using Antiphon.Networks.Archives.Twitter;

namespace Antiphon.Networks.Archives.Tables;

/// <summary>Values as tables write them.</summary>
public static class TableValues
{
    /// <summary>"2017-10-15 21:02:11", with a T, fractions and a Z or without: UTC ms; 0 where it is no time.</summary>
    public static long Time(ReadOnlySpan<byte> text)
    {
        if (text.Length < 19 || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)' ' or (byte)'T') || text[13] != ':' || text[16] != ':') return 0;
        return Number(text[..4], out var year) && Number(text.Slice(5, 2), out var month) && Number(text.Slice(8, 2), out var day)
            && Number(text.Slice(11, 2), out var hour) && Number(text.Slice(14, 2), out var minute) && Number(text.Slice(17, 2), out var second)
            ? TwitterFields.Time(year, month, day, hour, minute, second)
            : 0;
    }

    /// <summary>Seconds since 1970, with or without a fraction: UTC ms; 0 where it is no time.</summary>
    public static long UnixTime(ReadOnlySpan<byte> text)
    {
        if (text.IndexOf((byte)'.') is var dot and > 0) text = text[..dot];
        return Utf8Parser.TryParse(text, out long seconds, out var used) && used == text.Length && seconds is > 0 and <= 253_402_300_799 ? seconds * 1_000 : 0;
    }

    /// <summary>A counter; null where it is absent, which is not nought.</summary>
    public static int? Count(ReadOnlySpan<byte> text) => Utf8Parser.TryParse(text, out int value, out var used) && used == text.Length && value >= 0 ? value : null;

    /// <summary>"yes", "true" or "1", in any case.</summary>
    public static bool Flag(ReadOnlySpan<byte> text) =>
        text is [(byte)'1'] || System.Text.Ascii.EqualsIgnoreCase(text, "yes"u8) || System.Text.Ascii.EqualsIgnoreCase(text, "true"u8);

    /// <summary>Whether it is a number and nothing else.</summary>
    public static bool IsDigits(ReadOnlySpan<byte> text) => !text.IsEmpty && text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;

    private static bool Number(ReadOnlySpan<byte> text, out int value) => Utf8Parser.TryParse(text, out value, out var used) && used == text.Length && value >= 0;
}
