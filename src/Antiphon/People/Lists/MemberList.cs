using Antiphon.Live;
using Antiphon.Store;

namespace Antiphon.People.Lists;

/// <summary>Which replies to others a list shows. Stored by number: never renumber.</summary>
public enum ListReplies : byte
{
    /// <summary>To whomever the list's owner follows.</summary>
    Followed = 0,

    /// <summary>To members of the list.</summary>
    List = 1,
    None = 2,
}

/// <summary>A list of people whose posts a member reads apart.</summary>
/// <param name="Account">Whose list it is; nobody else knows of it.</param>
/// <param name="Exclusive">Its members' posts leave the owner's home timeline.</param>
public sealed record MemberList(long Id, long Account, string Title, ListReplies Replies, bool Exclusive)
{
    public const string Columns = "id, account, title, replies, exclusive";

    public static MemberList Read(Row row) => new(row.Long(0), row.Long(1), row.Text(2), (ListReplies)row.Int(3), row.Bool(4));
}

/// <summary>A list, with who is on it: what decides which posts are in its timeline.</summary>
public sealed record ListWithMembers(MemberList List, IReadOnlySet<long> Members);

/// <summary>A list, or who is on it, has changed.</summary>
/// <param name="Gone">There is no such list any more.</param>
public sealed record ListChanged(long Account, long List, bool Gone = false) : Happening;

/// <summary>What a member wants at home has changed: followed tags, lists, domains.</summary>
public sealed record WantsChanged(long Account) : Happening;
