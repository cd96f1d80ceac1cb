using System.Globalization;

namespace Antiphon.Media;

/// <summary>The point of a picture that stays in sight where it is cropped: from -1 (left, bottom) to 1 (right, top), as Mastodon has it.</summary>
public readonly record struct Focus(double X, double Y)
{
    /// <summary>"0.25,-0.5". Null for what is none; what lies outside is brought to the edge.</summary>
    public static Focus? Parse(string? text)
    {
        var comma = text?.IndexOf(',', StringComparison.Ordinal) ?? -1;
        return comma > 0 && Part(text.AsSpan(0, comma)) is { } x && Part(text.AsSpan(comma + 1)) is { } y ? new Focus(x, y) : null;
    }

    private static double? Part(ReadOnlySpan<char> text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? Math.Clamp(number, -1, 1) : null;
}
