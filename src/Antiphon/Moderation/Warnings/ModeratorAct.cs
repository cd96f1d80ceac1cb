using Antiphon.Moderation.Reports;
using Antiphon.Store;

namespace Antiphon.Moderation.Warnings;

/// <summary>What a moderator does to an account. Stored by number: never renumber.</summary>
public enum ModeratorAct : byte
{
    /// <summary>Only says something.</summary>
    Warn = 0,

    /// <summary>A member cannot sign in; what they wrote stays.</summary>
    Freeze = 1,

    /// <summary>Covers the pictures of some posts.</summary>
    CoverPosts = 2,
    DeletePosts = 3,

    /// <summary>Covers all pictures of the account, now and from now on.</summary>
    Sensitive = 4,
    Limit = 5,
    Suspend = 6,
}

/// <summary>Where a person's answer to a warning stands. Stored by number: never renumber.</summary>
public enum AppealState : byte
{
    None = 0,
    Waits = 1,
    Granted = 2,
    Refused = 3,
}

/// <summary>What was done to a person's account and what they were told.</summary>
/// <param name="By">The moderator, whom the person is not told.</param>
/// <param name="Posts">Which posts it is about.</param>
/// <param name="Created">UTC ms.</param>
/// <param name="Appeal">What the person answered; null while they have not.</param>
/// <param name="Appealed">UTC ms.</param>
public sealed record Warning(
    long Id, long Account, long By, long? Report, ModeratorAct Act, string Text, IReadOnlyList<long> Posts, long Created, string? Appeal, AppealState AppealState, long? Appealed)
{
    internal const string Columns = "id, account, by_account, report, action, text, posts, created, appeal, appeal_state, appealed";

    internal static Warning Read(Row row) => new(
        row.Long(0), row.Long(1), row.Long(2), row.LongOrNull(3), (ModeratorAct)row.Int(4), row.Text(5), [.. Reports.Report.Numbers(row.Text(6))], row.Long(7), row.TextOrNull(8),
        (AppealState)row.Int(9), row.LongOrNull(10));
}
