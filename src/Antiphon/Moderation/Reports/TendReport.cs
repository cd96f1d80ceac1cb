using Antiphon.People;
using Antiphon.People.Authority;
using Antiphon.Store;

namespace Antiphon.Moderation.Reports;

/// <summary>What moderators do with a report itself, on record.</summary>
public sealed class TendReport(DataStore store)
{
    public Task<Outcome<Report>> Assign(long by, long id) => Change(
        by, id, "take report", static (tx, report, by) => tx.Run("UPDATE reports SET assigned = $2, changed = $3 WHERE id = $1", report.Id, by, tx.Now), static (report, by) => report.Assigned == by);

    public Task<Outcome<Report>> Unassign(long by, long id) => Change(
        by, id, "give report back", static (tx, report, _) => tx.Run("UPDATE reports SET assigned = NULL, changed = $2 WHERE id = $1", report.Id, tx.Now), static (report, _) => report.Assigned is null);

    public Task<Outcome<Report>> Resolve(long by, long id) => Change(by, id, "close report", Close, static (report, _) => report.Resolved is not null);

    public Task<Outcome<Report>> Reopen(long by, long id) => Change(
        by, id, "open report again", static (tx, report, _) => tx.Run("UPDATE reports SET resolved = NULL, resolved_by = NULL, changed = $2 WHERE id = $1", report.Id, tx.Now),
        static (report, _) => report.Resolved is null);

    /// <summary>Puts right what sort of report it is.</summary>
    public Task<Outcome<Report>> Sort(long by, long id, ReportCategory category, IReadOnlyList<int> rules) => Change(
        by, id, "sort report",
        (tx, report, _) => tx.Run(
            "UPDATE reports SET category = $2, rules = $3, changed = $4 WHERE id = $1", report.Id, (int)category, category == ReportCategory.Violation ? string.Join(',', rules) : string.Empty, tx.Now),
        static (_, _) => false);

    internal static int Close(Tx tx, Report report, long by) =>
        tx.Run("UPDATE reports SET resolved = $2, resolved_by = $3, changed = $2 WHERE id = $1 AND resolved IS NULL", report.Id, tx.Now, by);

    private Task<Outcome<Report>> Change(long by, long id, string action, Func<Tx, Report, long, int> change, Func<Report, long, bool> already) => store.TryWrite<Report>(tx =>
    {
        if (!Rank.AtLeast(tx, by, Role.Moderator)) return Rank.NotAllowed;
        if (Reports.Find(tx, id) is not { } report) return Refusal.NotFound;

        // Who is reported does not decide about the report, whatever their role.
        if (report.Target == by) return Rank.NotAllowed;
        if (already(report, by)) return report;
        change(tx, report, by);
        ModerationLog.Add(tx, by, action, string.Empty, report.Target);
        return Reports.Find(tx, id)!;
    });
}
