namespace Antiphon.Tally;

/// <summary>What a fold needs of a board: people are only placed, and all counted at the end, once.</summary>
public sealed partial class Board
{
    internal int Find(ReadOnlySpan<Entry> lines, Span<int> places) => people.Find(lines, links, places);

    internal void StoodBefore(in Evidence e, int place)
    {
        var ring = Evident.RingOf(e);
        CountEvidence(e, ring, +1);
        if (ring == (uint)Ring.None) return;
        ref var person = ref people.At(place);
        person = person.With(Standing.By(e, ring));
    }

    internal void LeftBefore(in Evidence gone, LeaveReason why, int place)
    {
        var ring = Evident.RingOf(gone);
        if (!IsAnswer(gone, ring)) return;
        ref var person = ref people.At(place);
        person = person.LeftBefore(why, gone.Tier == Tier.C);
    }

    internal void CountPeople()
    {
        foreach (var person in people.Standings) CountPerson(person, +1);
    }
}
