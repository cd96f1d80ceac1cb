using Antiphon.Networks.Archives.Bluesky;

namespace Antiphon.Networks.Archives;

/// <summary>An archive that was found whole, in a format that can read it.</summary>
internal sealed record ReadyArchive(Archive Archive, IArchiveFormat Format, ArchiveCheck Check)
{
    /// <summary>Packed bytes that reading it will take.</summary>
    public long Length
    {
        get
        {
            if (!Archive.IsContainer) return Archive.PackedLength(Archive.Entries[0]);
            return Archive.Entries.Where(Format.Needs).Sum(Archive.PackedLength);
        }
    }

    /// <summary>Opens, recognises and checks each file. One that is not right refuses all, before anything is written.</summary>
    /// <param name="key">The key that a repository of Bluesky should be signed with, where it is known.</param>
    /// <param name="own">Whether they are their own person's upload.</param>
    public static async Task<Outcome<IReadOnlyList<ReadyArchive>>> All(IReadOnlyList<string> paths, string? format, SigningKey? key, bool own, IProgress<ArchiveProgress>? progress, CancellationToken cancel)
    {
        var total = paths.Where(File.Exists).Sum(static path => new FileInfo(path).Length);
        var ready = new List<ReadyArchive>(paths.Count);
        var done = 0L;
        foreach (var path in paths)
        {
            var one = await At(path, format, key, own, progress is null ? null : new Checked(progress, done, total), cancel).ConfigureAwait(false);
            if (!one.Ok) return one.Refusal with { Message = $"{Path.GetFileName(path)}: {one.Refusal.Message} Nothing was imported." };
            ready.Add(one.Value);
            done += new FileInfo(path).Length;
            progress?.Report(new ArchiveProgress(ArchiveStage.Checking, done, total));
        }

        return ready;
    }

    private static async Task<Outcome<ReadyArchive>> At(string path, string? format, SigningKey? key, bool own, Checked? progress, CancellationToken cancel)
    {
        var opened = await OpenArchive.At(path, cancel).ConfigureAwait(false);
        if (!opened.Ok) return opened.Refusal;
        var recognised = Recognition.Of(opened.Value, format);
        if (!recognised.Ok) return recognised.Refusal;
        var (archive, reader) = (opened.Value, recognised.Value.Format);
        if (key is not null && reader is CarFormat) reader = new CarFormat(key);
        if (!own && reader.OnlyAsOwn is { } onlyAsOwn) return Refusal.Invalid("file", onlyAsOwn);
        try
        {
            using var watched = progress?.Watch(archive.Gauge);
            var check = await archive.Check(reader.Needs, cancel).ConfigureAwait(false);
            return await FirstRows(archive, reader, cancel).ConfigureAwait(false) is { } why ? Refusal.Invalid("file", why) : new ReadyArchive(archive, reader, check);
        }
        catch (InvalidDataException broken)
        {
            return Refusal.Invalid("file", broken.Message);
        }
    }

    /// <summary>Reads the first rows for a try: what is wrong with a whole file shows there.</summary>
    private static async Task<string?> FirstRows(Archive archive, IArchiveFormat format, CancellationToken cancel)
    {
        await foreach (var rows in format.Read(archive, cancel).ConfigureAwait(false))
        {
            return rows is { Items.Count: 0, Claims.Count: 0, Damaged: [var first, ..] } && rows.Damaged.Count == rows.Rows
                ? $"Not one of the rows looked at ({rows.Rows:N0}) can be read as {format.Name} (line {first.Line}: {first.Why})."
                : null;
        }

        return null;
    }

    /// <summary>Looks at the gauge while the file is read through.</summary>
    private sealed class Checked(IProgress<ArchiveProgress> progress, long before, long total)
    {
        private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

        public IDisposable Watch(ArchiveGauge gauge)
        {
            var start = gauge.Read;
            return new Timer(_ => progress.Report(new ArchiveProgress(ArchiveStage.Checking, Math.Min(total, before + gauge.Read - start), total)), null, Pause, Pause);
        }
    }
}
