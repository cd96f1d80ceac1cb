using Antiphon.Answers;
using Antiphon.Calls;
using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.Intake;

/// <summary>Something that is said to be gone at its origin, or to be there again.</summary>
/// <param name="Key">Of the post, or of the author.</param>
/// <param name="At">UTC ms; <see cref="long.MaxValue"/> where nothing says when: it holds whatever else is known.</param>
internal readonly record struct Absence(Network Network, bool ByAuthor, long Key, long At, bool Back);

/// <summary>
/// What later archives say is gone leaves what stands, in every call, and stays in "ever". It is noted as a fact first, so that a post that comes in after its own withdrawal is known for what it is.
/// </summary>
internal sealed class TakeOut(Tx tx, AllCalls calls, ArchivedPeople people, long? file, Taken sum)
{
    private readonly Dictionary<long, Settling> settling = [];

    public void Run(ReadOnlySpan<Absence> absences)
    {
        foreach (var absence in absences)
        {
            if (!Note(absence)) continue;
            if (absence.ByAuthor) Author(absence);
            else Post(absence);
        }
    }

    /// <returns>Whether that is news.</returns>
    private bool Note(Absence absence)
    {
        var said = absence.Back ? "back" : "gone";
        var changed = tx.Run(
            $"""
            INSERT INTO archived_gone (network, by_author, key, gone, back) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (network, by_author, key) DO UPDATE SET {said} = excluded.{said} WHERE archived_gone.{said} < excluded.{said}
            """,
            (long)absence.Network,
            absence.ByAuthor,
            absence.Key,
            absence.Back ? 0 : absence.At,
            absence.Back ? absence.At : 0);
        return changed > 0;
    }

    private void Post(Absence absence)
    {
        people.Note(tx, absence.Network, 0, gone: true);
        var found = tx.Rows("SELECT call FROM archived_posts WHERE network = $1 AND key = $2", static row => row.Long(0), (long)absence.Network, absence.Key);
        foreach (var call in found) Of(call)?.Settle(absence.Network, absence.Key);
    }

    private void Author(Absence absence)
    {
        var gone = tx.Any("SELECT 1 FROM archived_gone WHERE network = $1 AND by_author = 1 AND key = $2 AND gone > back", (long)absence.Network, absence.Key);
        people.Note(tx, absence.Network, absence.Key, gone);
        var person = people.Find(tx, absence.Network, absence.Key);
        if (person == 0) return;
        foreach (var (call, key) in tx.Rows("SELECT call, key FROM archived_posts WHERE author = $1", static row => (row.Long(0), row.Long(1)), person)) Of(call)?.Settle(absence.Network, key);
        foreach (var call in calls.All)
        {
            if (gone) Amplifiers.Leave(tx, call, absence.Network, person, sum);
            else if (Of(call.Id) is { } there) Amplifiers.Return(tx, call, there, absence.Network, person, sum);
        }
    }

    private Settling? Of(long call)
    {
        if (settling.TryGetValue(call, out var known)) return known;
        return calls.Find(call) is { } found ? settling[call] = new Settling(tx, found, people, file, sum) : null;
    }
}
