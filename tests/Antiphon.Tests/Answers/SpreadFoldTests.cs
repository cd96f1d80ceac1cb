using Antiphon.Calls.Spreading;
using Antiphon.Tally;
using Xunit;

namespace Antiphon.Tests.Answers;

/// <summary>How a call spread, folded from lines that are made here: no store, no clock.</summary>
public sealed class SpreadFoldTests
{
    private const long Hour = 3_600_000;
    private const long Start = 1_700_000_000_000 / Hour * Hour;
    private const long Call = 7;
    private static readonly PostKey Root = new(Network.Twitter, 1);

    private readonly List<SpreadLine> lines = [];

    [Fact]
    public void Each_person_stands_once_in_the_hour_and_on_the_way_of_their_earliest_answer()
    {
        Says(1, source: 10, at: 2, EvidenceKind.Post);
        Says(1, source: 11, at: 1, EvidenceKind.Reply, parent: Root.Key);
        Says(2, source: 0, at: 1, EvidenceKind.Press);
        Says(3, source: 12, at: 1, EvidenceKind.Reply, parent: 11);
        Says(4, source: 13, at: 1, EvidenceKind.Quote, quoted: Root.Key);
        Says(5, source: 14, at: 3, EvidenceKind.Post, network: Network.Bluesky);
        var spread = Fold();
        Assert.Equal(
            [new Ways(Start + Hour, Network.Twitter, 0, 1, 2, 1), new Ways(Start + (3 * Hour), Network.Bluesky, 1, 0, 0, 0)],
            spread.Hours);
    }

    [Fact]
    public void The_thread_is_counted_by_level_and_what_nobody_knows_apart()
    {
        Says(1, source: 10, at: 1, EvidenceKind.Reply, parent: Root.Key);
        Says(2, source: 11, at: 1, EvidenceKind.Reply, Ring.None, parent: Root.Key);
        Says(3, source: 12, at: 1, EvidenceKind.Reply, parent: 11);
        Says(4, source: 13, at: 1, EvidenceKind.Reply, parent: 12);
        Says(5, source: 14, at: 1, EvidenceKind.Reply);
        Says(6, source: 15, at: 1, EvidenceKind.Reply, parent: 999);
        Says(7, source: 16, at: 1, EvidenceKind.Reply, parent: 17);
        Says(8, source: 17, at: 1, EvidenceKind.Reply, parent: 16);
        var thread = Fold().Thread;
        Assert.Equal([2, 1, 1], thread.Levels);
        Assert.Equal((4, 3, 1), (thread.Unknown, thread.Deepest, thread.Widest));
    }

    [Fact]
    public void A_chain_of_any_length_ends_in_the_last_level()
    {
        Says(1, source: 100, at: 1, EvidenceKind.Reply, parent: Root.Key);
        for (var i = 1; i < 20_000; i++) Says(i + 1, source: 100 + i, at: 1, EvidenceKind.Reply, parent: 99 + i);
        var thread = Fold().Thread;
        Assert.Equal((SpreadFold.MostLevels, 20_000), (thread.Levels.Count, thread.Deepest));
        Assert.Equal(20_000, thread.Levels.Sum());
    }

    [Fact]
    public void Who_answers_under_or_quoting_a_post_has_come_through_it_and_through_what_it_hangs_on()
    {
        Says(1, source: 10, at: 1, EvidenceKind.Reply, parent: Root.Key);
        Says(2, source: 11, at: 2, EvidenceKind.Reply, parent: 10);
        Says(3, source: 12, at: 3, EvidenceKind.Post, quoted: 11);
        Says(4, source: 13, at: 4, EvidenceKind.Post, quoted: 500);
        var spread = Fold();
        Assert.Equal(
            [new Carried(new(Network.Twitter, 10), 2), new Carried(new(Network.Twitter, 11), 1), new Carried(new(Network.Twitter, 500), 1)],
            spread.Carriers);
        Assert.Equal((3, 3), (spread.CarrierCount, spread.CarriedPeople));
    }

