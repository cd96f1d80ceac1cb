using Antiphon.Tally;
using Xunit;

namespace Antiphon.Tests.Tally;

/// <summary>What single figures say, and what two counts that differ are told apart by.</summary>
public sealed class FiguresTests
{
    [Fact]
    public void A_cell_under_ten_reads_fewer_than_ten_and_nothing_looks_like_one()
    {
        Assert.Equal(("fewer than 10", (long?)null, true), (Cell.Of(0).ToString(), Cell.Of(0).Value, Cell.Of(0).IsFew));
        Assert.Equal(Cell.Of(9), Cell.Of(0));
        Assert.Equal(("10", (long?)10, false), (Cell.Of(10).ToString(), Cell.Of(10).Value, Cell.Of(10).IsFew));
        Assert.Equal(("3", (long?)3, false), (Cell.Exact(3).ToString(), Cell.Exact(3).Value, Cell.Exact(3).IsFew));
        Assert.Equal(("not shown", (long?)null, false), (Cell.Hidden.ToString(), Cell.Hidden.Value, Cell.Hidden.IsFew));
    }

    [Fact]
    public void An_interval_prints_the_number_that_certainly_is_not_too_high()
    {
        Assert.Equal((4L, false), (new Interval(4, 9).People, new Interval(4, 9).IsExact));
        Assert.True(new Interval(9, 9).IsExact);
    }

    [Fact]
    public void Equal_counts_do_not_differ_and_have_one_hash()
    {
        Assert.Empty(Difference.Between(Some(), Some()));
        Assert.Equal(Some(), Some());
        Assert.Equal(Some().GetHashCode(), Some().GetHashCode());
        Assert.NotEqual(Some(), Some() with { Likes = 99 });
        Assert.False(Some().Equals(null));
        Assert.Equal(Some().Series[0], Some().Series[0]);
        Assert.Equal(Some().Series[0].GetHashCode(), Some().Series[0].GetHashCode());
        Assert.False(Some().Series[0].Equals(null));
    }

    [Fact]
    public void Hours_differ_by_each_of_their_figures()
    {
        var hour = Some().Series[0];
        Assert.NotEqual(hour, hour with { T = 1 });
        Assert.NotEqual(hour, hour with { Answered = 99 });
        Assert.NotEqual(hour, hour with { Joined = 99 });
        Assert.NotEqual(hour, hour with { Posts = 99 });
        Assert.NotEqual(hour, hour with { ByNetwork = new Dictionary<Network, HourOnNetwork>() });
        Assert.NotEqual(hour, hour with { ByNetwork = new Dictionary<Network, HourOnNetwork> { [Network.Bluesky] = hour.ByNetwork[Network.Fediverse] } });
        Assert.NotEqual(hour, hour with { ByNetwork = new Dictionary<Network, HourOnNetwork> { [Network.Fediverse] = new(9, 9, 9) } });
    }

    [Fact]
    public void Every_figure_that_differs_is_named_with_both_values()
    {
        var hour = new Hour(Ledgers.Opening, 91, 92, 93, new Dictionary<Network, HourOnNetwork> { [Network.Fediverse] = new(94, 95, 96) });
        var other = new Count
        {
            Sequence = 101,
            Answered = new Interval(102, 103),
            Joined = new Interval(104, 105),
            Amplified = new Interval(106, 107),
            Visitors = 108,
            ByNetwork = new Dictionary<Network, long> { [Network.Bluesky] = 109 },
            ByTier = new Dictionary<Tier, Cell> { [Tier.A] = Cell.Exact(110), [Tier.C] = Cell.Exact(111) },
            ByRoute = new Dictionary<EvidenceKind, long> { [EvidenceKind.Press] = 112 },
            Stories = 113,
            Posts = 114,
            Replies = 115,
            Boosts = 116,
            Likes = 117,
            EverAnswered = 118,
            Withdrawn = 119,
            Removed = 120,
            Series = [hour],
        };
        Assert.Equal(
            [
                "sequence 1 101", "answered, at least 2 102", "answered, at most 3 103", "joined, at least 4 104", "joined, at most 5 105", "amplified, at least 6 106",
                "amplified, at most 7 107", "visitors 8 108", "stories 13 113", "posts 14 114", "replies 15 115", "boosts 16 116", "likes 17 117", "ever answered 18 118", "withdrawn 19 119",
                "removed 20 120", "answered on Fediverse 9 0", "answered of tier A 10 110", "answered of tier C fewer than 10 111", "answered by Press 12 112",
                "2023-11-14T22:00Z answered 21 91", "2023-11-14T22:00Z joined 22 92", "2023-11-14T22:00Z posts 23 93",
                "2023-11-14T22:00Z Fediverse answered 24 94", "2023-11-14T22:00Z Fediverse joined 25 95", "2023-11-14T22:00Z Fediverse posts 26 96", "answered on Bluesky 0 109",
            ],
            Difference.Between(Some(), other).Select(static d => $"{d.Figure} {d.Here} {d.There}"));
    }

    private static Count Some() => new()
    {
        Sequence = 1,
        Answered = new Interval(2, 3),
        Joined = new Interval(4, 5),
        Amplified = new Interval(6, 7),
        Visitors = 8,
        ByNetwork = new Dictionary<Network, long> { [Network.Fediverse] = 9 },
        ByTier = new Dictionary<Tier, Cell> { [Tier.A] = Cell.Exact(10), [Tier.C] = Cell.Few },
        ByRoute = new Dictionary<EvidenceKind, long> { [EvidenceKind.Press] = 12 },
        Stories = 13,
        Posts = 14,
        Replies = 15,
        Boosts = 16,
        Likes = 17,
        EverAnswered = 18,
        Withdrawn = 19,
        Removed = 20,
        Series = [new Hour(Ledgers.Opening, 21, 22, 23, new Dictionary<Network, HourOnNetwork> { [Network.Fediverse] = new(24, 25, 26) })],
    };
}
