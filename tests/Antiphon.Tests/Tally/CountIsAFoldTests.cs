using Antiphon.Tally;
using CsCheck;
using Xunit;

namespace Antiphon.Tests.Tally;

/// <summary>Whatever happens in whatever order, the number on the page is what a recount from nothing finds.</summary>
public sealed class CountIsAFoldTests
{
    private static readonly Gen<Links> SomeLinks =
        from pairs in Gen.Select(Gen.Int[0, 11], Gen.Int[0, 11]).Array[0, 4]
        select Links.Of(pairs);

    [Fact]
    public void A_live_board_equals_a_recount_from_nothing() =>
        Gen.Select(Ledgers.Whole, SomeLinks).Sample((ledger, links) => Same(Ledgers.Live(ledger, links), Recount(ledger, links)));

    [Fact]
    public void A_recount_may_come_in_pages_of_any_size() => Gen.Select(Ledgers.Whole, Gen.Int[1, 70]).Sample((ledger, page) =>
    {
        var folding = new Folding();
        foreach (var lines in ledger.Reverse().Chunk(page)) folding.Older(lines);
        var streamed = Fold.FromNewest(ledger.Reverse());
        return Same(folding.Finish(), Recount(ledger)) && Same(streamed, Recount(ledger));
    });

    [Fact]
    public void The_order_in_which_evidence_enters_changes_nothing() =>
        Gen.Select(Ledgers.Evidence.Array[0, 40], Gen.Int[0, 1_000_000]).Sample((evidence, seed) =>
        {
            var shuffled = evidence.ToArray();
            new Random(seed).Shuffle(shuffled);
            return Same(Of(evidence), Of(shuffled));
        });

    [Fact]
    public void The_same_evidence_twice_makes_no_second_person() => Ledgers.Evidence.Array[0, 30].Sample(evidence =>
    {
        Count once = Of(evidence).Publish(), twice = Of([.. evidence, .. evidence]).Publish();
        return (once.Answered, once.Joined, once.Amplified, once.Stories, once.Visitors, once.EverAnswered)
            == (twice.Answered, twice.Joined, twice.Amplified, twice.Stories, twice.Visitors, twice.EverAnswered);
    });

    [Fact]
    public void What_enters_and_leaves_again_changes_only_who_ever_answered() => Gen.Select(Ledgers.Whole, Ledgers.Evidence).Sample((ledger, more) =>
    {
        var board = Recount(ledger);
        var before = board.Publish();
        Evidence[] others = [.. Ledgers.Standing(ledger).Where(e => e.Person == more.Person)];
        board.Enter(more);
        board.Leave(more, LeaveReason.Withdrawn, others);
        var after = board.Publish();
        return (after with { EverAnswered = 0, Withdrawn = 0, Removed = 0 }) == (before with { EverAnswered = 0, Withdrawn = 0, Removed = 0 });
    });

    [Fact]
    public void Ever_answered_is_standing_and_withdrawn_and_removed() => Gen.Select(Ledgers.Whole, SomeLinks).Sample((ledger, links) =>
    {
        var count = Recount(ledger, links).Publish();
        return count.EverAnswered == count.Answered.AtMost + count.Withdrawn + count.Removed;
    });

    [Fact]
    public void Boards_of_different_people_merge_into_the_board_of_all() => Ledgers.Whole.Sample(ledger =>
    {
        var even = Recount([.. ledger.Where(line => line.Evidence.Person % 2 == 0)]);
        even.Absorb(Recount([.. ledger.Where(line => line.Evidence.Person % 2 == 1)]));
        even.Sequence = ledger.Length == 0 ? 0 : ledger[^1].Sequence;
        return Same(even, Recount(ledger));
    });

    [Fact]
    public void A_live_board_equals_the_count_that_a_stranger_would_make() => Gen.Select(Ledgers.Whole, SomeLinks).Sample((ledger, links) =>
    {
        var mine = Recount(ledger, links).Publish();
        var theirs = ByHand.Count(ledger, links);
        var differences = Difference.Between(mine, theirs);
        Assert.True(differences.Count == 0, string.Join("\n", differences));
    });

    private static Board Of(Evidence[] evidence)
    {
        var board = new Board();
        foreach (var e in evidence) board.Enter(e);
        return board;
    }

    private static Board Recount(Entry[] oldestFirst, Links? links = null) =>
        Fold.FromNewest(oldestFirst.AsEnumerable().Reverse().ToArray().AsSpan(), links);

    private static bool Same(Board one, Board other)
    {
        var differences = Difference.Between(one.Publish(), other.Publish());
        Assert.True(differences.Count == 0, string.Join("\n", differences));
        return true;
    }
}
