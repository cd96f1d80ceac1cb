using Antiphon.Store;

namespace Antiphon.People.Relations;

/// <summary>Whom of one's own follows follow somebody as well: a reason to trust them.</summary>
public sealed class FamiliarFollowers(DataStore store, Accounts accounts)
{
    /// <summary>One entry for each target that exists, in their order; nobody who hides whom they follow, and nothing of who hides their followers.</summary>
    public IReadOnlyList<(long Target, IReadOnlyList<Account> Followers)> Of(Viewer viewer, IReadOnlyList<long> targets)
    {
        long[] ids = [.. targets.Distinct()];
        var known = accounts.Load(ids);
        var pairs = store.Read(sql => sql.Rows(
            $"SELECT followee, follower FROM follows WHERE state = 1 AND follower {sql.Among(1)} AND followee {sql.Among(2)} ORDER BY id DESC",
            static row => (Target: row.Long(0), Follower: row.Long(1)), viewer.Follows.ToArray(), ids)).ToLookup(static pair => pair.Target, static pair => pair.Follower);
        var people = accounts.Load(pairs.SelectMany(static one => one));
        return
        [
            .. ids.Where(known.ContainsKey).Select(id => (
                id,
                (IReadOnlyList<Account>)(known[id] is { Shown: true, HideNetwork: false } && !viewer.BlockedBy(id)
                    ? [.. pairs[id].Where(people.ContainsKey).Select(one => people[one]).Where(one => one is { Shown: true, HideNetwork: false } && !viewer.Apart(one.Id))]
                    : []))),
        ];
    }
}
