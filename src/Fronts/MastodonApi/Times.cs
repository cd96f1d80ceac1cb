using System.Globalization;
using System.Text.Json;

namespace Antiphon.MastodonApi;

/// <summary>
/// Times as apps read them: <c>2026-01-01T00:00:00.000Z</c>, always with three digits of fraction. The framework drops a zero fraction, and toot's parser then fails.
/// </summary>
internal static class Times
{
    private const int Length = 24;

    public static void Time(this Utf8JsonWriter json, ReadOnlySpan<byte> name, long ms)
    {
        Span<byte> text = stackalloc byte[Length];
        Format(ms, text);
        json.WriteString(name, text);
    }

    public static void Time(this Utf8JsonWriter json, ReadOnlySpan<byte> name, long? ms)
    {
        if (ms is { } known) json.Time(name, known);
        else json.WriteNull(name);
    }

    /// <summary>A day, for <c>last_status_at</c>.</summary>
    public static void Day(this Utf8JsonWriter json, ReadOnlySpan<byte> name, long? ms)
    {
        Span<byte> text = stackalloc byte[Length];
        if (ms is not { } known)
        {
            json.WriteNull(name);
            return;
        }

        Format(known, text);
        json.WriteString(name, text[..10]);
    }

    public static string Text(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static void Format(long ms, Span<byte> text) =>
        DateTimeOffset.FromUnixTimeMilliseconds(ms).TryFormat(text, out _, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
