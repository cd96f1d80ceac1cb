using Antiphon.Store;

namespace Antiphon.People.Authority;

/// <summary>One thing that a moderator or administrator did.</summary>
/// <param name="By">The account; 0 for the command line.</param>
/// <param name="Action">In words of the domain, such as "suspend account".</param>
/// <param name="Created">UTC ms.</param>
public sealed record ModerationLine(long Id, long By, string Action, long? Account, long? Post, long? Call, string Note, long Created);

/// <summary>What moderators and administrators did, and why. Never deleted.</summary>
public sealed class ModerationLog(DataStore store)
{
    public const int MaxNote = 1_000;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ModerationLine> Page(Paging page)
    {
        var rows = store.Read(sql => sql.Rows(
            "SELECT id, by_account, action, target_account, target_post, target_call, note, created FROM moderation WHERE id < $1 AND id > $2 ORDER BY id "
                + (page.Ascending ? "ASC" : "DESC") + " LIMIT $3",
            static row => new ModerationLine(
                row.Long(0), row.Long(1), row.Text(2), row.LongOrNull(3), row.LongOrNull(4), row.LongOrNull(5), row.Text(6), row.Long(7)),
            page.Below, page.Above, page.Limit));
        if (page.Ascending) rows.Reverse();
        return rows;
    }

    /// <summary>Within the unit that does it.</summary>
    public static void Add(Tx tx, long by, string action, string note, long? account = null, long? post = null, long? call = null) => tx.Run(
        "INSERT INTO moderation (id, by_account, action, target_account, target_post, target_call, note, created) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        tx.NewId(), by, action, account, post, call, note, tx.Now);

    /// <summary>Refuses a note that is too long.</summary>
    internal static Refusal? Fault(string note) => note.Length > MaxNote ? Refusal.Invalid("note", $"A note has {MaxNote} characters at most.") : null;
}
