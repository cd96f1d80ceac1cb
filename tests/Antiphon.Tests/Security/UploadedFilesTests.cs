using System.Buffers.Binary;
using System.Text;
using Antiphon.Media;
using Antiphon.Posts;
using Antiphon.Tests.Media;
using Antiphon.Tests.People;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Tests.Security;

/// <summary>Files of strangers: what is no picture is refused before any decoder sees it, and of what is one only the pixels are kept.</summary>
public sealed class UploadedFilesTests(PostgresServer postgres) : IClassFixture<PostgresServer>, IDisposable
{
    /// <summary>Far more than it takes (microseconds), far less than any decoder would.</summary>
    private static readonly TimeSpan MostTime = TimeSpan.FromMilliseconds(200);

    private const long MostBytes = 64 * 1024 * 1024;

    private readonly DrawPicture draw = new(new PictureLimits(), TimeProvider.System);

    public static TheoryData<string, byte[]> NoPictures => new()
    {
        { "a page", "<!doctype html><script>alert(1)</script>"u8.ToArray() },
        { "a drawing with a script", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"u8.ToArray() },
        { "an XML prologue", "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><svg>&a;</svg>"u8.ToArray() },
        { "a script", "alert(1)//"u8.ToArray() },
        { "an activity", """{"@context":"https://www.w3.org/ns/activitystreams","type":"Note"}"""u8.ToArray() },
        { "a document", "%PDF-1.7\n1 0 obj"u8.ToArray() },
        { "PostScript", "%!PS-Adobe-3.0 EPSF-3.0"u8.ToArray() },
        { "an archive", "PK\u0003\u0004\u0014\0\0\0"u8.ToArray() },
        { "TIFF", "II*\0\u0008\0\0\0"u8.ToArray() },
        { "BMP", "BM\u0036\0\0\0\0\0\0\0"u8.ToArray() },
        { "an icon", [0, 0, 1, 0, 1, 0, 16, 16, 0, 0, 1, 0, 32, 0] },
        { "a film", [0, 0, 0, 24, .. "ftypmp42\0\0\0\0isommp42"u8] },
        { "HEIC", [0, 0, 0, 24, .. "ftypheic\0\0\0\0mif1heic"u8] },
        { "ImageMagick's own", "push graphic-context\nviewbox 0 0 640 480"u8.ToArray() },
        { "nothing", [] },
        { "one byte", [0xFF] },
        { "only the first bytes of a JPEG", [0xFF, 0xD8, 0xFF, 0xE0] },
        { "only the first bytes of a PNG", [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0] },
        { "a JPEG of 64250 × 64250", HugeJpeg() },
        { "a GIF of 65535 × 65535 in 44 bytes", HugeGif() },
        { "a PNG of two thousand million pixels", HugePng() },
        { "a WebP of 16384 × 16384", HugeWebP() },
        { "an AVIF of 40000 × 40000", HugeAvif() },
        { "a GIF of a hundred thousand frames", ManyFrames(100_000) },
        { "more bytes than a picture has", new byte[16 * 1024 * 1024 + 1] },
    };

    [Theory, MemberData(nameof(NoPictures))]
    public void What_is_no_picture_or_too_large_is_refused_before_it_is_decoded(string name, byte[] file)
    {
        Task<Outcome<Picture>>? answer = null;
        draw.Run(file, TestContext.Current.CancellationToken); // The first run compiles.
        var (time, bytes) = Cost.Of(() => answer = draw.Run(file, TestContext.Current.CancellationToken));

        // Refused on the spot: what goes to the decoder waits for a slot and another thread.
        Assert.True(answer!.IsCompletedSuccessfully, $"{name} went to the decoder");
        Assert.Equal("file", Answer(answer).Refusal?.Field);
        Assert.True(time < MostTime && bytes < MostBytes, $"{name} took {time.TotalMilliseconds:0.0} ms and {bytes:N0} bytes");
    }

    /// <summary>The positive twins: the same kinds, within the limits.</summary>
    [Fact]
    public async Task Pictures_at_the_limits_are_accepted()
    {
        foreach (var (name, file) in new[] { ("a JPEG of 33 million pixels", TestPictures.Jpeg(7_600, 4_300)), ("a GIF of 300 frames", TestPictures.Gif(300, 16, 16)), ("a long strip", TestPictures.Png(16_383, 3)) })
        {
            Assert.True((await draw.Run(file, TestContext.Current.CancellationToken)).Ok, name);
        }
    }

    [Fact]
    public async Task Nothing_that_stands_beside_the_pixels_is_kept_in_any_format_on_any_way_in()
    {
        foreach (var (name, file) in MarkedFiles.All())
        {
            Assert.True(PixelsOnly.Contains(file, "SN-8842") || name.Contains("raw profile", StringComparison.Ordinal), $"{name}: the test's own file has no mark");
            var picture = await draw.Run(file, TestContext.Current.CancellationToken);
            Assert.True(picture.Ok, $"{name}: {picture.Refusal?.Message}");
            PixelsOnly.Assert(name, picture.Value.Original.Bytes);
            PixelsOnly.Assert(name + ", preview", picture.Value.Preview.Bytes);
            foreach (var which in Enum.GetValues<ProfilePicture>())
            {
                var cropped = await draw.Run(file, which, TestContext.Current.CancellationToken);
                Assert.True(cropped.Ok, $"{name}: {cropped.Refusal?.Message}");
                PixelsOnly.Assert($"{name}, {which}", cropped.Value.Bytes);
            }
        }
    }

    [Fact]
    public async Task Photographs_of_real_cameras_lose_their_position_and_their_camera()
    {
        foreach (var path in Directory.GetFiles(Shared.Directory("data/corpora/media/exif"), "*.jp*g"))
        {
            var file = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
            Assert.True(PixelsOnly.Contains(file, "Exif"), path);
            var picture = await draw.Run(file, TestContext.Current.CancellationToken);
            Assert.True(picture.Ok, $"{path}: {picture.Refusal?.Message}");
            PixelsOnly.Assert(path, picture.Value.Original.Bytes);
            PixelsOnly.Assert(path, picture.Value.Preview.Bytes);
        }
    }

    [Fact]
    public async Task Files_of_other_kinds_with_positions_are_refused()
    {
        foreach (var path in Directory.GetFiles(Shared.Directory("data/corpora/media/exif"), "*.tiff").Append(Shared.File("data/corpora/media/exif/samplefilehub.heif")))
        {
            Assert.Equal("file", (await draw.Run(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken)).Refusal?.Field);
        }
    }

    /// <summary>The same once more where it matters: what lies on the disk after a member has sent it on each of the three ways.</summary>
    [Theory, EachStore]
    public async Task No_stored_file_holds_more_than_pixels(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var ines = await house.Joins("ines");
        foreach (var (name, file) in MarkedFiles.All().Where(static one => one.Name.Contains("trailer", StringComparison.Ordinal) || one.Name.Contains("GPS", StringComparison.Ordinal)))
        {
            Assert.True((await house.Get<UploadPicture>().Run(ines.Id, file, cancel: TestContext.Current.CancellationToken)).Ok, name);
            foreach (var which in Enum.GetValues<ProfilePicture>()) Assert.True((await house.Get<DrawProfilePicture>().Run(file, which, TestContext.Current.CancellationToken)).Ok, name);
        }

        foreach (var (name, file) in NoPictures.Select(static row => row.Data))
        {
            Assert.False((await house.Get<UploadPicture>().Run(ines.Id, file, cancel: TestContext.Current.CancellationToken)).Ok, name);
            Assert.False((await house.Get<DrawProfilePicture>().Run(file, ProfilePicture.Avatar, TestContext.Current.CancellationToken)).Ok, name);
        }

        var stored = Directory.GetFiles(house.Media, "*", SearchOption.AllDirectories);
        Assert.Equal(5 * 4, stored.Length);
        Assert.All(stored, static path => PixelsOnly.Assert(path, File.ReadAllBytes(path)));
        Assert.All(stored, static path => Assert.Matches("/[0-9a-f]{2}/[0-9a-f]{32}[.](jpg|png|webp)$", path.Replace('\\', '/')));
    }

    [Fact]
    public void Only_keys_of_our_own_making_open_a_file()
    {
        var folder = Directory.CreateTempSubdirectory("antiphon-media-");
        try
        {
            var store = new MediaStore(folder.FullName);
            var good = new string('a', 32);
            Directory.CreateDirectory(Path.Combine(folder.FullName, "aa"));
            foreach (var extension in new[] { ".png", ".html", ".svg", ".js", ".png.new", "" }) File.WriteAllText(Path.Combine(folder.FullName, "aa", good + extension), "x");
            string[] strangers =
            [
                good + ".html", good + ".svg", good + ".js", good, good + ".png.new", good + ".PNG", "../aa/" + good + ".png", "aa/" + good + ".png", "..", ".", string.Empty, "/etc/passwd",
                new string('A', 32) + ".png", new string('a', 31) + ".png", new string('a', 33) + ".png", good + ".png\0.html", new string('.', 32) + ".png", "aa" + new string('/', 30) + ".png",
            ];
            foreach (var key in strangers) Assert.Null(store.Open(key));
            using var opened = store.Open(good + ".png");
            Assert.NotNull(opened);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public void Dispose() => draw.Dispose();

    private static Outcome<Picture> Answer(Task<Outcome<Picture>> done) => done.GetAwaiter().GetResult();

    private static byte[] HugeJpeg() => [0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, 0xFA, 0xFA, 0xFA, 0xFA, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1, 0xFF, 0xD9, 0, 0, 0];

    private static byte[] HugeGif() =>
    [
        .. "GIF89a"u8, 0xFF, 0xFF, 0xFF, 0xFF, 0x80, 0, 0, 0, 0, 0, 255, 255, 255, 0x21, 0xF9, 4, 0, 0, 0, 0, 0, 0x2C, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 2, 2, 0x44, 1, 0, 0x3B, 0, 0,
    ];

    private static byte[] HugePng()
    {
        byte[] file = [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), 46_000);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), 46_000);
        return file;
    }

    private static byte[] HugeWebP() => [.. "RIFF\x20\0\0\0WEBPVP8X\n\0\0\0"u8, 0, 0, 0, 0, 0xFF, 0x3F, 0, 0xFF, 0x3F, 0, .. new byte[10]];

    private static byte[] HugeAvif()
    {
        var file = TestPictures.Avif();
        var size = file.AsSpan().IndexOf("ispe"u8) + 8;
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(size), 40_000);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(size + 4), 40_000);
        return file;
    }

    private static byte[] ManyFrames(int frames)
    {
        byte[] start = [.. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255];
        byte[] frame = [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0];
        return [.. start, .. Enumerable.Repeat(frame, frames).SelectMany(static one => one), 0x3B];
    }
}
