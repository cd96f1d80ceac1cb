using Antiphon.Intake;

namespace Antiphon.Networks.Archives;

/// <summary>What an archive holds, as its format reads it. What of it counts is not said here: that takes the call and all other archives.</summary>
/// <param name="Rows">Rows of whatever the format has rows of.</param>
/// <param name="Context">Posts that came along because others refer to them.</param>
/// <param name="Gone">Posts and accounts that are gone since, or there again.</param>
/// <param name="Accounts">Different accounts behind posts, boosts and likes.</param>
/// <param name="First">UTC ms of the earliest post, boost or like; null where none has a time.</param>
public sealed record ArchiveContents(
    string File,
    string Format,
    string Sha256,
    long Rows,
    long Posts,
    long Boosts,
    long Likes,
    long Context,
    long Gone,
    long Accounts,
    long WithoutAuthor,
    long NotPublic,
    long Other,
    long Claims,
    long Damaged,
    IReadOnlyList<DamagedRow> DamagedRows,
    long? First,
    long? Last)
{
    /// <summary>Sentences about the archive as a whole: what was not checked, and why.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>Reads archives and says what is in them. Writes nothing.</summary>
public sealed class LookIntoArchives
{
    private const int MostNamed = 100;

    public async Task<Outcome<IReadOnlyList<ArchiveContents>>> Run(IReadOnlyList<string> paths, string? format, IProgress<ArchiveProgress>? progress, CancellationToken cancel)
    {
        var ready = await ReadyArchive.All(paths, format, key: null, own: true, progress, cancel).ConfigureAwait(false);
        if (!ready.Ok) return ready.Refusal;
        var total = ready.Value.Sum(static one => one.Length);
        var contents = new List<ArchiveContents>();
        var before = 0L;
        foreach (var one in ready.Value)
        {
            try
            {
                contents.Add(await Look(one, progress, before, total, cancel).ConfigureAwait(false));
            }
            catch (InvalidDataException broken)
            {
                return Refusal.Invalid("file", $"{one.Archive.Name}: {broken.Message}");
            }

            before += one.Length;
            progress?.Report(new ArchiveProgress(ArchiveStage.Importing, before, total));
        }

        return contents;
    }

    private static async Task<ArchiveContents> Look(ReadyArchive one, IProgress<ArchiveProgress>? progress, long before, long total, CancellationToken cancel)
    {
        var (rows, notPublic, other, claims, damaged, nobody) = (0L, 0L, 0L, 0L, 0L, 0L);
        var kinds = new long[(int)ArchivedKind.AuthorBack + 1];
        var named = new List<DamagedRow>();
        var notes = new List<string>();
        var accounts = new HashSet<(Tally.Network, long)>();
        var (first, last) = (long.MaxValue, long.MinValue);
        var start = one.Archive.Gauge.Read;
        await foreach (var batch in one.Format.Read(one.Archive, cancel).ConfigureAwait(false))
        {
            (rows, notPublic, other) = (rows + batch.Rows, notPublic + batch.NotPublic, other + batch.Other);
            (claims, damaged) = (claims + batch.Claims.Count, damaged + batch.Damaged.Count);
            notes.AddRange(batch.Notes);
            named.AddRange(batch.Damaged.Take(MostNamed - named.Count));
            foreach (var item in batch.Items)
            {
                kinds[(int)item.Kind]++;
                if (item.Kind is not (ArchivedKind.Post or ArchivedKind.Boost or ArchivedKind.Like)) continue;
                if (item.Author == 0) nobody++;
                else accounts.Add((item.Network, item.Author));
                if (item.At != 0) (first, last) = (Math.Min(first, item.At), Math.Max(last, item.At));
            }

            progress?.Report(new ArchiveProgress(ArchiveStage.Importing, before + Math.Min(one.Length, one.Archive.Gauge.Read - start), total));
        }

        return new ArchiveContents(
            one.Archive.Name, one.Format.Name, one.Check.Sha256, rows, kinds[(int)ArchivedKind.Post], kinds[(int)ArchivedKind.Boost], kinds[(int)ArchivedKind.Like], kinds[(int)ArchivedKind.Context],
            kinds[(int)ArchivedKind.Gone] + kinds[(int)ArchivedKind.AuthorGone] + kinds[(int)ArchivedKind.AuthorBack], accounts.Count, nobody, notPublic, other, claims, damaged, named,
            first == long.MaxValue ? null : first, last == long.MinValue ? null : last) { Notes = notes };
    }
}
