using Antiphon.People;
using Antiphon.People.Authority;
using Antiphon.Store;

namespace Antiphon.Announcements;

/// <summary>What is to be told.</summary>
/// <param name="Starts">UTC ms.</param>
/// <param name="Ends">UTC ms.</param>
public sealed record AnnouncementDraft(string Text, long? Starts = null, long? Ends = null, bool AllDay = false);

/// <summary>Tells all members something, changes it, or takes it back, on record.</summary>
public sealed class Announce(DataStore store)
{
    public const int MaxText = 5_000;

    private const int Most = 100;

    /// <param name="by">An administrator's account, or 0 for the command line.</param>
    /// <param name="id">The one that is changed; null for a new one.</param>
    public Task<Outcome<Announcement>> Run(long by, AnnouncementDraft draft, long? id = null) => store.TryWrite<Announcement>(tx =>
    {
        if (!Rank.AtLeast(tx, by, Role.Administrator)) return Rank.NotAllowed;
        var text = draft.Text.ReplaceLineEndings("\n").Trim();
        if (text.Length is 0 or > MaxText) return Refusal.Invalid("text", $"An announcement has 1 to {MaxText} characters.");
        if (draft.Ends < draft.Starts) return Refusal.Invalid("ends_at", "It ends before it begins.");
        if (id is null && tx.Number("SELECT count(*) FROM announcements") >= Most) return Refusal.Conflict("text", $"There are {Most} announcements already. Withdraw one first.");
        var number = id ?? tx.NewId();
        var changed = id is null
            ? tx.Run(
                $"INSERT INTO announcements ({Announcement.Columns}) VALUES ($1, $2, $3, $4, $5, $6, $6)", number, text, draft.Starts, draft.Ends, draft.AllDay, tx.Now)
            : tx.Run(
                "UPDATE announcements SET text = $2, starts = $3, ends = $4, all_day = $5, changed = $6 WHERE id = $1", number, text, draft.Starts, draft.Ends, draft.AllDay, tx.Now);
        if (changed == 0) return Refusal.NotFound;
        ModerationLog.Add(tx, by, id is null ? "announce" : "change announcement", string.Empty);
        var made = tx.First($"SELECT {Announcement.Columns} FROM announcements WHERE id = $1", Announcement.Read, number)!;
        tx.Happened(new Announced(made));
        return made;
    });

    /// <summary>Takes it back, with all reactions.</summary>
    public Task<Outcome<Done>> Withdraw(long by, long id) => store.TryWrite<Done>(tx =>
    {
        if (!Rank.AtLeast(tx, by, Role.Administrator)) return Rank.NotAllowed;
        if (tx.Run("DELETE FROM announcements WHERE id = $1", id) == 0) return Refusal.NotFound;
        tx.Run("DELETE FROM announcements_read WHERE announcement = $1", id);
        tx.Run("DELETE FROM announcement_reactions WHERE announcement = $1", id);
        ModerationLog.Add(tx, by, "withdraw announcement", string.Empty);
        tx.Happened(new AnnouncementWithdrawn(id));
        return Done.Instance;
    });
}
