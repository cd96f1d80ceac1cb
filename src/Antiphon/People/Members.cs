using Antiphon.Store;

namespace Antiphon.People;

/// <summary>What only local accounts have, as administrators and the member's own settings page see it.</summary>
/// <param name="Created">UTC ms.</param>
/// <param name="Seen">UTC ms of the last use of a session, to the day; null where there is none.</param>
public sealed record Member(
    Account Account, Role Role, string? Email, bool EmailConfirmed, bool SecondFactor, int Passkeys, string? Reason, long Created, long? Seen, Preferences Preferences);

/// <summary>What a member's apps start from when they write a post.</summary>
/// <param name="Visibility">As in <c>posts.visibility</c>.</param>
public sealed record Preferences(int Visibility, bool Sensitive, string? Language);

/// <summary>The members of this server.</summary>
public sealed class Members
{
    public Member? Find(long account) => throw new NotImplementedException();

    /// <summary>Newest first; pages by account id.</summary>
    /// <param name="state">Only those in this state.</param>
    /// <param name="named">Only names that begin so.</param>
    public IReadOnlyList<Member> Page(Paging page, AccountState? state = null, string? named = null) => throw new NotImplementedException();

    /// <summary>Members that are active or limited, counted from the rows at most once a minute.</summary>
    public int Count() => throw new NotImplementedException();
}
