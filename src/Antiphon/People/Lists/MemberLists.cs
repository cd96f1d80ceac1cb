using Antiphon.Live;
using Antiphon.Store;

namespace Antiphon.People.Lists;

/// <summary>Members' lists. The owner is in every question: another's list is the same as none.</summary>
public sealed class MemberLists
{
    private const int MostKept = 20_000;

    private readonly DataStore store;
    private readonly Remembered<long, ListWithMembers> kept = new(MostKept);

    public MemberLists(DataStore store, Happenings happenings)
    {
        this.store = store;
        happenings.Listen(happening =>
        {
            if (happening is ListChanged changed) kept.Drop(changed.List);
        });
    }

    /// <summary>In the order in which they were made.</summary>
    public IReadOnlyList<MemberList> Of(long account) =>
        store.Read(sql => sql.Rows($"SELECT {MemberList.Columns} FROM lists WHERE account = $1 ORDER BY id", MemberList.Read, account));

    /// <summary>Those of a member's lists that somebody is on.</summary>
    public IReadOnlyList<MemberList> With(long account, long member) => store.Read(sql => sql.Rows(
        $"SELECT {MemberList.Columns} FROM lists l WHERE l.account = $1 AND EXISTS (SELECT 1 FROM list_members m WHERE m.list = l.id AND m.member = $2) ORDER BY l.id",
        MemberList.Read, account, member));

    /// <summary>From memory, for timelines and streams.</summary>
    public ListWithMembers? Find(long account, long list) => kept.Get(list, Load) is { } found && found.List.Account == account ? found : null;

    internal static MemberList? Find(Sql sql, long account, long list) =>
        sql.First($"SELECT {MemberList.Columns} FROM lists WHERE id = $2 AND account = $1", MemberList.Read, account, list);

    private ListWithMembers? Load(long list) => store.Read(sql =>
        sql.First($"SELECT {MemberList.Columns} FROM lists WHERE id = $1", MemberList.Read, list) is { } found
            ? new ListWithMembers(found, sql.Rows("SELECT member FROM list_members WHERE list = $1", static row => row.Long(0), list).ToHashSet())
            : null);
}
