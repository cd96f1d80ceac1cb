using System.Globalization;
using Antiphon.Store;

namespace Antiphon.Moderation.Reports;

/// <summary>Why somebody reports. Stored by number: never renumber.</summary>
public enum ReportCategory : byte
{
    Other = 0,
    Spam = 1,

    /// <summary>It breaks the law.</summary>
    Legal = 2,

    /// <summary>It breaks rules of this server, which <see cref="Report.Rules"/> names.</summary>
    Violation = 3,
}

/// <summary>Somebody asks the moderators to look.</summary>
/// <param name="By">Null for somebody without an account here, or whose account is deleted.</param>
/// <param name="Rules">Numbers of the server's rules, from 1.</param>
/// <param name="Forward">Whether the person wished the account's own server told, too.</param>
/// <param name="Assigned">The moderator who looks after it.</param>
/// <param name="Resolved">UTC ms; null while it is open.</param>
/// <param name="Posts">Those that it points at; some may be deleted by now.</param>
public sealed record Report(
    long Id, long? By, long Target, ReportCategory Category, string Comment, IReadOnlyList<int> Rules, bool Forward, long? Assigned, long? Resolved, long? ResolvedBy, long Created, long Changed,
    IReadOnlyList<long> Posts)
{
    internal const string Columns = "id, by_account, target, category, comment, rules, forward, assigned, resolved, resolved_by, created, changed";

    internal static Report Read(Row row) => new(
        row.Long(0), row.LongOrNull(1), row.Long(2), (ReportCategory)row.Int(3), row.Text(4), [.. Numbers(row.Text(5)).Select(static n => (int)n)], row.Bool(6), row.LongOrNull(7), row.LongOrNull(8),
        row.LongOrNull(9), row.Long(10), row.Long(11), []);

    internal static IEnumerable<long> Numbers(string text) =>
        text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(static part => long.Parse(part, CultureInfo.InvariantCulture));
}

/// <summary>Which reports.</summary>
/// <param name="Resolved">Only those that are closed, or open; null for both.</param>
/// <param name="Local">Only about accounts of this server, or of others; null for both.</param>
/// <param name="NotAbout">None about this account: its own moderator's.</param>
public sealed record ReportFilter(bool? Resolved = false, long? Target = null, long? By = null, bool? Local = null, long? Assigned = null, long? NotAbout = null);