    [Fact]
    public void Nobody_answers_through_a_post_of_their_own_and_posts_that_quote_each_other_carry_nobody_twice()
    {
        Says(1, source: 10, at: 5, EvidenceKind.Reply, Ring.None, parent: Root.Key);
        Says(1, source: 11, at: 6, EvidenceKind.Reply, parent: 10);
        Assert.Equal(0, Fold().CarriedPeople);
        Says(2, source: 20, at: 1, EvidenceKind.Post, quoted: 21);
        Says(3, source: 21, at: 1, EvidenceKind.Post, quoted: 20);
        Assert.All(Fold().Carriers, static carried => Assert.Equal(1, carried.People));
    }

    [Fact]
    public void Who_left_stays_in_ever_at_the_hour_of_their_answer_and_is_told_at_the_hour_in_which_it_became_known()
    {
        var gone = Says(1, source: 10, at: 1, EvidenceKind.Post);
        Says(2, source: 11, at: 1, EvidenceKind.Post);
        var moved = Says(3, source: 12, at: 2, EvidenceKind.Post);
        Leaves(gone, recorded: Start + (50 * Hour));
        Leaves(moved, recorded: Start + (60 * Hour));
        Says(3, source: 12, at: 2, EvidenceKind.Post);
        var spread = Fold();
        Assert.Equal([new Stand(Start + Hour, 2, 1), new Stand(Start + (2 * Hour), 1, 1)], spread.Decay);
        Assert.Equal([(Start + (50 * Hour), 1L)], spread.Left);
    }

    [Fact]
    public void Under_ten_ballots_are_in_no_figure_and_ten_are_in_all()
    {
        for (var i = 0; i < 9; i++) Says(i, source: 0, at: 1, EvidenceKind.Ballot, tier: Tier.C, network: Network.Page);
        var left = Says(100, source: 0, at: 1, EvidenceKind.Ballot, tier: Tier.C, network: Network.Page);
        Leaves(left, Start);
        Assert.Empty(Fold().Hours);
        Assert.Empty(Fold().Decay);
        Assert.Empty(Fold().Left);
        Says(200, source: 0, at: 1, EvidenceKind.Ballot, tier: Tier.C, network: Network.Page);
        Assert.Equal(10, Fold().Hours.Sum(static w => w.Button));
        Assert.Equal(new Stand(Start + Hour, 11, 10), Assert.Single(Fold().Decay));
    }

    [Fact]
    public void Visitors_boosts_and_likes_are_nobody_who_answered()
    {
        Says(1, source: 0, at: 1, EvidenceKind.Press, tier: Tier.V);
        Says(2, source: 10, at: 1, EvidenceKind.Like);
        Says(3, source: 10, at: 1, EvidenceKind.Boost);
        Assert.Empty(Fold().Hours);
    }

    [Fact]
    public void Linked_accounts_are_one_person_and_links_that_change_a_fold_ask_for_another()
    {
        Says(1, source: 10, at: 1, EvidenceKind.Post);
        Says(2, source: 11, at: 2, EvidenceKind.Post);
        var links = Links.Of([(1, 2)]);
        var fold = new SpreadFold(Call, [Root], links);
        foreach (var line in lines) fold.Take(line);
        Assert.Equal(1, fold.Publish(0).Decay.Sum(static s => s.Standing));
        Assert.False(fold.Relink(Links.None));
        var apart = new SpreadFold(Call, [Root], Links.None);
        foreach (var line in lines) apart.Take(line);
        Assert.False(apart.Relink(links));
        Assert.True(apart.Relink(Links.Of([(50, 60)])));
    }

