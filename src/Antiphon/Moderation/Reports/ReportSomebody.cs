using Antiphon.Notifications;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Settings;
using Antiphon.Store;

namespace Antiphon.Moderation.Reports;

/// <summary>What is reported, as it was typed.</summary>
/// <param name="Posts">Of the account; those that are not its, or that the person cannot read, are passed over.</param>
/// <param name="Rules">Numbers of the server's rules, from 1; those that there are not are passed over.</param>
public sealed record ReportDraft(
    long Target, IReadOnlyList<long> Posts, ReportCategory? Category = null, IReadOnlyList<long>? Rules = null, string? Comment = null, bool Forward = false);

/// <summary>Asks the moderators to look at an account and some of its posts. The account is not told.</summary>
public sealed class ReportSomebody(DataStore store, Accounts accounts, PostShelf shelf, CurrentSettings settings)
{
    /// <summary>As in Mastodon.</summary>
    public const int MaxComment = 1_000;

    /// <summary>Posts that one report points at.</summary>
    public const int MostPosts = 100;

    /// <summary>Reports of one member that are open at once; and about one account those of all who have none here. Each is told to every moderator.</summary>
    public const int MostOpen = 100;

    private static readonly Refusal Enough = Refusal.Forbidden("So many of these reports wait for the moderators already that this one would not be read sooner. Try again when they have looked.");

    /// <param name="viewer">Who reports; <see cref="Viewer.Nobody"/> for somebody without an account, of whom nothing is kept.</param>
    public async Task<Outcome<Report>> Run(Viewer viewer, ReportDraft draft)
    {
        if (accounts.Find(draft.Target) is not { Shown: true } target) return Refusal.NotFound;
        var comment = (draft.Comment ?? string.Empty).ReplaceLineEndings("\n").Trim();
        if (comment.Length > MaxComment) return Refusal.Invalid("comment", $"A comment has {MaxComment} characters at most.");
        if (draft.Category is { } odd && !Enum.IsDefined(odd)) return Refusal.Invalid("category", "The category is spam, legal, violation or other.");
        var known = settings.Value.Rules.Count;
        int[] rules = [.. (draft.Rules ?? []).Where(rule => rule >= 1 && rule <= known).Select(static rule => (int)rule).Distinct().Order()];
        var category = draft.Category ?? (rules.Length > 0 ? ReportCategory.Violation : ReportCategory.Other);
        if (category == ReportCategory.Violation && known == 0) return Refusal.Invalid("rule_ids", "This server has written down no rules. Choose spam, legal or other.");
        if (category == ReportCategory.Violation && rules.Length == 0) return Refusal.Invalid("rule_ids", "Say which of the rules is broken.");
        if (category != ReportCategory.Violation) rules = [];
        long[] posts = [.. draft.Posts.Distinct().Take(MostPosts).Where(post => shelf.Find(post, viewer) is { } card && card.Post.Author == target.Id)];
        return await store.TryWrite(tx => Insert(
            tx, new Report(tx.NewId(), viewer.SignedIn ? viewer.Id : null, target.Id, category, comment, rules, draft.Forward && !target.Local, null, null, null, tx.Now, tx.Now, posts)))
            .ConfigureAwait(false);
    }

    private static Outcome<Report> Insert(Tx tx, Report report)
    {
        var open = report.By is { } by
            ? tx.Number("SELECT count(*) FROM reports WHERE by_account = $1 AND resolved IS NULL", by)
            : tx.Number("SELECT count(*) FROM reports WHERE target = $1 AND by_account IS NULL AND resolved IS NULL", report.Target);
        if (open >= MostOpen) return Enough;
        tx.Run(
            $"INSERT INTO reports ({Report.Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, NULL, NULL, $8, $8)",
            report.Id, report.By, report.Target, (int)report.Category, report.Comment, string.Join(',', report.Rules), report.Forward, report.Created);
        foreach (var post in report.Posts) tx.Run("INSERT INTO report_posts (report, post) VALUES ($1, $2)", report.Id, post);
        foreach (var moderator in tx.Rows("SELECT account FROM users WHERE role > 0 AND account <> $1 ORDER BY account", static row => row.Long(0), report.Target))
            Notify.FromServer(tx, moderator, NotificationKind.Report, report.By ?? report.Target, report.Id);
        return report;
    }
}
