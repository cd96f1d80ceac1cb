using Antiphon.Live;
using Xunit;

namespace Antiphon.Tests.Stores;

public sealed class RememberedTests
{
    [Fact]
    public void It_starts_anew_when_it_is_full_however_often_its_entries_were_replaced_or_dropped()
    {
        var kept = new Remembered<int, string>(4);
        for (var i = 0; i < 4; i++) kept.Keep(i, "first", kept.Epoch);
        for (var i = 0; i < 4; i++) kept.Keep(i % 2, "again", kept.Epoch);
        Assert.InRange(kept.Count, 1, 4);
        for (var i = 0; i < 100; i++)
        {
            kept.Keep(i, "more", kept.Epoch);
            Assert.InRange(kept.Count, 1, 4);
            if (i % 3 == 0) kept.Drop(i - 1);
        }

        kept.Clear();
        Assert.Equal(0, kept.Count);
        for (var i = 0; i < 4; i++) kept.Keep(i, "anew", kept.Epoch);
        Assert.Equal(4, kept.Count);
    }

    [Fact]
    public void What_was_read_before_a_change_does_not_stay()
    {
        var kept = new Remembered<int, string>(4);
        Assert.Equal("old", kept.Get(1, _ =>
        {
            kept.Drop(1);
            return "old";
        }));
        Assert.False(kept.TryGet(1, out _));
        Assert.Equal("new", kept.Get(1, static _ => "new"));
        Assert.True(kept.TryGet(1, out _));
    }
}
