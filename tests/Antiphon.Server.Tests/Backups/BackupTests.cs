using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Antiphon.Server.Demo;
using Antiphon.Server.Tests.Harness;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Server.Tests.Backups;

public sealed class BackupTests(PostgresServer postgres)
{
    /// <summary>A demo is a server under load by itself: people answer it here and elsewhere while it is saved.</summary>
    [Theory]
    [InlineData(StoreKind.Sqlite, StoreKind.Postgres)]
    [InlineData(StoreKind.Postgres, StoreKind.Sqlite)]
    public async Task A_backup_made_under_load_comes_back_elsewhere_on_either_store_with_the_same_number(StoreKind from, StoreKind to)
    {
        await using var demo = await RunningServer.StartDemo(from, postgres);
        var picture = Path.Combine(demo.Directory, "media", "ab", "picture.png");
        Directory.CreateDirectory(Path.GetDirectoryName(picture)!);
        await File.WriteAllBytesAsync(picture, [1, 2, 3]);
        var before = await Answered(demo);
        var file = Path.Combine(demo.Directory, "saved.tar.gz");
        using (var saved = JsonDocument.Parse(await demo.Done("backup", file, "--json")))
        {
            Assert.Equal(new FileInfo(file).Length, saved.RootElement.GetProperty("bytes").GetInt64());
            Assert.True(saved.RootElement.GetProperty("rows").GetInt64() > 2_000);
        }

        var after = await Answered(demo);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));

        await using var other = await RunningServer.Somewhere(to, postgres);
        await other.Done("restore", file);
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(Path.Combine(other.Directory, "media", "ab", "picture.png")));
        using (var counted = JsonDocument.Parse(await other.Done("recount", Cast.CallSlug, "--json")))
        {
            Assert.True(counted.RootElement.GetProperty("equal").GetBoolean());
            Assert.InRange(counted.RootElement.GetProperty("answered").GetProperty("at_most").GetInt32(), before, after);
        }

        await other.StartAgain();
        Assert.InRange(await Answered(other), before, after);

        // Written to again, and found: ids, ledger and search go on.
        await other.Done("account", "create", "newcomer", "--email", "new@example.org", "--password", "a long enough one");
        await other.Done("call", "open", "--slug", "next", "--by", "newcomer", "--text", "Who else?", "--phrase", "me too", "--hashtag", "Next");
        await other.Done("recount", "next");
        Assert.Equal(0, await other.Stop());
    }

    [Fact]
    public async Task A_file_that_is_damaged_cut_off_or_no_backup_is_refused_and_nothing_changes()
    {
        await using var server = await RunningServer.Start();
        await server.Account("imre", owner: true);
        var file = Path.Combine(server.Directory, "saved.tar.gz");
        await server.Done("backup", file);
        Assert.Equal(0, await server.Stop());
        var bytes = await File.ReadAllBytesAsync(file);
        var database = await File.ReadAllBytesAsync(Path.Combine(server.Directory, "antiphon.db"));

        var flipped = bytes.ToArray();
        flipped[bytes.Length / 2] ^= 0x10;
        await Refused(server, flipped, "is damaged");
        await Refused(server, bytes[..(bytes.Length / 2)], "is damaged");
        await Refused(server, bytes[..^20], "damaged or cut off");
        await Refused(server, Changed(bytes), "damaged or cut off");
        await Refused(server, "Dear diary"u8.ToArray(), "not a backup");
        await Refused(server, Packed("Dear diary"u8.ToArray()), "not a backup");
        await Refused(server, [], "not a backup");
        Assert.Equal(database, await File.ReadAllBytesAsync(Path.Combine(server.Directory, "antiphon.db")));

        // The positive twin: the same file, whole, does it.
        await server.Done("restore", file, "--force");
        Assert.Contains("imre", await server.Done("account", "list"));
    }

    [Fact]
    public async Task A_directory_with_a_server_in_it_is_replaced_only_on_demand_and_never_under_a_running_one()
    {
        await using var server = await RunningServer.Start();
        await server.Account("imre", owner: true);
        var file = Path.Combine(server.Directory, "saved.tar.gz");
        await server.Done("backup", file);
        var (existing, _, there) = await server.Verb("backup", file);
        Assert.Equal(1, existing);
        Assert.Contains("--force", there);
        await server.Account("lena");

        var (busy, _, running) = await server.Verb("restore", file, "--force");
        Assert.Equal(3, busy);
        Assert.Contains("Stop it first", running);
        await server.Stop();
        var (full, _, said) = await server.Verb("restore", file);
        Assert.Equal(1, full);
        Assert.Contains("--force", said);
        Assert.Contains("lena", await server.Done("account", "list"));
        await server.Done("restore", file, "--force");
        Assert.DoesNotContain("lena", await server.Done("account", "list"));
    }

    [Fact]
    public async Task A_restore_that_was_interrupted_after_it_was_complete_is_finished_by_the_next_who_opens_the_directory()
    {
        await using var server = await RunningServer.Start();
        await server.Account("imre", owner: true);
        await server.Stop();

        // As it lies there when the process dies between two of the moves: the database is still aside.
        var aside = Directory.CreateDirectory(Path.Combine(server.Directory, ".restore")).FullName;
        File.Move(Path.Combine(server.Directory, "antiphon.db"), Path.Combine(aside, "antiphon.db"));
        Directory.CreateDirectory(Path.Combine(aside, "media"));
        await File.WriteAllTextAsync(Path.Combine(aside, "complete"), string.Empty);
        Assert.Contains("imre", await server.Done("account", "list"));
        Assert.False(Directory.Exists(aside));

        // And one that was not complete is dropped.
        Directory.CreateDirectory(aside);
        await File.WriteAllTextAsync(Path.Combine(aside, "antiphon.db"), "half");
        Assert.Contains("imre", await server.Done("account", "list"));
        Assert.False(Directory.Exists(aside));
    }

    [Fact]
    public async Task Everything_moves_from_sqlite_to_postgresql_and_back()
    {
        await using var server = await RunningServer.StartDemo();
        await server.Stop();
        var before = await server.Done("recount", Cast.CallSlug, "--json");
        Assert.Contains("of this version already", await server.Done("migrate"));
        var store = await postgres.NewDatabase();
        Assert.Contains("carried over", await server.Done("migrate", "--to-store", store));
        Assert.False(File.Exists(Path.Combine(server.Directory, "antiphon.db")));

        var (occupied, _, said) = await server.Verb("migrate", "--store", store, "--to-store", store);
        Assert.NotEqual(0, occupied);
        Assert.NotEmpty(said);
        Assert.Equal(before, await server.Done("recount", Cast.CallSlug, "--json", "--store", store));
        await server.Done("migrate", "--store", store, "--to-store", "sqlite");
        Assert.Equal(before, await server.Done("recount", Cast.CallSlug, "--json"));
    }

    private static async Task Refused(RunningServer server, byte[] bytes, string expected)
    {
        var file = Path.Combine(server.Directory, "odd.tar.gz");
        await File.WriteAllBytesAsync(file, bytes);
        var (code, _, said) = await server.Verb("restore", file, "--force");
        Assert.Equal(1, code);
        Assert.Contains(expected, said);
        Assert.Single(said.TrimEnd().Split('\n'), static line => !line.StartsWith("Checking", StringComparison.Ordinal));
    }

    /// <summary>The same archive, sound in itself, with one letter of a row changed.</summary>
    private static byte[] Changed(byte[] packed)
    {
        using var unpacked = new MemoryStream();
        using (var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress)) gzip.CopyTo(unpacked);
        var bytes = unpacked.ToArray();
        var at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes("\"imre\""));
        Assert.True(at > 0);
        bytes[at + 1] = (byte)'o';
        return Packed(bytes);
    }

    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress)) gzip.Write(bytes);
        return packed.ToArray();
    }

    private static async Task<int> Answered(RunningServer server)
    {
        using var json = JsonDocument.Parse(await server.Http.GetStringAsync($"/calls/{Cast.CallSlug}.json"));
        return json.RootElement.GetProperty("answered").GetProperty("at_most").GetInt32();
    }
}
