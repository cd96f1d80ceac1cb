using System.Globalization;
using System.Net;
using NetVips;

namespace Antiphon.Media;

/// <summary>What stands on the picture of a call that other sites show beside a link to it. Every part is plain text in one language.</summary>
/// <param name="Place">Whose page it is.</param>
/// <param name="Headline">The call, at most some 150 characters.</param>
/// <param name="Before">What stands before the number, such as "at least"; empty for nothing.</param>
/// <param name="Number">As it is written in that language.</param>
/// <param name="Words">What is counted.</param>
/// <param name="When">The time of the count.</param>
/// <param name="Line">The growth from 0 to 1 at even distances; fewer than two points draw nothing.</param>
/// <param name="RightToLeft">Whether the page reads from the right.</param>
public sealed record Card(string Place, string Headline, string Before, string Number, string Words, string When, IReadOnlyList<double> Line, bool RightToLeft);

/// <summary>
/// Draws a <see cref="Card"/> as PNG, 1200 × 630 pixels (what Open Graph's readers show uncut), in the colours of the light page. Text is set by libvips with our own fonts, since a
/// server may have none; no document of any kind is read, so that nobody's words can be taken for one.
/// </summary>
public static class DrawCard
{
    public const int Width = 1_200;
    public const int Height = 630;

    private const int Margin = 72;

    private static readonly double[] Paper = [0xfc, 0xfb, 0xf8];
    private static readonly double[] Ink = [0x1d, 0x1b, 0x16];
    private static readonly double[] Muted = [0x62, 0x5d, 0x53];
    private static readonly double[] Accent = [0x5b, 0x2a, 0x86];
    private static readonly double[] Soft = [0xef, 0xe7, 0xf6];

    /// <summary>Beside the program. Noto Serif for Latin, Greek and Cyrillic, Noto Naskh Arabic; both under the Open Font License.</summary>
    private static readonly string[] Fonts = [.. new[] { "NotoNaskhArabic-Regular.ttf", "NotoSerif-Regular.ttf" }.Select(static name => Path.Combine(AppContext.BaseDirectory, "fonts", name))];

    /// <summary>Whether our fonts have every letter of it. What they have not would be drawn as boxes on a machine without other fonts, so it is better left out.</summary>
    public static bool CanWrite(string text) => text.EnumerateRunes().All(static rune => rune.Value switch
    {
        < 0x0530 => true,
        >= 0x0600 and <= 0x06ff or >= 0x0750 and <= 0x077f => true,
        >= 0x1e00 and <= 0x1fff => true,
        >= 0x2000 and <= 0x206f or >= 0x20a0 and <= 0x20bf or 0x2212 => true,
        >= 0xfb50 and <= 0xfdff or >= 0xfe70 and <= 0xfefc => true,
        _ => false,
    });

    /// <summary>Takes some 50 ms of one processor; not for the way of a request.</summary>
    public static byte[] Run(Card card)
    {
        Vips.Ready();
        var picture = Image.Black(Width, Height, 3).NewFromImage(Paper).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        try
        {
            Write(ref picture, card, card.Place, 26, Muted, 52);
            if (card.Headline.Length > 0 && CanWrite(card.Headline)) Write(ref picture, card, card.Headline, 42, Ink, 104, own: true);
            if (card.Before.Length > 0) Write(ref picture, card, card.Before, 28, Muted, 330);
            var wide = Write(ref picture, card, card.Number, 120, Ink, 372);
            Write(ref picture, card, card.Words, 34, Ink, 500);
            Write(ref picture, card, card.When, 24, Muted, 562);
            Draw(ref picture, card, Margin + wide + 56);
            return picture.PngsaveBuffer(compression: 6, keep: Enums.ForeignKeep.None);
        }
        finally
        {
            picture.Dispose();
        }
    }

    /// <summary>Sets a text from the edge where its language begins.</summary>
    /// <param name="own">Whether the text is in a language of its own, which says in which direction it runs.</param>
    /// <returns>How wide it came out.</returns>
    private static int Write(ref Image picture, Card card, string text, int size, double[] colour, int top, bool own = false)
    {
        using var mask = Set(own ? text : (card.RightToLeft ? "\u200f" : "\u200e") + text, size);
        var left = card.RightToLeft ? Width - Margin - mask.Width : Margin;
        Cover(ref picture, mask, colour, left, top);
        return mask.Width;
    }

    /// <summary>The text as coverage, broken into lines of the card's width. What it says is text and never markup. "Low" is the edge at which a paragraph's own direction begins.</summary>
    private static Image Set(string text, int size)
    {
        var plain = WebUtility.HtmlEncode(text.Replace('\0', ' '));
        var font = string.Create(CultureInfo.InvariantCulture, $"Noto Serif, Noto Naskh Arabic {size}");
        foreach (var file in Fonts.SkipLast(1)) using (Image.Text(".", font: font, fontfile: file)) { }
        return Image.Text(plain, font: font, width: Width - (2 * Margin), align: Enums.Align.Low, dpi: 72, fontfile: Fonts[^1], wrap: Enums.TextWrap.WordChar);
    }

    private static void Cover(ref Image picture, Image mask, double[] colour, int left, int top)
    {
        using var whole = mask.Embed(left, top, Width, Height);
        var under = picture;
        picture = whole.Ifthenelse(colour, under, blend: true).Cast(Enums.BandFormat.Uchar).CopyMemory();
        under.Dispose();
    }

    /// <summary>The growth as a line above its own shade, in the room that the number leaves; where there is too little of it, nothing.</summary>
    private static void Draw(ref Image picture, Card card, int from)
    {
        var wide = Width - Margin - from;
        const int High = 120;
        const int Top = 380;
        if (card.Line.Count < 2 || wide < 180) return;
        var (shade, line) = (new byte[wide * High], new byte[wide * High]);
        for (var x = 0; x < wide; x++)
        {
            // Where the line passes in this column, and how steeply: a steep line covers more of it.
            var (y, next) = (At(card, x, wide), At(card, x + 1, wide));
            var column = card.RightToLeft ? wide - 1 - x : x;
            for (var row = 0; row < High; row++)
            {
                var (high, low) = (Math.Min(y, next) - 1.75, Math.Max(y, next) + 1.75);
                line[(row * wide) + column] = Coverage(Math.Min(row + 1, low) - Math.Max(row, high));
                shade[(row * wide) + column] = Coverage(row + 1 - y);
            }
        }

        var left = card.RightToLeft ? Margin : from;
        using var shading = Image.NewFromMemory(shade, wide, High, 1, Enums.BandFormat.Uchar);
        Cover(ref picture, shading, Soft, left, Top);
        using var lining = Image.NewFromMemory(line, wide, High, 1, Enums.BandFormat.Uchar);
        Cover(ref picture, lining, Accent, left, Top);

        static byte Coverage(double part) => (byte)(255 * Math.Clamp(part, 0, 1));

        static double At(Card card, int x, int wide)
        {
            var at = (double)Math.Min(x, wide - 1) / (wide - 1) * (card.Line.Count - 1);
            var (before, after) = (card.Line[(int)at], card.Line[Math.Min((int)at + 1, card.Line.Count - 1)]);
            return 3 + ((High - 6) * (1 - Math.Clamp(before + ((after - before) * (at - (int)at)), 0, 1)));
        }
    }
}
