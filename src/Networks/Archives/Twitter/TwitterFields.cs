using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Antiphon.Networks.Archives.Reading;

namespace Antiphon.Networks.Archives.Twitter;

/// <summary>What all of Twitter's formats have in common.</summary>
internal static class TwitterFields
{
    /// <summary>Snowflakes count milliseconds from 4 November 2010, 01:42:54.657 UTC; ids below 2^22 of them were numbered through and say no time.</summary>
    private const long SnowflakeEpoch = 1_288_834_974_657;

    private const long FirstSnowflake = 29_700_859_247;

    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    /// <summary>When a post with this id was made, UTC ms; 0 where the id does not say.</summary>
    public static long TimeOf(long id) => id is >= FirstSnowflake and < 1L << 62 ? (id >> 22) + SnowflakeEpoch : 0;

    public static bool IsSnowflake(long id) => TimeOf(id) != 0;

    /// <summary>"Fri Dec 05 15:55:44 +0000 2014", always in UTC; 0 where it is something else.</summary>
    public static long OldTime(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.String) return OldTime(json.ValueSpan);
        json.Skip();
        return 0;
    }

    /// <inheritdoc cref="OldTime(ref Utf8JsonReader)"/>
    public static long OldTime(ReadOnlySpan<byte> text)
    {
        if (text.Length != 30 || text[13] != ':' || text[16] != ':' || !text.Slice(19, 7).SequenceEqual(" +0000 "u8)) return 0;
        var month = Array.IndexOf(Months, Encoding.ASCII.GetString(text.Slice(4, 3))) + 1;
        return month > 0 && Number(text.Slice(8, 2), out var day) && Number(text.Slice(11, 2), out var hour) && Number(text.Slice(14, 2), out var minute)
            && Number(text.Slice(17, 2), out var second) && Number(text.Slice(26, 4), out var year)
            ? Time(year, month, day, hour, minute, second)
            : 0;
    }

    /// <summary>A moment in UTC ms; 0 where there is no such moment. A leap second is the second before it.</summary>
    public static long Time(int year, int month, int day, int hour, int minute, int second)
    {
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 60) return 0;
        var moment = new DateTime(year, month, day, hour, minute, Math.Min(second, 59), DateTimeKind.Utc);
        return (moment.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;
    }

    /// <summary>A post's text as it was displayed: the networks' interfaces write three characters as HTML does.</summary>
    public static string? Plain(string? text) => text is null || !text.Contains('&')
        ? text
        : text.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);

    /// <summary>A boost as old programs wrote it: the other's words with "RT @name: " before them, and no word of one's own.</summary>
    public static bool IsCopiedBoost(string? text)
    {
        if (text is null || !text.StartsWith("RT @", StringComparison.Ordinal)) return false;
        var at = 4;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_')) at++;
        return at > 4 && at < text.Length && text[at] == ':';
    }

    private static bool Number(ReadOnlySpan<byte> text, out int value) => Utf8Parser.TryParse(text, out value, out var used) && used == text.Length && value >= 0;
}
