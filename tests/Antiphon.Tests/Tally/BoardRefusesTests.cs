using Antiphon.Tally;
using Xunit;

namespace Antiphon.Tests.Tally;

/// <summary>A board that is told nonsense says so, and counts none of it.</summary>
public sealed class BoardRefusesTests
{
    private static readonly Evidence Sound = new(1, Ledgers.Opening, Ring.Answered, Tier.D, Network.Fediverse, EvidenceKind.Reply, false);

    public static TheoryData<Evidence> Nonsense() =>
    [
        Sound with { Person = -1 },
        Sound with { At = -1 },
        Sound with { At = 1L << 42 },
        Sound with { Ring = 0 },
        Sound with { Ring = (Ring)5 },
        Sound with { Ring = (Ring)8 },
        Sound with { Tier = 0 },
        Sound with { Tier = (Tier)6 },
        Sound with { Network = 0 },
        Sound with { Network = (Network)9 },
        Sound with { Kind = 0 },
        Sound with { Kind = (EvidenceKind)8 },
        Sound with { Kind = (EvidenceKind)8, Ring = 0 },
    ];

    public static TheoryData<Evidence> Extremes() =>
    [
        Sound with { Person = 0 },
        Sound with { Person = int.MaxValue },
        Sound with { At = 0 },
        Sound with { At = (1L << 42) - 1 },
        Sound with { Tier = Tier.A },
        Sound with { Network = Network.Page },
        Sound with { Kind = EvidenceKind.Press },
    ];

    [Theory]
    [MemberData(nameof(Nonsense))]
    public void Evidence_that_cannot_be_is_a_bug_of_the_caller(Evidence nonsense)
    {
        var board = new Board();
        Assert.StartsWith("Evidence of a kind, ring", Assert.Throws<ArgumentOutOfRangeException>(() => board.Enter(nonsense)).Message, StringComparison.Ordinal);
        Assert.Equal((0, 0), ((int)board.Publish().Posts, (int)board.Publish().Answered.AtMost));
    }

    [Theory]
    [MemberData(nameof(Extremes))]
    public void Evidence_at_the_edge_of_what_can_be_is_counted(Evidence sound)
    {
        var board = new Board();
        board.Enter(sound);
        var count = board.Publish();
        Assert.Equal((1, 1), ((int)count.Answered.AtMost, (int)count.Series.Single().Answered));
        Assert.Equal(sound.At / 3_600_000 * 3_600_000, count.Series.Single().T);
        Assert.Equal(1, count.ByNetwork[sound.Network]);
    }

    [Fact]
    public void What_never_entered_cannot_leave()
    {
        var board = new Board();
        Assert.Equal("Evidence left that never entered.", Assert.Throws<InvalidOperationException>(() => board.Leave(Sound, LeaveReason.Withdrawn, [])).Message);
    }

    [Fact]
    public void What_remains_of_a_person_cannot_be_anothers()
    {
        var board = new Board();
        board.Enter(Sound);
        var thrown = Assert.Throws<ArgumentException>(() => board.Leave(Sound, LeaveReason.Withdrawn, [Sound with { Person = 2 }]));
        Assert.Equal(("remaining", true), (thrown.ParamName, thrown.Message.StartsWith("What remains of a person cannot be another's.", StringComparison.Ordinal)));
        Assert.Equal(1, board.Publish().Answered.AtMost);
    }

    [Fact]
    public void Boards_that_share_a_person_cannot_be_merged()
    {
        Board one = new(), other = new();
        one.Enter(Sound);
        other.Enter(Sound with { At = Ledgers.Opening + 1 });
        var thrown = Assert.Throws<ArgumentException>(() => one.Absorb(other));
        Assert.Equal(("other", true), (thrown.ParamName, thrown.Message.StartsWith("Boards to be merged must not share a person.", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(5, 0, 5, 0)]
    [InlineData(5, 0, 6, 0)]
    [InlineData(5, 5, 4, 0)]
    [InlineData(5, 6, 4, 0)]
    public void A_ledger_that_does_not_come_newest_first_is_refused(long firstSequence, long firstCloses, long secondSequence, long secondCloses)
    {
        Entry[] lines = [new(firstSequence, Sound, firstCloses, LeaveReason.Withdrawn), new(secondSequence, Sound, secondCloses, default)];
        var thrown = Assert.Throws<ArgumentException>(() => Fold.FromNewest(lines));
        Assert.StartsWith("The ledger must come newest line first.", thrown.Message, StringComparison.Ordinal);
    }
}
