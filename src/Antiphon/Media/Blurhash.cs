namespace Antiphon.Media;

/// <summary>
/// The blurhash of a small picture: a few cosine coefficients of its colours in a short text (the algorithm of github.com/woltapp/blurhash).
/// Work is pixels × components, so it is given some 32 × 32 pixels, not the picture.
/// </summary>
public static class Blurhash
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";

    private static readonly double[] Linear = [.. Enumerable.Range(0, 256).Select(v => ToLinear(v / 255.0))];

    /// <param name="rgb">Rows of red, green, blue; one byte each; sRGB.</param>
    /// <param name="across">Components across, 1 to 9. Mastodon uses 4 and 4.</param>
    public static string Encode(ReadOnlySpan<byte> rgb, int width, int height, int across = 4, int down = 4)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(rgb.Length, width * height * 3, nameof(rgb));
        Span<(double R, double G, double B)> factors = stackalloc (double, double, double)[across * down];
        for (var y = 0; y < down; y++)
            for (var x = 0; x < across; x++)
                factors[y * across + x] = Factor(rgb, width, height, x, y);

        Span<char> hash = stackalloc char[4 + 2 * factors.Length];
        Write(hash[..1], across - 1 + (down - 1) * 9);
        var largest = Largest(factors[1..]);
        var scale = factors.Length == 1 ? 0 : (int)Math.Clamp(Math.Floor(largest * 166 - 0.5), 0, 82);
        Write(hash[1..2], scale);
        Write(hash[2..6], Colour(factors[0]));
        for (var i = 1; i < factors.Length; i++) Write(hash.Slice(4 + 2 * i, 2), Quantised(factors[i], (scale + 1) / 166.0));
        return hash.ToString();
    }

    /// <summary>The average colour of a picture, <c>#rrggbb</c>, averaged as light is.</summary>
    public static string AverageColour(ReadOnlySpan<byte> rgb, int width, int height) => $"#{Colour(Factor(rgb, width, height, 0, 0)):x6}";

    private static (double R, double G, double B) Factor(ReadOnlySpan<byte> rgb, int width, int height, int x, int y)
    {
        double r = 0, g = 0, b = 0;
        for (var j = 0; j < height; j++)
        {
            var vertical = Math.Cos(Math.PI * y * j / height);
            for (var i = 0; i < width; i++)
            {
                var basis = Math.Cos(Math.PI * x * i / width) * vertical;
                var pixel = rgb.Slice((j * width + i) * 3, 3);
                r += basis * Linear[pixel[0]];
                g += basis * Linear[pixel[1]];
                b += basis * Linear[pixel[2]];
            }
        }

        var norm = (x == 0 && y == 0 ? 1.0 : 2.0) / (width * height);
        return (r * norm, g * norm, b * norm);
    }

    private static double Largest(ReadOnlySpan<(double R, double G, double B)> factors)
    {
        var largest = 0.0;
        foreach (var (r, g, b) in factors) largest = Math.Max(largest, Math.Max(Math.Abs(r), Math.Max(Math.Abs(g), Math.Abs(b))));
        return largest;
    }

    private static int Colour((double R, double G, double B) f) => ToSrgb(f.R) << 16 | ToSrgb(f.G) << 8 | ToSrgb(f.B);

    private static int Quantised((double R, double G, double B) f, double largest) => Step(f.R, largest) * 361 + Step(f.G, largest) * 19 + Step(f.B, largest);

    private static int Step(double value, double largest)
    {
        var part = value / largest;
        return (int)Math.Clamp(Math.Floor(Math.CopySign(Math.Sqrt(Math.Abs(part)), part) * 9 + 9.5), 0, 18);
    }

    private static void Write(Span<char> digits, int value)
    {
        for (var i = digits.Length - 1; i >= 0; i--, value /= 83) digits[i] = Digits[value % 83];
    }

    private static double ToLinear(double v) => v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4);

    private static int ToSrgb(double value)
    {
        var v = Math.Clamp(value, 0, 1);
        return (int)((v <= 0.0031308 ? v * 12.92 : 1.055 * Math.Pow(v, 1 / 2.4) - 0.055) * 255 + 0.5);
    }
}
