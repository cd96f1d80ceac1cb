using System.Collections.Concurrent;
using Antiphon.Answers;
using Antiphon.Live;
using Antiphon.People.Links;
using Antiphon.Store;

namespace Antiphon.Calls.Spreading;

/// <summary>A call as it stood when its ledger ended with a certain line.</summary>
/// <param name="Frame">Its time is that at which the line was recorded.</param>
public sealed record PastCount(CallFrame Frame, Spread Spread);

/// <summary>
/// Counts as they stood: a call's ledger folded up to a line that somebody cited. Millions of lines take seconds, so one is folded at a time, a few may wait, and those that were asked for last are kept.
/// </summary>
/// <remarks>A ledger only grows, so what was folded once stays true.</remarks>
public sealed class PastCounts(DataStore store, TimeProvider clock) : IDisposable
{
    /// <summary>Kept at most; one holds a series of hours and is some 100 KB.</summary>
    public const int MostKept = 64;

    /// <summary>Being folded or waiting for it, at most.</summary>
    public const int MostWaiting = 8;

    /// <summary>A reader waits so long; then the folding goes on without them.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan ComeBack = TimeSpan.FromSeconds(30);

    private readonly Remembered<(long Call, long Sequence), PastCount> kept = new(MostKept);
    private readonly ConcurrentDictionary<(long Call, long Sequence), Lazy<Task<PastCount>>> folding = new();
    private readonly SemaphoreSlim one = new(1);

    /// <param name="sequence">A number of this call's count (a line of its ledger, or a change of links), or 0 for the moment of its opening.</param>
    public async Task<Outcome<PastCount>> At(Call call, long sequence)
    {
        var key = (call.Id, sequence);
        if (kept.TryGet(key, out var known)) return known;
        if (TimeOf(call, sequence) is not { } recorded) return Refusal.Invalid("at", $"The ledger of this call has no line {sequence}.");
        if (folding.Count >= MostWaiting && !folding.ContainsKey(key)) return Refusal.TooMany("Several past counts are being worked out already. Try again in a while.", ComeBack);
        var work = folding.GetOrAdd(key, _ => new Lazy<Task<PastCount>>(() => Task.Run(() => Fold(call, sequence, recorded)))).Value;
        try
        {
            return await work.WaitAsync(Patience, clock).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return Refusal.TooMany("This past count is being worked out from the ledger. It will be here in a minute.", ComeBack);
        }
    }

    /// <summary>Whether it needs no work.</summary>
    public bool Has(Call call, long sequence) => kept.TryGet((call.Id, sequence), out _);

    public void Dispose() => one.Dispose();

    private long? TimeOf(Call call, long number) => number == 0 ? call.Opened : store.Read(sql =>
        sql.Any("SELECT 1 FROM ledger WHERE seq = $1 AND call = $2", number, call.Id) || LinkRows.ChangedAt(sql, number)
            ? sql.Number("SELECT recorded FROM ledger WHERE call = $1 AND seq <= $2 ORDER BY seq DESC LIMIT 1", call.Id, number) ?? call.Opened
            : (long?)null);

    private async Task<PastCount> Fold(Call call, long sequence, long recorded)
    {
        await one.WaitAsync().ConfigureAwait(false);
        try
        {
            var past = store.Read(sql =>
            {
                var board = Ledgers.FoldAt(sql, call.Id, sequence);
                var fold = new SpreadFold(call.Id, Spreads.Roots(sql, call.Id, call.Post), LinkRows.UpTo(sql, sequence));
                SpreadLine.Each(sql, call.Id, 0, sequence, line => fold.Take(line));
                fold.Sequence = sequence;
                return new PastCount(new CallFrame(call.Id, board.Publish(), recorded), fold.Publish(recorded));
            });
            kept.Keep((call.Id, sequence), past, kept.Epoch);
            return past;
        }
        finally
        {
            one.Release();
            folding.TryRemove((call.Id, sequence), out _);
        }
    }
}
