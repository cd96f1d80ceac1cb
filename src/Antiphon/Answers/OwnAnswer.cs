using Antiphon.Calls;
using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.Answers;

/// <summary>How somebody stands in a call: for their own eyes only.</summary>
/// <param name="Pressed">By the button.</param>
/// <param name="Posts">Posts that stand as their answer.</param>
/// <param name="Ring">The innermost ring; null if they have no part in it.</param>
public sealed record OwnStanding(bool Pressed, IReadOnlyList<long> Posts, Ring? Ring)
{
    public bool Answered => Ring == Tally.Ring.Answered;
}

/// <summary>Reads one's own standing.</summary>
public sealed class OwnAnswer(DataStore store)
{
    public OwnStanding In(Call call, long account)
    {
        var standing = account == 0 ? [] : store.Read(sql => Ledger.OfPerson(sql, call.Id, account));
        return new OwnStanding(
            standing.Exists(static s => s.Evidence.Kind == EvidenceKind.Press),
            [.. standing.Where(static s => s.Evidence.Ring == Ring.Answered && s.Source != Press.Button).Select(static s => s.Source)],
            standing.Count == 0 ? null : standing.Min(static s => s.Evidence.Ring) is var ring and not Ring.None ? ring : null);
    }
}
