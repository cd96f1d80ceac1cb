using Antiphon.Tally;
using Xunit;

namespace Antiphon.Tests.Tally;

/// <summary>Cases at the edges of the count's machinery, each of which some small change to the code would get wrong and no other test would notice.</summary>
public sealed class EdgesTests
{
    [Fact]
    public void Ten_ballots_are_opened_in_every_figure_they_belong_to()
    {
        var board = new Board();
        for (var person = 0; person < 12; person++) board.Enter(Of(person, tier: Tier.C, kind: EvidenceKind.Ballot));
        for (var person = 12; person < 17; person++) board.Enter(Of(person, kind: EvidenceKind.Press));
        for (var person = 17; person < 20; person++) board.Enter(Of(person, kind: EvidenceKind.Reply));
        var count = board.Publish();
        Assert.Equal(20, count.Answered.AtMost);
        Assert.Equal(20, count.ByNetwork[Network.Fediverse]);
        Assert.Equal((5, 12, 0, 3, 0), (count.ByRoute[EvidenceKind.Press], count.ByRoute[EvidenceKind.Ballot], count.ByRoute[EvidenceKind.Post], count.ByRoute[EvidenceKind.Reply], count.ByRoute[EvidenceKind.Quote]));
        Assert.Equal(Cell.Exact(12), count.ByTier[Tier.C]);
    }

    [Fact]
    public void Stories_and_withdrawals_of_ballots_are_opened_with_them()
    {
        var board = new Board();
        for (var person = 0; person < 12; person++) board.Enter(Of(person, tier: Tier.C, kind: EvidenceKind.Ballot) with { Story = true });
        board.Enter(Of(12) with { Story = true });
        board.Leave(Of(0, tier: Tier.C, kind: EvidenceKind.Ballot) with { Story = true }, LeaveReason.Withdrawn, []);
        board.Leave(Of(1, tier: Tier.C, kind: EvidenceKind.Ballot) with { Story = true }, LeaveReason.Removed, []);
        var count = board.Publish();
        Assert.Equal((11, 11, 13, 1, 1), ((int)count.Answered.AtMost, (int)count.Stories, (int)count.EverAnswered, (int)count.Withdrawn, (int)count.Removed));
    }

    [Fact]
    public void The_tenth_ballot_opens_those_of_earlier_hours_in_a_series_that_was_published_before()
    {
        var board = new Board();
        for (var person = 0; person < 9; person++) board.Enter(Of(person, tier: Tier.C, kind: EvidenceKind.Ballot));
        board.Enter(Of(9));
        Assert.Equal(1, board.Publish().Series.Single().Answered);
        board.Enter(Of(10, tier: Tier.C, kind: EvidenceKind.Ballot) with { At = Ledgers.Opening + 3_600_000 });
        Assert.Equal([10, 1], board.Publish().Series.Select(static hour => hour.Answered));
        board.Leave(Of(10, tier: Tier.C, kind: EvidenceKind.Ballot) with { At = Ledgers.Opening + 3_600_000 }, LeaveReason.Withdrawn, []);
        Assert.Equal([1], board.Publish().Series.Select(static hour => hour.Answered));
    }

    [Fact]
    public void The_first_hours_of_1970_are_hours_like_others()
    {
        for (var hour = 0; hour < 3; hour++)
        {
            var board = new Board();
            board.Enter(Of(1) with { At = hour * 3_600_000L });
            Assert.Equal((hour * 3_600_000L, 1), (board.Publish().Series.Single().T, (int)board.Publish().Series.Single().Answered));
        }
    }

    [Fact]
    public void Later_links_of_people_who_took_no_part_hold_from_then_on()
    {
        var board = new Board();
        board.Enter(Of(9));
        Assert.True(board.Relink(Links.Of([(1, 2)])));
        board.Enter(Of(1));
        board.Enter(Of(2));
        Assert.Equal(2, board.Publish().Answered.AtMost);
    }

    [Fact]
    public void Links_that_are_undone_before_anybody_took_part_no_longer_hold()
    {
        var board = new Board(Links.Of([(1, 2)]));
        board.Enter(Of(9));
        Assert.True(board.Relink(Links.None));
        board.Enter(Of(1));
        board.Enter(Of(2));
        Assert.Equal(3, board.Publish().Answered.AtMost);
    }

