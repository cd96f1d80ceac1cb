using Antiphon.People;
using Antiphon.People.Authority;
using Antiphon.Posts.Text;
using Antiphon.Store;

namespace Antiphon.Calls;

/// <summary>Enters a figure that somebody else published, with its source, or takes one off again, on record; by the caller and by moderators.</summary>
public sealed class EnterClaim(DataStore store, AllCalls calls)
{
    public const int LongestName = 200;
    public const int LongestNote = 500;

    /// <summary>Nothing that people did on any network was ever more; a larger number is a slip of the keys.</summary>
    public const long Largest = 1_000_000_000_000;

    private const int Most = 50;

    public async Task<Outcome<Done>> Enter(Account by, Role role, string slug, ClaimDraft draft)
    {
        if (calls.Find(slug) is not { } call || !call.TendedBy(by, role)) return Refusal.NotFound;
        var (saidBy, url, note) = (draft.SaidBy.Trim(), draft.Url.Trim(), draft.Note.Trim());
        if (draft.Value is < 0 or > Largest) return Refusal.Invalid("value", "Enter the figure as a whole number, as it was published.");
        if (saidBy.Length is 0 or > LongestName) return Refusal.Invalid("said_by", $"Say who published it, in {LongestName} characters at most.");
        if (!SafeUrl.TryHttp(url, out _)) return Refusal.Invalid("url", "Say where it was published: an address that begins with http:// or https://.");
        if (note.Length > LongestNote) return Refusal.Invalid("note", $"A note has {LongestNote} characters at most.");
        if (draft.Since is { } since && draft.Until is { } until && until < since) return Refusal.Invalid("until", "It cannot end before it begins.");
        return await store.TryWrite<Done>(tx =>
        {
            if (tx.Number("SELECT count(*) FROM claims WHERE call = $1 AND file IS NULL", call.Id) >= Most) return Refusal.Invalid(string.Empty, $"A call has {Most} such figures at most.");
            tx.Run(
                "INSERT INTO claims (id, call, network, what, value, since, until, said_by, url, note, by_account, created) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
                tx.NewId(), call.Id, (int)draft.Network, draft.What.ToString().ToLowerInvariant(), draft.Value, draft.Since, draft.Until, saidBy, url, note, by.Id, tx.Now);
            tx.Happened(new CallChanged(call.Id));
            return Done.Instance;
        }).ConfigureAwait(false);
    }

    /// <param name="why">Shown on the call's page beside what was there.</param>
    public async Task<Outcome<Done>> TakeOff(Account by, Role role, string slug, long claim, string why)
    {
        if (calls.Find(slug) is not { } call || !call.TendedBy(by, role)) return Refusal.NotFound;
        why = why.Trim();
        if (why.Length is 0 or > LongestNote) return Refusal.Invalid("why", $"Say why, in {LongestNote} characters at most. It is shown on the call's page.");
        return await store.TryWrite<Done>(tx =>
        {
            if (tx.Run("UPDATE claims SET removed = $1, removed_note = $2 WHERE id = $3 AND call = $4 AND removed IS NULL", tx.Now, why, claim, call.Id) == 0) return Refusal.NotFound;
            ModerationLog.Add(tx, by.Id, "claim.take-off", why, call: call.Id);
            tx.Happened(new CallChanged(call.Id));
            return Done.Instance;
        }).ConfigureAwait(false);
    }
}
