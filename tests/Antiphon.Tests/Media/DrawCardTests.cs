using Antiphon.Media;
using NetVips;
using Xunit;

namespace Antiphon.Tests.Media;

/// <summary>The picture of a call's number that other sites show: it has the number, in the machine's own fonts or none. With ANTIPHON_LOOK=DIRECTORY the pictures are saved there.</summary>
public sealed class DrawCardTests
{
    private static readonly Card English = new(
        "antiphon.example", "If you have ever gone to work ill because you could not afford to stay home, answer me too", string.Empty, "39,412", "people answered",
        "Tuesday 24 November 2026, 16:00 UTC", [0, 0.05, 0.3, 0.62, 0.8, 0.9, 0.95, 1], RightToLeft: false);

    private static readonly Card Arabic = new(
        "antiphon.example", "إن سبق لك أن ذهبت إلى العمل مريضًا لأنك لا تستطيع البقاء في البيت، فأجب: أنا أيضًا", "على الأقل", "1,234,567", "شخصًا أجابوا",
        "الثلاثاء 24 نوفمبر 2026، 16:00 UTC", [0, 0.05, 0.3, 0.62, 0.8, 0.9, 0.95, 1], RightToLeft: true);

    [Fact]
    public void It_is_a_PNG_of_the_size_that_others_show_and_small()
    {
        var png = Drawn(English, "card-en");
        Assert.Equal(new PictureHeader(PictureFormat.Png, 1_200, 630), PictureHeader.Read(png));
        Assert.InRange(png.Length, 5_000, 150_000);
    }

    [Fact]
    public void Another_number_is_another_picture_and_only_where_the_number_stands()
    {
        var (one, other) = (Pixels(Drawn(English, "card-en")), Pixels(Drawn(English with { Number = "39,413" }, "card-en-next")));
        var changed = Enumerable.Range(0, one.Length).Where(i => one[i] != other[i]).Select(static i => (X: i / 3 % DrawCard.Width, Y: i / 3 / DrawCard.Width)).ToList();
        Assert.NotEmpty(changed);
        Assert.InRange(changed.Min(static at => at.Y), 350, 500);
        Assert.InRange(changed.Max(static at => at.Y), 350, 500);
        Assert.InRange(changed.Min(static at => at.X), 300, 800);
        Assert.Equal(Drawn(English, "card-en"), Drawn(English, "card-en"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_begins_where_its_language_does(bool rightToLeft)
    {
        var card = rightToLeft ? Arabic : English;
        var pixels = Pixels(Drawn(card with { Line = [] }, rightToLeft ? "card-ar-bare" : "card-en-bare"));
        int Dark(int from, int to) => Enumerable.Range(350, 150).Sum(y => Enumerable.Range(from, to - from).Count(x => pixels[((y * DrawCard.Width) + x) * 3] < 0x80));
        var (start, end) = rightToLeft ? (Dark(900, 1_200), Dark(0, 200)) : (Dark(0, 300), Dark(1_000, 1_200));
        Assert.True(start > 500, $"Only {start} dark pixels where the number begins.");
        Assert.Equal(0, end);
    }

    [Fact]
    public void Arabic_is_written_in_its_letters_and_not_in_boxes()
    {
        // Letters that join are narrower together than apart; boxes are not.
        var joined = Inked(Arabic with { Headline = "سسسسسسسس" });
        var apart = Inked(Arabic with { Headline = string.Join('\u200c', "سسسسسسسس".ToCharArray()) });
        Assert.True(joined < apart, $"{joined} of {apart}");
        _ = Drawn(Arabic, "card-ar");

        static int Inked(Card card)
        {
            var pixels = Pixels(DrawCard.Run(card));
            return Enumerable.Range(104, 60).SelectMany(y => Enumerable.Range(0, DrawCard.Width).Where(x => pixels[((y * DrawCard.Width) + x) * 3] < 0x80)).Distinct().Count();
        }
    }

    [Fact]
    public void What_our_fonts_cannot_write_is_left_out_and_words_are_never_markup()
    {
        Assert.False(DrawCard.CanWrite("ご自分のことなら「私も」と答えてください"));
        Assert.True(DrawCard.CanWrite(English.Headline) && DrawCard.CanWrite(Arabic.Headline) && DrawCard.CanWrite("Ответь: я тоже – ναι"));
        Assert.Equal(DrawCard.Run(English with { Headline = string.Empty }), DrawCard.Run(English with { Headline = "私も" }));
        Assert.NotEqual(DrawCard.Run(English with { Headline = "b" }), DrawCard.Run(English with { Headline = "<b>b</b>" }));
        Assert.NotEmpty(DrawCard.Run(English with { Headline = "<span & \" ' </markup>" }));
    }

    private static byte[] Drawn(Card card, string name)
    {
        var png = DrawCard.Run(card);
        if (Environment.GetEnvironmentVariable("ANTIPHON_LOOK") is { } folder)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(Path.Combine(folder, name + ".png"), png);
        }

        return png;
    }

    private static byte[] Pixels(byte[] png)
    {
        using var image = Image.NewFromBuffer(png);
        return image.WriteToMemory<byte>();
    }
}
