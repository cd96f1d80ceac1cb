using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Antiphon.Networks.Archives;
using CsCheck;
using Xunit;
using ZstdSharp;

namespace Antiphon.Tests.Networks.Containers;

/// <summary>Every way in which an archive may be packed, in files that are made here.</summary>
public sealed class ContainerTests : IDisposable
{
    private const string Words = "{\"text\":\"me too, naïve\"}\n";

    private readonly string directory = Directory.CreateTempSubdirectory("antiphon-containers-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Theory]
    [InlineData("plain")]
    [InlineData("gz")]
    [InlineData("two-gz")]
    [InlineData("zst")]
    [InlineData("zst-skip")]
    public async Task One_file_is_unpacked_by_what_is_in_it_and_never_by_its_name(string packing)
    {
        var bytes = Encoding.UTF8.GetBytes(Words);
        var path = Write("misleading.zip", packing switch
        {
            "gz" => Gzip(bytes),
            "two-gz" => [.. Gzip(bytes[..9]), .. Gzip(bytes[9..])],
            "zst" => Zstd(bytes),
            "zst-skip" => [0x50, 0x2A, 0x4D, 0x18, 2, 0, 0, 0, 7, 7, .. Zstd(bytes)],
            _ => bytes,
        });
        var archive = await Opened(path);
        Assert.False(archive.IsContainer);
        Assert.Equal(Words, Encoding.UTF8.GetString(archive.Head(archive.Only!)));
        var check = await archive.Check(static _ => true, CancellationToken.None);
        Assert.Equal((Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))), bytes.Length), (check.Sha256, (int)check.Unpacked));
        var before = archive.Gauge.Read;
        Assert.Equal(Words, await All(archive, archive.Only!));
        Assert.Equal(new FileInfo(path).Length, archive.Gauge.Read - before);
        Assert.Equal(new FileInfo(path).Length, archive.PackedLength(archive.Only!));
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16BE", false)]
    public async Task Text_comes_as_UTF_8_whatever_it_was_in(string encoding, bool mark)
    {
        var from = Encoding.GetEncoding(encoding);
        byte[] bytes = [.. mark ? from.GetPreamble() : [], .. from.GetBytes(Words)];
        var archive = await Opened(Write("words.json", Gzip(bytes)));
        Assert.Equal(Words, Encoding.UTF8.GetString(archive.Head(archive.Only!)));
        Assert.Equal(Words, await All(archive, archive.Only!));
    }

    [Theory]
    [InlineData("zip")]
    [InlineData("tar")]
    [InlineData("tar.gz")]
    [InlineData("tar.zst")]
    public async Task A_container_gives_each_of_its_files(string kind)
    {
        var longName = string.Concat(Enumerable.Repeat("a-long-folder/", 20)) + "posts.json";
        var path = Container(kind, ("data/tweets.js", Words), ("empty.txt", ""), (longName, new string('x', 100_000)), ("../../etc/passwd", "a name and nothing more"));
        var archive = await Opened(path);
        Assert.True(archive.IsContainer);
        Assert.Equal(["data/tweets.js", "empty.txt", longName, "../../etc/passwd"], archive.Entries.Select(static entry => entry.Path));
        Assert.Equal([Words.Length + 1, 0, 100_000, 23], archive.Entries.Select(static entry => (int)entry.Length!));
        foreach (var (entry, text) in archive.Entries.Zip([Words, "", new string('x', 100_000), "a name and nothing more"])) Assert.Equal(text, await All(archive, entry));
        Assert.Equal(Archive.HeadLength, archive.Head(archive.Entries[2]).Length);
        var check = await archive.Check(static _ => true, CancellationToken.None);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))), check.Sha256);
        Assert.Equal([path], Directory.EnumerateFileSystemEntries(directory, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("gz")]
    [InlineData("two-gz")]
    [InlineData("zst")]
    [InlineData("zip")]
    [InlineData("tar")]
    [InlineData("tar.gz")]
    [InlineData("tar.zst")]
    public async Task A_cut_off_file_is_refused_wherever_it_is_cut(string kind)
    {
        var text = string.Concat(Enumerable.Range(0, 4_000).Select(static i => $"{{\"id\":{i * 7_919 % 4_001}}}\n"));
        var whole = kind switch
        {
            "gz" => Gzip(Encoding.UTF8.GetBytes(text)),
            "two-gz" => [.. Gzip(Encoding.UTF8.GetBytes(text)), .. Gzip(Encoding.UTF8.GetBytes(text[..3_000]))],
            "zst" => Zstd(Encoding.UTF8.GetBytes(text)),
            _ => File.ReadAllBytes(Container(kind, ("one.jsonl", text), ("other.jsonl", text))),
        };
        Assert.Null(await Wrong(Write("whole", whole)));

        // A tar's end is blocks of noughts, of which many programs write none: its cut must be elsewhere to show.
        var ends = kind == "tar" ? 1_600 : 1;
        foreach (var length in (int[])[whole.Length - ends, whole.Length - ends - 8, whole.Length - ends - 700, whole.Length / 2, whole.Length / 3, 30])
        {
            var why = await Wrong(Write("cut", whole[..length]));
            Assert.True(why is not null || (kind == "tar" && length < 512), $"{kind} cut to {length} of {whole.Length} bytes passes as whole");
        }
    }

    [Theory]
    [InlineData("gz")]
    [InlineData("zst")]
    [InlineData("zip")]
    [InlineData("tar.gz")]
    public async Task A_bomb_is_refused(string kind)
    {
        var noughts = new byte[8 << 20];
        var path = kind switch
        {
            "gz" => Write("bomb", Gzip(noughts)),
            "zst" => Write("bomb", Zstd(noughts)),
            _ => Container(kind, ("bomb.jsonl", new string('\0', noughts.Length))),
        };
        Assert.Contains("200 times its size", await Wrong(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zip_s_flipped_bit_is_noticed_and_an_entry_that_nobody_needs_is_never_read()
    {
        var path = Container("zip", ("tweets.js", Words), ("direct-messages.js", string.Concat(Enumerable.Range(0, 999))));
        var bytes = File.ReadAllBytes(path);
        var at = bytes.AsSpan().IndexOf("direct-messages.js"u8) + "direct-messages.js".Length;
        bytes.AsSpan(at, 40).Fill(0xFF);
        var broken = Write("broken.zip", bytes);
        Assert.NotNull(await Wrong(broken));
        Assert.Null(await Wrong(broken, static entry => entry.Path == "tweets.js"));
    }

    [Fact]
    public async Task A_locked_zip_is_refused_plainly()
    {
        var bytes = File.ReadAllBytes(Container("zip", ("tweets.js", Words)));
        bytes[6] |= 1;
        bytes[bytes.AsSpan().IndexOf("PK\u0001\u0002"u8) + 8] |= 1;
        Assert.Contains("password", await Wrong(Write("locked.zip", bytes)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zip_with_a_million_files_is_refused_before_its_list_is_read()
    {
        byte[] end64 = [(byte)'P', (byte)'K', 6, 6, 44, .. new byte[7], 45, 0, 45, 0, .. new byte[8], .. BitConverter.GetBytes(1_000_000L), .. BitConverter.GetBytes(1_000_000L), .. new byte[16]];
        byte[] start = [(byte)'P', (byte)'K', 3, 4, .. new byte[60]];
        byte[] locator = [(byte)'P', (byte)'K', 6, 7, .. new byte[4], .. BitConverter.GetBytes((long)start.Length), 1, 0, 0, 0];
        byte[] end = [(byte)'P', (byte)'K', 5, 6, .. new byte[4], 0xFF, 0xFF, 0xFF, 0xFF, .. new byte[10]];
        Assert.Contains("files in it", await Wrong(Write("many.zip", [.. start, .. end64, .. locator, .. end])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_packed_in_ways_that_are_not_read_is_named()
    {
        var gz = Gzip(Encoding.UTF8.GetBytes(Words));
        Assert.Contains("RAR", await Wrong(Write("a", "Rar!\u001a\u0007"u8.ToArray())), StringComparison.Ordinal);
        Assert.Contains("7-Zip", await Wrong(Write("a", [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C])), StringComparison.Ordinal);
        Assert.Contains("bunzip2", await Wrong(Write("a", "BZh91AY"u8.ToArray())), StringComparison.Ordinal);
        Assert.Contains("unxz", await Wrong(Write("a", [0xFD, .. "7zXZ\0"u8])), StringComparison.Ordinal);
        Assert.Contains("twice", await Wrong(Write("a", Gzip(gz))), StringComparison.Ordinal);
        Assert.Contains("zip that was packed", await Wrong(Write("a", Gzip(File.ReadAllBytes(Container("zip", ("a", "b")))))), StringComparison.Ordinal);
        Assert.Contains("empty", await Wrong(Write("a", [])), StringComparison.Ordinal);
        Assert.Contains("directory", await Wrong(directory), StringComparison.Ordinal);
        Assert.Contains("no file", await Wrong(Path.Combine(directory, "nowhere")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gz")]
    [InlineData("zst")]
    [InlineData("zip")]
    [InlineData("tar")]
    [InlineData("tar.gz")]
    public void A_file_whose_bytes_were_changed_at_random_is_read_or_refused_and_nothing_else(string kind)
    {
        var text = string.Concat(Enumerable.Range(0, 60).Select(static i => $"{{\"id\":{i * 7_919 % 4_001}}}\n"));
        var whole = kind switch
        {
            "gz" => Gzip(Encoding.UTF8.GetBytes(text)),
            "zst" => Zstd(Encoding.UTF8.GetBytes(text)),
            _ => File.ReadAllBytes(Container(kind, ("data/one.jsonl", text), ("other.jsonl", text[..99]))),
        };
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Bool).Array[1, 5].Sample(
            changes =>
            {
                var bytes = whole.ToArray();
                foreach (var (at, value, cut) in changes)
                {
                    if (cut && at > 4 && at < bytes.Length && value < 40) bytes = bytes[..at];
                    else bytes[at % bytes.Length] = value;
                }

                Wrong(Write("changed", bytes), static _ => true, read: true).GetAwaiter().GetResult();
            },
            iter: 200,
            threads: 1);
    }

    /// <summary>Opens, checks and reads; what was wrong, or null.</summary>
    private static async Task<string?> Wrong(string path, Func<ArchiveEntry, bool>? needs = null, bool read = false)
    {
        var opened = await OpenArchive.At(path, CancellationToken.None);
        if (!opened.Ok) return opened.Refusal.Message;
        try
        {
            await opened.Value.Check(needs ?? (static _ => true), CancellationToken.None);
            if (!read) return null;
            foreach (var entry in opened.Value.Entries)
            {
                opened.Value.Head(entry);
                await using var stream = opened.Value.Open(entry);
                await stream.CopyToAsync(Stream.Null);
            }

            return null;
        }
        catch (InvalidDataException broken)
        {
            return broken.Message;
        }
    }

    private static async Task<Archive> Opened(string path)
    {
        var opened = await OpenArchive.At(path, CancellationToken.None);
        Assert.Null(opened.Refusal);
        return opened.Value;
    }

    private static async Task<string> All(Archive archive, ArchiveEntry entry)
    {
        using var reader = new StreamReader(archive.Open(entry), new UTF8Encoding(false, true), detectEncodingFromByteOrderMarks: false);
        return await reader.ReadToEndAsync();
    }

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(directory, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private string Container(string kind, params (string Name, string Text)[] files)
    {
        var path = Path.Combine(directory, "container.bin");
        var bytes = new MemoryStream();
        if (kind == "zip")
        {
            using var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true);
            foreach (var (name, text) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        else
        {
            using var tar = new TarWriter(bytes, TarEntryFormat.Pax, leaveOpen: true);
            foreach (var (name, text) in files) tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
        }

        File.WriteAllBytes(path, kind switch { "tar.gz" => Gzip(bytes.ToArray()), "tar.zst" => Zstd(bytes.ToArray()), _ => bytes.ToArray() });
        return path;
    }

    private static byte[] Gzip(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) gzip.Write(bytes);
        return packed.ToArray();
    }

    private static byte[] Zstd(byte[] bytes)
    {
        using var compressor = new Compressor();
        return compressor.Wrap(bytes).ToArray();
    }
}
