using Antiphon.Store;

namespace Antiphon.People.Lists;

/// <summary>Puts people on a list and takes them off.</summary>
public sealed class ListMembership(DataStore store)
{
    /// <summary>All of them or none: each is followed, asked to be followed, or the owner.</summary>
    public Task<Outcome<Done>> Add(long account, long list, IReadOnlyList<long> members) => store.TryWrite<Done>(tx =>
    {
        if (MemberLists.Find(tx, account, list) is null) return Refusal.NotFound;
        foreach (var member in members.Distinct())
        {
            if (member != account && !tx.Any("SELECT 1 FROM follows WHERE follower = $1 AND followee = $2", account, member)) return Refusal.NotFound;
            if (tx.Run("INSERT INTO list_members (list, member, account, id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", list, member, account, tx.NewId()) == 0)
            {
                return Refusal.Conflict("account", "Validation failed: Account has already been taken");
            }
        }

        return Told(tx, account, list);
    });

    /// <summary>Who is not on it is passed over.</summary>
    public Task<Outcome<Done>> Remove(long account, long list, IReadOnlyList<long> members) => store.TryWrite<Done>(tx =>
    {
        if (MemberLists.Find(tx, account, list) is null) return Refusal.NotFound;
        tx.Run($"DELETE FROM list_members WHERE list = $2 AND account = $3 AND member {tx.Among(1)}", members.Distinct().ToArray(), list, account);
        return Told(tx, account, list);
    });

    /// <summary>Somebody is followed no more: they are on no list of this member's.</summary>
    internal static void End(Tx tx, long account, long member)
    {
        foreach (var list in tx.Rows("SELECT list FROM list_members WHERE account = $1 AND member = $2", static row => row.Long(0), account, member)) tx.Happened(new ListChanged(account, list));
        tx.Run("DELETE FROM list_members WHERE account = $1 AND member = $2", account, member);
    }

    private static Done Told(Tx tx, long account, long list)
    {
        tx.Happened(new ListChanged(account, list));
        tx.Happened(new WantsChanged(account));
        return Done.Instance;
    }
}
