using System.Collections.Concurrent;
using Antiphon.Posts.Text;
using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.Calls;

/// <summary>Why a call leads on to another.</summary>
public enum RelatedBy : byte
{
    /// <summary>Whoever asked chose it.</summary>
    Caller = 1,

    /// <summary>Both are answered under one hashtag.</summary>
    Tag,

    /// <summary>Many of the same people answered both.</summary>
    People,

    /// <summary>It is open at this moment.</summary>
    Open,
}

/// <summary>Another call to read next.</summary>
/// <param name="Tag">The hashtag that both have, as written; empty for another reason.</param>
/// <param name="People">At least so many answered both, rounded down to tens; 0 for another reason.</param>
public sealed record Related(Call Call, RelatedBy By, string Tag = "", long People = 0);

/// <summary>What to read after a call: the caller's own choice, then shared hashtags, then shared people, then whatever is open. Never by how popular anything is.</summary>
public sealed class RelatedCalls(DataStore store, AllCalls calls, TimeProvider clock)
{
    private const int Most = 4;

    /// <summary>Newest calls that are looked at for shared people; each costs a question to the store now and then.</summary>
    private const int MostCompared = 30;

    /// <summary>Rows of the smaller call that are compared while a page waits: some milliseconds.</summary>
    private const int AtOnce = 2_000;

    /// <summary>UTC ms for which a comparison is kept. It is about crowds, which do not turn in minutes.</summary>
    private const long Fresh = 600_000;

    private readonly ConcurrentDictionary<(long Less, long More), Compared> compared = new();

    public IReadOnlyList<Related> Of(Call call)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var found = new Dictionary<long, Related>();
        foreach (var slug in call.LeadsTo) Add(calls.Find(slug) is { } chosen ? new Related(chosen, RelatedBy.Caller) : null);
        var tags = call.Hashtags.ToDictionary(Hashtags.Fold, static tag => tag);
        foreach (var other in calls.All) Add(Shared(other) is { } tag ? new Related(other, RelatedBy.Tag, tag) : null);
        if (found.Count < Most)
        {
            foreach (var other in calls.All.Where(Fits).Take(MostCompared)) Add(InBoth(call, other, now) is var people and >= Cell.Least ? new Related(other, RelatedBy.People, People: people) : null);
        }

        foreach (var other in calls.All) Add(other.Counts(now) ? new Related(other, RelatedBy.Open) : null);
        return [.. found.Values];

        bool Fits(Call other) => other.Id != call.Id && !other.Hidden && !found.ContainsKey(other.Id);
        string? Shared(Call other) => other.Hashtags.Select(tag => tags.GetValueOrDefault(Hashtags.Fold(tag))).FirstOrDefault(static tag => tag is not null);
        void Add(Related? related)
        {
            if (related is not null && found.Count < Most && Fits(related.Call)) found.Add(related.Call.Id, related);
        }
    }

    /// <summary>
    /// How many people answered both, rounded down to tens, so that nobody can be found by watching it change; 0 where they are fewer than ten or not counted yet.
    /// </summary>
    private long InBoth(Call one, Call other, long now)
    {
        var pair = one.Id < other.Id ? (one.Id, other.Id) : (other.Id, one.Id);
        var entry = compared.GetOrAdd(pair, static _ => new Compared());
        lock (entry)
        {
            if (now < entry.Until || entry.Counting) return entry.People;
            if (Small(one.Id)) return entry.Keep(Count(one.Id, other.Id), now + Fresh);
            if (Small(other.Id)) return entry.Keep(Count(other.Id, one.Id), now + Fresh);

            entry.Counting = true;
        }

        _ = Task.Run(() =>
        {
            try
            {
                entry.Keep(Count(one.Id, other.Id), now + Fresh);
            }
            finally
            {
                entry.Counting = false;
            }
        });
        return entry.People;
    }

    private bool Small(long call) => !store.Read(sql => sql.Any("SELECT person FROM evidence WHERE call = $1 LIMIT 1 OFFSET $2", call, AtOnce));

    private long Count(long few, long many) => store.Read(sql => sql.Number(
        """
        SELECT count(*) FROM (SELECT DISTINCT e.person FROM evidence e WHERE e.call = $1 AND e.ring = 1
        AND EXISTS (SELECT 1 FROM evidence o WHERE o.call = $2 AND o.person = e.person AND o.ring = 1)) AS shared_people
        """,
        few,
        many) ?? 0) / Cell.Least * Cell.Least;

    private sealed class Compared
    {
        public volatile bool Counting;
        public long People;
        public long Until;

        public long Keep(long people, long until)
        {
            Until = until;
            return People = people;
        }
    }
}