    [Fact]
    public void Later_links_of_somebody_who_took_part_need_a_new_fold_and_leave_the_board_as_it_was()
    {
        var (made, undone) = (new Board(), new Board(Links.Of([(1, 2)])));
        foreach (var board in (Board[])[made, undone])
        {
            board.Enter(Of(1));
            board.Enter(Of(2));
        }

        Assert.False(made.Relink(Links.Of([(1, 2)])));
        Assert.False(undone.Relink(Links.None));
        made.Enter(Of(2));
        Assert.Equal((2, 1), ((int)made.Publish().Answered.AtMost, (int)undone.Publish().Answered.AtMost));
    }

    [Fact]
    public void Links_that_stay_as_they_were_ask_nothing_of_those_who_took_part()
    {
        var board = new Board(Links.Of([(1, 2)]));
        board.Enter(Of(1));
        Assert.True(board.Relink(Links.Of([(2, 1)])));
    }

    [Fact]
    public void Who_only_took_part_in_the_conversation_is_known_to_no_board()
    {
        var reply = Of(1, ring: Ring.None, kind: EvidenceKind.Reply);
        var live = new Board();
        live.Enter(reply);
        var folded = Fold.FromNewest([new Entry(1, reply, 0, default)]);
        foreach (var board in (Board[])[live, folded])
        {
            var answered = new Board();
            answered.Enter(Of(1));
            board.Absorb(answered);
            Assert.Equal((1, 2), ((int)board.Publish().Answered.AtMost, (int)board.Publish().Posts));
        }
    }

    [Fact]
    public void Boards_of_many_neighbours_merge_person_by_person()
    {
        var (all, even, odd) = (new Board(), new Board(), new Board());
        for (var person = 0; person < 100; person++)
        {
            all.Enter(Of(person));
            (person / 16 % 2 == 0 ? even : odd).Enter(Of(person));
        }

        even.Absorb(odd);
        Assert.Empty(Difference.Between(all.Publish(), even.Publish()));
        Assert.Equal(100, even.Publish().Answered.AtMost);
    }

    [Fact]
    public void A_line_closes_its_own_entry_alone()
    {
        // One that is 64 lines away, and one a page away, would be its neighbours in a bitmap that mixed up its words.
        for (var closed = 1; closed <= 130; closed += 43)
        {
            List<Entry> newestFirst = [new Entry(2_001, Of(closed), closed, LeaveReason.Withdrawn)];
            for (var line = 2_000; line >= 1; line--) newestFirst.Add(new Entry(line, Of(line), 0, default));
            var count = Fold.FromNewest([.. newestFirst]).Publish();
            Assert.Equal((1_999, 2_000, 1), ((int)count.Answered.AtMost, (int)count.EverAnswered, (int)count.Withdrawn));
        }
    }

    [Fact]
    public void An_entry_that_two_lines_close_is_closed()
    {
        var entry = Of(1);
        var count = Fold.FromNewest([new Entry(3, entry, 1, LeaveReason.Withdrawn), new Entry(2, entry, 1, LeaveReason.Withdrawn), new Entry(1, entry, 0, default)]).Publish();
        Assert.Equal((0, 1, 0), ((int)count.Answered.AtMost, (int)count.EverAnswered, (int)count.Posts));
    }

    [Fact]
    public void Hours_that_agree_on_one_network_and_not_on_another_differ()
    {
        Hour With(long bluesky) => new(Ledgers.Opening, 3, 0, 3, new Dictionary<Network, HourOnNetwork> { [Network.Fediverse] = new(1, 0, 1), [Network.Bluesky] = new(bluesky, 0, 2) });
        Assert.Equal(With(2), With(2));
        Assert.NotEqual(With(2), With(1));
    }

    private static Evidence Of(int person, Ring ring = Ring.Answered, Tier tier = Tier.D, EvidenceKind kind = EvidenceKind.Post) =>
        new(person, Ledgers.Opening, ring, tier, Network.Fediverse, kind, false);
}
