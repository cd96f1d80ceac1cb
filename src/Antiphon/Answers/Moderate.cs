using Antiphon.Answers.Recognition;
using Antiphon.Calls;
using Antiphon.Intake;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.Answers;

/// <summary>A moderator's move, as the call's page shows it: who, when and why; never silently.</summary>
/// <param name="To">The ring it was moved to; null where it was removed.</param>
public sealed record Move(long Sequence, long At, long By, string Note, long Source, Ring From, Ring? To);

/// <summary>How many posts were moved from one ring to another, or out.</summary>
/// <param name="To">Null where they were removed.</param>
public sealed record Moved(Ring From, Ring? To, long Posts);

/// <summary>Moves a post from one ring to another or takes it out, on record.</summary>
public sealed class Moderate(DataStore store, AllCalls calls, ArchivedPeople people)
{
    private const int LongestNote = 500;

    /// <param name="to">The ring where it belongs; null takes it out of the count.</param>
    /// <param name="note">Why, in words that may be read by everybody.</param>
    public async Task<Outcome<Done>> Move(Account moderator, Role role, string slug, long person, long source, Ring? to, string note)
    {
        if (role < Role.Moderator) return Refusal.Forbidden("Only moderators can do this.");
        if (calls.Find(slug) is not { } call) return Refusal.NotFound;
        if (to == Ring.None) return Refusal.Invalid("ring", "Choose answered, joined, amplified, or remove.");
        note = note.Trim();
        if (note.Length is 0 or > LongestNote) return Refusal.Invalid("note", $"Say why, in at most {LongestNote} characters. It is shown on the call's page.");
        if (person == Ledger.Nobody && to is not null) return Refusal.Invalid("ring", "Nobody knows who published this, so it can put nobody in a ring. It can only be taken out.");
        using var archived = people.Use(store);
        var moved = await store.TryWrite(tx => Change(tx, call, moderator, person, source, to, note)).ConfigureAwait(false);
        if (!moved.Ok) return moved;
        await new AmplifiersDue(store, call, people).Run().ConfigureAwait(false);
        await new AmplifiersOfTheGone(store, call).Run().ConfigureAwait(false);
        return moved;
    }

    /// <summary>Every move in a call, newest first.</summary>
    public IReadOnlyList<Move> Moves(Call call, int most = 100) => store.Read(sql => sql.Rows(
        """
        SELECT l.seq, l.recorded, l.by_account, l.note, l.source, l.ring, (SELECT n.ring FROM ledger n WHERE n.seq = l.seq + 1 AND n.by_account = l.by_account AND n.source = l.source AND n.closes = 0)
        FROM ledger l WHERE l.call = $1 AND l.by_account IS NOT NULL AND l.closes <> 0 ORDER BY l.seq DESC LIMIT $2
        """,
        static row => new Move(row.Long(0), row.Long(1), row.Long(2), row.Text(3), row.Long(4), (Ring)row.Int(5), (Ring?)row.IntOrNull(6)),
        call.Id,
        most));

    /// <summary>All moves in a call, added up by whence and whither.</summary>
    public IReadOnlyList<Moved> Totals(Call call) => [.. store.Read(sql => sql.Rows(
        """
        SELECT whence, whither, count(*) FROM (
            SELECT l.ring AS whence, COALESCE((SELECT n.ring FROM ledger n WHERE n.seq = l.seq + 1 AND n.by_account = l.by_account AND n.source = l.source AND n.closes = 0), 0) AS whither
            FROM ledger l WHERE l.call = $1 AND l.by_account IS NOT NULL AND l.closes <> 0) AS moves
        GROUP BY whence, whither ORDER BY whence, whither
        """,
        static row => new Moved((Ring)row.Int(0), row.Int(1) is var to and not 0 ? (Ring)to : null, row.Long(2)),
        call.Id))];

    private Outcome<Done> Change(Tx tx, Call call, Account moderator, long person, long source, Ring? to, string note)
    {
        var standing = Ledger.Of(tx, call.Id, person, source);
        if (standing.Count == 0) return Refusal.NotFound;
        if (standing.TrueForAll(s => s.Evidence.Ring == to)) return Refusal.Conflict("ring", "It stands there already.");
        var by = new ByModerator(moderator.Id, note);
        var network = standing[0].Evidence.Network;
        foreach (var old in standing)
        {
            Ledger.Leave(tx, call.Id, old, to is null ? LeaveReason.Removed : LeaveReason.Moved, by, forGood: to is null);
            if (to is { } ring) Ledger.Enter(tx, call.Id, source, old.Evidence with { Ring = ring, Story = old.Evidence.Story && ring == Ring.Answered }, Why.Moved, by);
        }

        if (PostShelf.Find(tx, source) is { } card)
        {
            if (to == Ring.Answered) Amplifying.AllEntered(tx, call.Id, card.Post);
            else Amplifying.AllLeft(tx, call.Id, card.Post);
        }
        else if (source != Press.Button)
        {
            new Settling(tx, call, people, null, new Taken()).Moved(network, source, to);
        }

        tx.Run(
            "INSERT INTO moderation (id, by_account, action, target_account, target_post, target_call, note, created) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            tx.NewId(), moderator.Id, to is null ? "answer.remove" : "answer.move", person, source == Press.Button ? Value.Null : source, call.Id, note, tx.Now);
        return Done.Instance;
    }
}
