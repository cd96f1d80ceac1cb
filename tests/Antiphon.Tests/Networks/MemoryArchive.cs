using System.Text;
using Antiphon.Intake;
using Antiphon.Networks.Archives;

namespace Antiphon.Tests.Networks;

/// <summary>An archive whose files a test wrote, and some of which are shut: whoever opens one of those fails.</summary>
internal sealed class MemoryArchive : Archive
{
    private readonly Dictionary<string, byte[]> files = [];
    private readonly HashSet<string> shut = [];
    private readonly List<ArchiveEntry> entries = [];

    /// <summary>One file.</summary>
    public MemoryArchive(byte[] bytes)
    {
        IsContainer = false;
        Put("file", bytes);
    }

    public MemoryArchive(string text)
        : this(Encoding.UTF8.GetBytes(text))
    {
    }

    /// <summary>A container.</summary>
    public MemoryArchive(params ReadOnlySpan<(string Path, string Text)> files)
    {
        IsContainer = true;
        foreach (var (path, text) in files) Put(path, Encoding.UTF8.GetBytes(text));
    }

    public override string Name => "archive";

    public override bool IsContainer { get; }

    public override IReadOnlyList<ArchiveEntry> Entries => entries;

    public MemoryArchive Put(string path, byte[] bytes)
    {
        files.Add(path, bytes);
        entries.Add(new ArchiveEntry(path, bytes.Length));
        return this;
    }

    /// <summary>Adds a file that nobody may open.</summary>
    public MemoryArchive Shut(string path)
    {
        shut.Add(path);
        return Put(path, [(byte)'[']);
    }

    public override ReadOnlySpan<byte> Head(ArchiveEntry entry) => Bytes(entry) is var bytes && bytes.Length > HeadLength ? bytes.AsSpan(0, HeadLength) : bytes;

    public override Stream Open(ArchiveEntry entry) => new MemoryStream(Bytes(entry));

    public override Task<ArchiveCheck> Check(Func<ArchiveEntry, bool> needs, CancellationToken cancel) => Task.FromResult(new ArchiveCheck(string.Empty, files.Values.Sum(static file => file.Length)));

    public override long PackedLength(ArchiveEntry entry) => files[entry.Path].Length;

    private byte[] Bytes(ArchiveEntry entry) => shut.Contains(entry.Path) ? throw new InvalidOperationException($"{entry.Path} was opened.") : files[entry.Path];
}

/// <summary>All that a reader said of an archive.</summary>
internal sealed record WasRead(List<ArchivedItem> Items, List<DamagedRow> Damaged, List<ArchivedClaim> Claims, List<string> Notes, long Rows, long NotPublic, long Other)
{
    /// <summary>The only item.</summary>
    public ArchivedItem Item => Xunit.Assert.Single(Items);

    public static async Task<WasRead> By(IArchiveFormat format, Archive archive)
    {
        var read = new WasRead([], [], [], [], 0, 0, 0);
        await foreach (var rows in format.Read(archive, TestContext))
        {
            read.Items.AddRange(rows.Items);
            read.Damaged.AddRange(rows.Damaged);
            read.Claims.AddRange(rows.Claims);
            read.Notes.AddRange(rows.Notes);
            read = read with { Rows = read.Rows + rows.Rows, NotPublic = read.NotPublic + rows.NotPublic, Other = read.Other + rows.Other };
            Xunit.Assert.Equal(read.Rows, rows.Upto);
        }

        return read;
    }

    /// <summary>Reads a file as the import does: its packing taken off, its format recognised.</summary>
    public static async Task<WasRead> File(IArchiveFormat format, string path)
    {
        var archive = await OpenArchive.At(path, TestContext);
        Xunit.Assert.True(archive.Ok, archive.Ok ? null : archive.Refusal.ToString());
        Xunit.Assert.True(format.Recognises(archive.Value));
        return await By(format, archive.Value);
    }

    public long Count(ArchivedKind kind) => Items.Count(item => item.Kind == kind);

    private static CancellationToken TestContext => Xunit.TestContext.Current.CancellationToken;
}
