using Antiphon.Tally;
using Xunit;

namespace Antiphon.Tests.Tally;

/// <summary>The count of many people, hours and closed lines: where tables grow and pages turn.</summary>
public sealed class ManyPeopleTests
{
    private const int People = 40_000;

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(People)]
    public void Everybody_is_counted_once_however_many_and_however_far_apart_their_numbers(int expected)
    {
        // Neighbours, and people strewn over all numbers there are.
        int[] ids = [.. Enumerable.Range(0, People), .. Enumerable.Range(1, People).Select(static i => (int)(i * 52_711L % (int.MaxValue - People)) + People)];
        var distinct = ids.Distinct().Count();
        var board = new Board(expected: expected);
        foreach (var person in ids.Concat(ids.Reverse())) board.Enter(Of(person, 0));
        var count = board.Publish();
        Assert.Equal(distinct, count.Answered.AtMost);
        Assert.Equal(2 * ids.Length, count.Posts);

        var folded = Fold.FromNewest([.. ids.Select((person, i) => new Entry(ids.Length - i, Of(person, 0), 0, default))], expected: expected).Publish();
        Assert.Equal((distinct, ids.Length), ((int)folded.Answered.AtMost, (int)folded.Posts));
    }

    [Fact]
    public void Every_hour_of_years_is_kept_apart_and_in_order()
    {
        // More hours than are kept at hand, met in an order that is not theirs, each three times.
        const int hours = 2_000;
        var board = new Board();
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < hours; i++) board.Enter(Of(i, i * 771 % hours));
        }

        var series = board.Publish().Series;
        Assert.Equal(hours, series.Count);
        Assert.All(series, static hour => Assert.Equal((1, 3), ((int)hour.Answered, (int)hour.Posts)));
        Assert.Equal(Enumerable.Range(0, hours).Select(static hour => Ledgers.Opening + hour * 3_600_000L), series.Select(static hour => hour.T));
    }

    [Fact]
    public void An_hour_in_which_nothing_stands_any_more_is_left_out_and_comes_back()
    {
        var board = new Board();
        board.Enter(Of(1, 0));
        board.Enter(Of(2, 5));
        Assert.Equal(2, board.Publish().Series.Count);
        board.Leave(Of(1, 0), LeaveReason.Withdrawn, []);
        Assert.Equal(Ledgers.Opening + 5 * 3_600_000L, Assert.Single(board.Publish().Series).T);
        board.Enter(Of(1, 0));
        Assert.Equal(2, board.Publish().Series.Count);
        Assert.Equal(2, board.Publish().Series.Count);
    }

    [Fact]
    public void What_was_published_once_does_not_change_later()
    {
        var board = new Board();
        board.Enter(Of(1, 0));
        var before = board.Publish();
        board.Enter(Of(2, 0));
        board.Enter(Of(3, 1));
        Assert.Equal((1, 1), ((int)before.Answered.AtMost, (int)Assert.Single(before.Series).Answered));
        Assert.Equal([2L, 1L], board.Publish().Series.Select(static hour => hour.Answered));
    }

    [Fact]
    public void The_tenth_ballot_shows_all_ten_in_the_hours_too_and_its_leaving_hides_them_again()
    {
        var board = new Board();
        for (var i = 0; i < 9; i++) board.Enter(Ballot(i));
        Assert.Empty(board.Publish().Series);
        board.Enter(Ballot(9));
        Assert.Equal(10, Assert.Single(board.Publish().Series).Answered);
        board.Leave(Ballot(9), LeaveReason.Withdrawn, []);
        var count = board.Publish();
        Assert.Equal((0, 0, 0, 0), (count.Series.Count, (int)count.Answered.AtMost, (int)count.EverAnswered, (int)count.Withdrawn));
    }

    [Fact]
    public void Lines_that_were_closed_are_known_across_a_ledger_of_a_million()
    {
        // Closings strewn over many pages of the bitmap, some far from the others, in the fold's order: newest first.
        const int lines = 60_000, apart = 17;
        var ledger = new List<Entry>();
        for (var i = lines; i > 0; i--) ledger.Add(new Entry(i * (long)apart, Of(i, 0), 0, default));
        var closing = lines * (long)apart;
        var newest = Enumerable.Range(1, lines).Where(static i => i % 3 == 0 || i > lines - 40).Reverse()
            .Select((i, n) => new Entry(2 * closing - n, Of(i, 0), i * (long)apart, LeaveReason.Withdrawn)).ToList();
        var board = Fold.FromNewest([.. newest, .. ledger]);
        var count = board.Publish();
        Assert.Equal((lines - newest.Count, newest.Count), ((int)count.Answered.AtMost, (int)count.Withdrawn));
        Assert.Equal(2 * closing, board.Sequence);
    }

    [Fact]
    public void Linked_accounts_are_one_person_over_several_steps_and_narrow_the_interval()
    {
        var links = Links.Of([(7, 3), (3, 12), (20, 21), (12, 7)]);
        Assert.Equal([3, 3, 3, 20, 20, 5], new[] { 7, 3, 12, 20, 21, 5 }.Select(links.Canonical));
        Assert.Equal((true, false), (Links.None.IsEmpty, links.IsEmpty));
        Assert.Equal(7, Links.None.Canonical(7));

        var board = new Board(links);
        board.Enter(Of(3, 0) with { Network = Network.Fediverse });
        board.Enter(Of(7, 1) with { Network = Network.Bluesky });
        board.Enter(Of(12, 2) with { Network = Network.Bluesky });
        board.Enter(Of(5, 2) with { Network = Network.Bluesky });
        var count = board.Publish();
        Assert.Equal(new Interval(2, 2), count.Answered);
        Assert.Equal([(Network.Fediverse, 1L), (Network.Bluesky, 2L)], count.ByNetwork.OrderBy(static on => on.Key).Select(static on => (on.Key, on.Value)));
    }

    [Fact]
    public void A_merge_keeps_the_later_line_and_everybodys_hours_and_networks()
    {
        Board one = new() { Sequence = 9 }, other = new() { Sequence = 4 };
        one.Enter(Of(1, 0));
        other.Enter(Of(2, 0) with { Network = Network.Bluesky });
        other.Enter(Of(3, 7) with { Network = Network.Bluesky, Ring = Ring.Joined });
        other.Enter(Of(4, 7) with { Network = Network.Bluesky, Ring = Ring.None });
        one.Absorb(other);
        var count = one.Publish();
        Assert.Equal((9, 1, 2, 1, 4, 1), ((int)one.Sequence, (int)count.Answered.AtLeast, (int)count.Answered.AtMost, (int)count.Joined.AtMost, (int)count.Posts, (int)count.Replies));
        Assert.Equal([2L, 2L], count.Series.Select(static hour => hour.Posts));
        Board later = new() { Sequence = 12 };
        one.Absorb(later);
        Assert.Equal(12, one.Sequence);
    }

    private static Evidence Of(int person, int hour) =>
        new(person, Ledgers.Opening + hour * 3_600_000L, Ring.Answered, Tier.D, Network.Fediverse, EvidenceKind.Reply, false);

    private static Evidence Ballot(int person) => new(person, Ledgers.Opening, Ring.Answered, Tier.C, Network.Page, EvidenceKind.Ballot, false);
}