    /// <summary>The figures of a spread are the count's own, whatever came and went in whatever order.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Its_people_add_up_to_those_of_the_count(int seed)
    {
        var random = new Random(seed);
        var standing = new List<int>();
        for (var i = 0; i < 3_000; i++)
        {
            if (standing.Count > 0 && random.Next(4) == 0)
            {
                var which = random.Next(standing.Count);
                Leaves(standing[which], Start + (random.Next(500) * Hour), (LeaveReason)random.Next(1, 6));
                standing.RemoveAt(which);
            }
            else
            {
                var kind = (EvidenceKind)random.Next(1, 8);
                standing.Add(Says(
                    random.Next(400), source: 1_000 + i, at: random.Next(100), kind, (Ring)random.Next(1, 5), parent: kind == EvidenceKind.Reply ? 1_000 + random.Next(i + 1) : 0,
                    tier: kind == EvidenceKind.Ballot ? Tier.C : (Tier)random.Next(1, 6), network: (Network)random.Next(1, 9)));
            }

            if (i % 500 != 499) continue;
            var count = Antiphon.Tally.Fold.FromNewest(lines.Select(static line => line.Entry).Reverse()).Publish();
            var spread = Fold();
            Assert.Equal(count.EverAnswered, spread.Decay.Sum(static s => s.Ever));
            Assert.Equal(count.EverAnswered - count.Withdrawn - count.Removed, spread.Decay.Sum(static s => s.Standing));
            Assert.Equal(count.Withdrawn + count.Removed, spread.Left.Sum(static left => left.People));
            Assert.Equal(spread.Decay.Where(static s => s.Standing > 0).Select(static s => (s.T, s.Standing)), count.Series.Where(static h => h.Answered > 0).Select(static h => (h.T, h.Answered)));
            Assert.Equal(count.ByRoute[EvidenceKind.Post], spread.Hours.Sum(static w => w.Free));
            Assert.Equal(count.ByRoute[EvidenceKind.Press] + count.ByRoute[EvidenceKind.Ballot], spread.Hours.Sum(static w => w.Button));
            Assert.Equal(count.ByRoute[EvidenceKind.Reply] + count.ByRoute[EvidenceKind.Quote], spread.Hours.Sum(static w => w.Direct + w.Deeper));
        }
    }

    [Fact]
    public void A_fold_that_goes_on_equals_one_from_nothing()
    {
        var fold = new SpreadFold(Call, [Root], Links.None);
        var random = new Random(9);
        for (var i = 0; i < 300; i++)
        {
            var line = Says(random.Next(60), source: 1_000 + i, at: random.Next(9), (EvidenceKind)random.Next(3, 6), parent: random.Next(3) == 0 ? Root.Key : 1_000 + random.Next(i + 1));
            fold.Take(lines[^1]);
            if (random.Next(3) != 0) continue;
            Leaves(line, Start);
            fold.Take(lines[^1]);
        }

        var (on, anew) = (fold.Publish(0), Fold());
        Assert.Equal(anew.Hours, on.Hours);
        Assert.Equal(anew.Decay, on.Decay);
        Assert.Equal(anew.Carriers, on.Carriers);
        Assert.Equal(anew.Thread.Levels, on.Thread.Levels);
        Assert.Equal(anew.Languages, on.Languages);
    }

    private Spread Fold()
    {
        var fold = new SpreadFold(Call, [Root], Links.None);
        foreach (var line in lines) fold.Take(line);
        return fold.Publish(0);
    }

    /// <returns>The line's place, by which it can leave again.</returns>
    private int Says(
        int person, long source, int at, EvidenceKind kind, Ring ring = Ring.Answered, long parent = 0, long quoted = 0, Tier tier = Tier.D, Network network = Network.Twitter, string? language = null)
    {
        var evidence = new Evidence(person, Start + (at * Hour), ring, tier, network, kind, false);
        lines.Add(new SpreadLine(new Entry(lines.Count + 1, evidence, 0, default), source, evidence.At, parent, quoted, language));
        return lines.Count - 1;
    }

    private void Leaves(int place, long recorded, LeaveReason why = LeaveReason.Withdrawn)
    {
        var line = lines[place];
        lines.Add(line with { Entry = new Entry(lines.Count + 1, line.Entry.Evidence, line.Entry.Sequence, why), Recorded = recorded });
    }
}
