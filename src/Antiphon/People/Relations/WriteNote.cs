using Antiphon.Store;

namespace Antiphon.People.Relations;

/// <summary>What a member notes about somebody, for their own eyes.</summary>
public sealed class WriteNote(DataStore store)
{
    /// <summary>As in Mastodon.</summary>
    public const int MaxText = 2_000;

    /// <param name="text">Empty takes the note away.</param>
    public Task<Outcome<Relationship>> Run(long account, long target, string text) => store.TryWrite(tx =>
    {
        if (text.Length > MaxText) return Refusal.Invalid("comment", $"A note has {MaxText} characters at most.");
        if (!Follows.Shown(tx, target)) return Refusal.NotFound;
        if (string.IsNullOrWhiteSpace(text)) tx.Run("DELETE FROM private_notes WHERE account = $1 AND target = $2", account, target);
        else tx.Run("INSERT INTO private_notes (account, target, text, id) VALUES ($1, $2, $3, $4) ON CONFLICT (account, target) DO UPDATE SET text = $3", account, target, text, tx.NewId());
        return Relationships.To(tx, account, target);
    });
}
