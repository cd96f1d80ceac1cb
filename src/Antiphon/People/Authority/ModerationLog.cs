using Antiphon.Store;

namespace Antiphon.People.Authority;

/// <summary>One thing that a moderator or administrator did.</summary>
/// <param name="By">The account; 0 for the command line.</param>
/// <param name="Action">In words of the domain, such as "suspend account".</param>
/// <param name="Created">UTC ms.</param>
public sealed record ModerationLine(long Id, long By, string Action, long? Account, long? Post, long? Call, string Note, long Created);

/// <summary>What moderators and administrators did, and why. Never deleted.</summary>
public sealed class ModerationLog
{
    public IReadOnlyList<ModerationLine> Page(Paging page) => throw new NotImplementedException();

    /// <summary>Within the unit that does it.</summary>
    public static void Add(Tx tx, long by, string action, string note, long? account = null, long? post = null, long? call = null) => throw new NotImplementedException();
}
