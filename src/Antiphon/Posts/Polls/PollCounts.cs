using System.Collections.Concurrent;
using System.Diagnostics;
using Antiphon.Live;
using Antiphon.Store;

namespace Antiphon.Posts.Polls;

/// <summary>
/// How polls stand, counted from the votes and never stored, and what members chose. As with <see cref="Counts"/>, a poll of very many votes is counted again no more often
/// than twenty times what that costs; and the choices of those who are about are in memory.
/// </summary>
public sealed class PollCounts
{
    private const int MostKept = 20_000;
    private const int CostFactor = 20;
    private static readonly ConcurrentDictionary<long, IReadOnlyList<int>> None = new();

    private readonly DataStore store;
    private readonly Remembered<long, Entry> kept = new(MostKept);
    private readonly Remembered<long, ConcurrentDictionary<long, IReadOnlyList<int>>> chosen = new(MostKept);

    public PollCounts(DataStore store, Happenings happenings)
    {
        this.store = store;
        happenings.Listen(Hear);
    }

    public PollCount Of(Poll poll)
    {
        var entry = kept.Get(poll.Post, static _ => new Entry())!;
        var counted = entry.Counted;
        if (counted is not null && counted.Votes.Count == poll.Options.Count && (!entry.Changed || Stopwatch.GetTimestamp() < Volatile.Read(ref entry.NotBefore))) return counted;
        entry.Changed = false;
        counted = store.Read(sql => Count(sql, poll));
        Volatile.Write(ref entry.NotBefore, Stopwatch.GetTimestamp() + (CostFactor * Counts.CostOf(counted.Total)));
        return entry.Counted = counted;
    }

    /// <summary>What this member chose, in the options' order; empty for nothing.</summary>
    public IReadOnlyList<int> Choices(long account, long post) => (account == 0 ? None : chosen.Get(account, Load)!).GetValueOrDefault(post) ?? [];

    private static PollCount Count(Sql sql, Poll poll)
    {
        var votes = new int[poll.Options.Count];
        foreach (var (choice, count) in sql.Rows("SELECT choice, count(*) FROM poll_votes WHERE post = $1 GROUP BY choice", static row => (row.Int(0), row.Int(1)), poll.Post))
        {
            if (choice < votes.Length) votes[choice] = count;
        }

        var voters = poll.Multiple ? sql.Number("SELECT count(DISTINCT account) FROM poll_votes WHERE post = $1", poll.Post) ?? 0 : votes.Sum();
        return new PollCount(votes, (int)voters);
    }

    private ConcurrentDictionary<long, IReadOnlyList<int>> Load(long account) => new(store.Read(sql => sql.Rows(
            "SELECT post, choice FROM poll_votes WHERE account = $1 ORDER BY post, choice", static row => (Post: row.Long(0), Choice: row.Int(1)), account))
        .GroupBy(static vote => vote.Post)
        .Select(static votes => KeyValuePair.Create(votes.Key, (IReadOnlyList<int>)[.. votes.Select(static vote => vote.Choice)])));

    private void Hear(Happening happening)
    {
        switch (happening)
        {
            case Voted voted:
                if (kept.TryGet(voted.Post, out var entry)) entry.Changed = true;
                if (chosen.TryGet(voted.Account, out var own)) own[voted.Post] = voted.Choices;
                else chosen.Drop(voted.Account);
                break;
            case VotesReset reset:
                // Seldom, and whose choices they were is nowhere in memory.
                kept.Drop(reset.Post);
                chosen.Clear();
                break;
            case PostDeleted deleted:
                kept.Drop(deleted.Post.Id);
                break;
        }
    }

    private sealed class Entry
    {
        public volatile bool Changed;
        public volatile PollCount? Counted;
        public long NotBefore;
    }
}
