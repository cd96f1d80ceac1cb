using Antiphon.Media;
using NetVips;
using Xunit;

namespace Antiphon.Tests.Media;

/// <summary>What is made of a file: a picture that looks the same, and nothing else.</summary>
public sealed class DrawPictureTests : IDisposable
{
    private readonly DrawPicture draw = new(new PictureLimits(), TimeProvider.System);

    public static TheoryData<string, byte[], string, int, int> Kinds => new()
    {
        { "jpeg", TestPictures.Jpeg(), "image/jpeg", 320, 200 },
        { "png", TestPictures.Png(), "image/png", 320, 200 },
        { "png with transparency", TestPictures.Png(alpha: true), "image/png", 320, 200 },
        { "still gif", TestPictures.Gif(1), "image/png", 64, 48 },
        { "webp", TestPictures.WebP(), "image/webp", 64, 48 },
        { "avif", TestPictures.Avif(), "image/jpeg", 64, 48 },
    };

    [Theory, MemberData(nameof(Kinds))]
    public async Task Each_kind_becomes_one_that_every_browser_shows(string kind, byte[] file, string mime, int width, int height)
    {
        var picture = await Drawn(file);

        Assert.Equal((kind, mime, width, height), (kind, picture.Original.Mime, picture.Original.Width, picture.Original.Height));
        Assert.Equal(("image/webp", width, height), (picture.Preview.Mime, picture.Preview.Width, picture.Preview.Height));
        Assert.Equal((width, height), Size(picture.Original.Bytes));
        Assert.Equal(36, picture.Blurhash.Length);
        Assert.Matches("^#[0-9a-f]{6}$", picture.AverageColour);
    }

    [Theory, InlineData("gif"), InlineData("webp")]
    public async Task An_animation_stays_one_and_its_preview_stands_still(string kind)
    {
        var picture = await Drawn(kind == "gif" ? TestPictures.Gif() : TestPictures.WebP(5));

        Assert.Equal(("image/webp", 64, 48), (picture.Original.Mime, picture.Original.Width, picture.Original.Height));
        using var original = Image.NewFromBuffer(picture.Original.Bytes, "[n=-1]");
        Assert.Equal((5, 48), ((int)original.Get("n-pages"), original.PageHeight));
        Assert.All((int[])original.Get("delay"), static delay => Assert.Equal(80, delay));
        using var preview = Image.NewFromBuffer(picture.Preview.Bytes);
        Assert.False(preview.Contains("n-pages") && (int)preview.Get("n-pages") > 1);
    }

    [Fact]
    public async Task What_a_camera_held_sideways_stands_upright()
    {
        using var image = TestPictures.Drawn();
        using var turned = image.Mutate(static image => image.Set(GValue.GIntType, "orientation", 6));

        var picture = await Drawn(turned.JpegsaveBuffer(q: 95));

        Assert.Equal((200, 320), (picture.Original.Width, picture.Original.Height));
        using var upright = Image.NewFromBuffer(picture.Original.Bytes);
        Assert.False(upright.Contains("orientation") && (int)upright.Get("orientation") != 1);
        Assert.True(upright.Getpoint(195, 5)[0] > 230, "Red was at the upper left and is at the upper right after a quarter turn.");
    }

    [Fact]
    public async Task Large_pictures_are_made_smaller_in_their_shape()
    {
        var picture = await Drawn(TestPictures.Jpeg(6000, 3000));

        Assert.InRange(picture.Original.Width * picture.Original.Height, 8_000_000, 8_294_400);
        Assert.InRange(picture.Original.Aspect, 1.99, 2.01);
        Assert.InRange(picture.Preview.Width * picture.Preview.Height, 200_000, 230_400);
        Assert.InRange(picture.Preview.Aspect, 1.99, 2.01);
    }

    [Fact]
    public async Task Pictures_of_profiles_are_cropped_to_their_size()
    {
        var avatar = await draw.Run(TestPictures.Jpeg(), ProfilePicture.Avatar, TestContext.Current.CancellationToken);
        var header = await draw.Run(TestPictures.Png(alpha: true), ProfilePicture.Header, TestContext.Current.CancellationToken);

        Assert.Equal(("image/jpeg", 400, 400), (avatar.Value.Mime, avatar.Value.Width, avatar.Value.Height));
        Assert.Equal((400, 400), Size(avatar.Value.Bytes));
        Assert.Equal(("image/png", 1500, 500), (header.Value.Mime, header.Value.Width, header.Value.Height));
    }

    [Theory, InlineData("jpeg"), InlineData("png"), InlineData("gif"), InlineData("webp"), InlineData("avif")]
    public async Task Half_a_picture_is_refused_in_a_sentence(string kind)
    {
        var whole = kind switch
        {
            "jpeg" => TestPictures.Jpeg(),
            "png" => TestPictures.Png(),
            "gif" => TestPictures.Gif(1),
            "webp" => TestPictures.WebP(),
            _ => TestPictures.Avif(),
        };

        Assert.Equal("file", (await draw.Run(whole.AsMemory(0, whole.Length / 2), TestContext.Current.CancellationToken)).Refusal?.Field);
        Assert.True((await draw.Run(whole, TestContext.Current.CancellationToken)).Ok);
    }

    [Fact]
    public async Task What_takes_too_long_is_given_up()
    {
        using var hurried = new DrawPicture(new PictureLimits { Deadline = TimeSpan.FromMilliseconds(20) }, TimeProvider.System);
        var large = TestPictures.Png(5000, 3000);

        var outcome = await hurried.Run(large, TestContext.Current.CancellationToken);

        Assert.Contains("too long", outcome.Refusal?.Message, StringComparison.Ordinal);
        Assert.True((await hurried.Run(TestPictures.Png(8, 8), TestContext.Current.CancellationToken)).Ok);
    }

    public void Dispose() => draw.Dispose();

    private static (int, int) Size(byte[] file)
    {
        using var image = Image.NewFromBuffer(file);
        return (image.Width, image.Height);
    }

    private async Task<Picture> Drawn(byte[] file)
    {
        var outcome = await draw.Run(file, TestContext.Current.CancellationToken);
        Assert.Null(outcome.Refusal);
        return outcome.Value;
    }
}
