using Antiphon.People;
using Antiphon.People.Authority;
using Antiphon.Store;

namespace Antiphon.Moderation.Warnings;

/// <summary>A person answers a warning, once and within the time that Mastodon gives too; a moderator grants or refuses it. Granting takes back what still holds of the act.</summary>
public sealed class Appeal(DataStore store)
{
    public const int MaxText = 2_000;

    public static readonly TimeSpan Window = TimeSpan.FromDays(20);

    public Task<Outcome<Warning>> Ask(long account, long id, string text) => store.TryWrite<Warning>(tx =>
    {
        text = text.ReplaceLineEndings("\n").Trim();
        if (text.Length is 0 or > MaxText) return Refusal.Invalid("text", $"Say in at most {MaxText} characters why this was not right.");
        if (Warnings.Find(tx, id) is not { } warning || warning.Account != account) return Refusal.NotFound;
        if (warning.AppealState != AppealState.None) return Refusal.Conflict("text", "You have answered this already.");
        if (tx.Now - warning.Created > (long)Window.TotalMilliseconds) return Refusal.Forbidden("The time to answer this is over.");
        tx.Run("UPDATE warnings SET appeal = $3, appeal_state = 1, appealed = $4 WHERE id = $1 AND account = $2", id, account, text, tx.Now);
        return Warnings.Find(tx, id)!;
    });

    public Task<Outcome<Warning>> Decide(long by, long id, bool grant, string note) => store.TryWrite<Warning>(tx =>
    {
        if (ModerationLog.Fault(note) is { } tooLong) return tooLong;
        if (!Rank.AtLeast(tx, by, Role.Moderator)) return Rank.NotAllowed;
        if (Warnings.Find(tx, id) is not { } warning) return Refusal.NotFound;
        if (Rank.Fault(tx, by, warning.Account, Role.Moderator) is { } refusal) return refusal;
        if (warning.AppealState != AppealState.Waits) return Refusal.Conflict("id", "Nothing waits to be decided here. Somebody else may have done so.");
        tx.Run("UPDATE warnings SET appeal_state = $3 WHERE id = $1 AND account = $2", id, warning.Account, (int)(grant ? AppealState.Granted : AppealState.Refused));
        ModerationLog.Add(tx, by, grant ? "grant appeal" : "refuse appeal", note, warning.Account);
        if (grant) TakeBack(tx, by, warning);
        return Warnings.Find(tx, id)!;
    });

    private static void TakeBack(Tx tx, long by, Warning warning)
    {
        var held = warning.Act switch { ModeratorAct.Limit => AccountState.Limited, ModeratorAct.Suspend => AccountState.Suspended, _ => AccountState.Active };
        if (held != AccountState.Active && Accounts.Find(tx, warning.Account)?.State == held) Standing.Change(tx, by, warning.Account, AccountState.Active, "restore account", string.Empty);
        if (warning.Act == ModeratorAct.Freeze) Restraints.Undo(tx, warning.Account, "frozen");
        if (warning.Act == ModeratorAct.Sensitive) Restraints.Undo(tx, warning.Account, "sensitive");
    }
}
