using Antiphon.Calls;
using Antiphon.Intake;
using Antiphon.Tests.Stores;

namespace Antiphon.Tests.Intake;

/// <summary>Taking in archives that are made up on the spot.</summary>
internal static class ArchiveHouse
{
    /// <summary>When the calls of these tests open; items are dated from here on.</summary>
    public const long Opened = 1_508_098_871_000;

    private static int files;

    /// <summary>Takes in items as one file.</summary>
    /// <param name="rows">How many rows come at a time.</param>
    public static async Task<ImportReport> TakeIn(this TestHouse house, Call call, IEnumerable<ArchivedItem> items, bool recheckable = true, int rows = 1_000, string? hash = null)
    {
        var intake = house.Get<TakeInArchive>();
        var file = new ArchiveFile("made-up", hash ?? $"made up {Interlocked.Increment(ref files)}", "made-up", 0, null, recheckable);
        var (id, from) = await intake.Begin(call, file);
        return await intake.Run(call, file, id, from, Rows(items, rows), null, CancellationToken.None);
    }

    public static async IAsyncEnumerable<ArchivedRows> Rows(IEnumerable<ArchivedItem> items, int rows)
    {
        long upto = 0;
        foreach (var some in items.Chunk(rows))
        {
            await Task.Yield();
            upto += some.Length;
            yield return new ArchivedRows(some, [], [], some.Length, 0, 0, upto);
        }
    }
}
