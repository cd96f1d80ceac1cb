using Antiphon.Mail;
using Antiphon.Moderation.Reports;
using Antiphon.Notifications;
using Antiphon.People;
using Antiphon.People.Authority;
using Antiphon.People.Security;
using Antiphon.Posts;
using Antiphon.Settings;
using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.Moderation.Warnings;

/// <summary>An act as a moderator wishes it.</summary>
/// <param name="Text">What the person is told; may be empty.</param>
/// <param name="Report">The report that gives rise to it, if any; it is closed, and with anything but a warning every open report about the account.</param>
/// <param name="ByMail">Whether the person is written to as well, where there is an address and mail is configured.</param>
public sealed record ActDraft(long Account, ModeratorAct Act, string Text, long? Report = null, bool ByMail = true);

/// <summary>
/// A moderator acts on an account and the person is told: one unit for the act, the warning, the notification, the record and the reports that it settles. Nobody acts on an account of their own
/// rank or above.
/// </summary>
public sealed class ActOnAccount(DataStore store, MailSender mail, CurrentSettings settings)
{
    public const int MaxText = 2_000;

    public async Task<Outcome<Warning>> Run(long by, ActDraft draft)
    {
        var done = await store.TryWrite(tx => Run(tx, by, draft with { Text = draft.Text.ReplaceLineEndings("\n").Trim() })).ConfigureAwait(false);
        if (!done.Ok) return done.Refusal;
        if (draft.ByMail && done.Value.Email is { } to && mail.Configured)
        {
            var title = settings.Value.Title;
            var text = done.Value.Warning.Text.Length > 0 ? done.Value.Warning.Text : Sentence(draft.Act);
            await mail.Send(new Letter(to, $"{title}: about your account", $"{Sentence(draft.Act)}\n\n{text}\n")).ConfigureAwait(false);
        }

        return done.Value.Warning;
    }

    private static Outcome<(Warning Warning, string? Email)> Run(Tx tx, long by, ActDraft draft)
    {
        if (!Enum.IsDefined(draft.Act)) return Refusal.Invalid("type", "There is no such act.");
        if (draft.Text.Length > MaxText) return Refusal.Invalid("text", $"The text has {MaxText} characters at most.");
        if (!Rank.AtLeast(tx, by, Role.Moderator)) return Rank.NotAllowed;
        if (Accounts.Find(tx, draft.Account) is not { State: not (AccountState.Deleted or AccountState.Waiting or AccountState.Archived) }) return Refusal.NotFound;
        if (Rank.Fault(tx, by, draft.Account, Role.Moderator) is { } refusal) return refusal;
        var report = draft.Report is { } id ? Reports.Reports.Find(tx, id) : null;
        if (draft.Report is not null && report?.Target != draft.Account) return Refusal.Invalid("report_id", "There is no such report about this account.");
        if (Act(tx, by, draft, report) is { } no) return no;
        Settle(tx, by, draft, report);
        var warning = new Warning(tx.NewId(), draft.Account, by, report?.Id, draft.Act, draft.Text, report?.Posts ?? [], tx.Now, null, AppealState.None, null);
        tx.Run(
            "INSERT INTO warnings (id, account, by_account, report, action, text, posts, created) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            warning.Id, warning.Account, by, warning.Report, (int)warning.Act, warning.Text, string.Join(',', warning.Posts), warning.Created);
        Notify.FromServer(tx, draft.Account, NotificationKind.Warning, draft.Account, warning.Id);
        return (warning, tx.First("SELECT email FROM users WHERE account = $1", static row => row.TextOrNull(0), draft.Account));
    }

    private static Refusal? Act(Tx tx, long by, ActDraft draft, Report? report)
    {
        var account = draft.Account;

        // The line on record holds the beginning of what the person was told; all of it stands in the warning.
        var note = draft.Text.Length > ModerationLog.MaxNote ? draft.Text[..ModerationLog.MaxNote] : draft.Text;
        switch (draft.Act)
        {
            case ModeratorAct.Limit:
                return Standing.Change(tx, by, account, AccountState.Limited, "limit account", note).Refusal;
            case ModeratorAct.Suspend:
                var suspended = Standing.Change(tx, by, account, AccountState.Suspended, "suspend account", note);
                if (suspended.Ok) EndEverything.Within(tx, account);
                return suspended.Refusal;
            case ModeratorAct.Freeze when !tx.Any("SELECT 1 FROM users WHERE account = $1", account):
                return Refusal.Invalid("type", "Only members of this server sign in here.");
            case ModeratorAct.Freeze:
                Restraints.Freeze(tx, account);
                break;
            case ModeratorAct.Sensitive:
                Restraints.Cover(tx, account);
                break;
            case ModeratorAct.CoverPosts or ModeratorAct.DeletePosts when report is null or { Posts.Count: 0 }:
                return Refusal.Invalid("report_id", "Name a report that points at posts.");
            case ModeratorAct.DeletePosts:
                foreach (var card in Posts(tx, report, account)) DeletePost.Remove(tx, card, LeaveReason.Removed);
                break;
            case ModeratorAct.CoverPosts:
                foreach (var card in Posts(tx, report, account))
                {
                    tx.Run("UPDATE posts SET sensitive = 1 WHERE id = $1 AND author = $2", card.Id, account);
                    tx.Happened(new PostEdited(card with { Post = card.Post with { Sensitive = true } }));
                }

                break;
        }

        ModerationLog.Add(tx, by, Recorded(draft.Act), note, account);
        return null;
    }

    private static IEnumerable<PostCard> Posts(Tx tx, Report? report, long account) =>
        (report?.Posts ?? []).Select(post => PostShelf.Find(tx, post)).OfType<PostCard>().Where(card => card.Post.Author == account).ToList();

    private static void Settle(Tx tx, long by, ActDraft draft, Report? report)
    {
        if (report is not null) TendReport.Close(tx, report, by);
        if (draft.Act != ModeratorAct.Warn)
            tx.Run("UPDATE reports SET resolved = $2, resolved_by = $3, changed = $2 WHERE target = $1 AND resolved IS NULL", draft.Account, tx.Now, by);
    }

    private static string Recorded(ModeratorAct act) => act switch
    {
        ModeratorAct.Freeze => "stop sign-in",
        ModeratorAct.CoverPosts => "cover pictures of posts",
        ModeratorAct.DeletePosts => "delete posts",
        ModeratorAct.Sensitive => "cover pictures",
        _ => "warn",
    };

    private static string Sentence(ModeratorAct act) => act switch
    {
        ModeratorAct.Freeze => "You cannot sign in to your account any more.",
        ModeratorAct.CoverPosts => "The pictures of some of your posts are covered now.",
        ModeratorAct.DeletePosts => "Some of your posts were deleted by the moderators.",
        ModeratorAct.Sensitive => "The pictures of your posts are covered from now on.",
        ModeratorAct.Limit => "Your account is limited: only those who follow you see your posts.",
        ModeratorAct.Suspend => "Your account is suspended.",
        _ => "The moderators have something to tell you.",
    };
}
