using Antiphon.Calls.Spreading;
using Antiphon.Tally;
using Xunit;

namespace Antiphon.Tests.Answers;

public sealed class LanguageStepsTests
{
    [Fact]
    public void A_language_reads_at_least_a_multiple_of_ten_and_under_ten_it_is_not_there()
    {
        Assert.Equal([new LanguageCell("en", 50), new LanguageCell("sv", 10)], LanguageSteps.Shown(89, [new("sv", 19), new("en", 57), new("fr", 9), new("", 4)]));
    }

    [Fact]
    public void Variants_of_a_language_are_one_and_what_is_no_language_is_none()
    {
        var steps = new LanguageSteps();
        Assert.Equal(steps.NumberOf("en"), steps.NumberOf("en-GB"));
        Assert.Equal(steps.NumberOf("en"), steps.NumberOf("EN"));
        Assert.NotEqual(steps.NumberOf("en"), steps.NumberOf("sv"));
        Assert.Equal(-1, steps.NumberOf(null));
        Assert.Equal(-1, steps.NumberOf("undefined"));
        Assert.Equal(-1, steps.NumberOf(""));
    }

    /// <summary>Two pages one line apart show the same table, or tables between which ten lines lie: never what one person's answer changed.</summary>
    [Fact]
    public void Between_two_tables_that_differ_lie_ten_lines_and_each_language_moves_by_tens()
    {
        var random = new Random(5);
        var steps = new LanguageSteps();
        int[] known = [steps.NumberOf("en"), steps.NumberOf("sv"), steps.NumberOf("fr"), -1];
        var stands = new List<int>();
        IReadOnlyList<LanguageCell> before = [];
        var changed = 0;
        for (var line = 1; line <= 2_000; line++)
        {
            var language = random.Next(4) == 0 ? random.Next(4) : 0;
            if (stands.Count > 5 && random.Next(5) == 0)
            {
                steps.Move(stands[0], -1);
                stands.RemoveAt(0);
            }
            else
            {
                steps.Move(known[language], +1);
                stands.Add(known[language]);
            }

            steps.Line();
            var now = steps.Publish();
            Assert.All(now, static cell => Assert.True(cell.AtLeast >= Cell.Least && cell.AtLeast % Cell.Least == 0));
            if (now.SequenceEqual(before)) continue;
            Assert.Equal(0, line % LanguageSteps.Step);
            (before, changed) = (now, changed + 1);
        }

        Assert.True(changed > 20, $"{changed} tables");
    }

    /// <summary>Whoever knows the total, the rule, and which language is the small one learns nothing of it: the same table comes out whatever it holds.</summary>
    [Fact]
    public void A_language_under_ten_may_hold_anything_and_the_same_table_comes_out()
    {
        for (var total = 0; total <= 400; total++)
        {
            string? first = null;
            for (var small = 0; small < Cell.Least && small <= total; small++)
            {
                var table = string.Join(' ', LanguageSteps.Shown(total, [new("en", total - small), new("sv", small)]));
                Assert.Equal(first ??= table, table);
            }
        }
    }

    [Fact]
    public void What_is_shown_is_never_more_than_there_is()
    {
        var random = new Random(6);
        for (var i = 0; i < 2_000; i++)
        {
            KeyValuePair<string, long>[] exact = [new("en", random.Next(200)), new("sv", random.Next(30)), new("fr", random.Next(30))];
            var all = exact.Sum(static cell => cell.Value) + random.Next(20);
            var shown = LanguageSteps.Shown(all, exact);
            Assert.All(shown, cell => Assert.True(cell.AtLeast <= exact.First(one => one.Key == cell.Language).Value));
            Assert.True(shown.Count == 0 || all - shown.Sum(static cell => cell.AtLeast) >= LanguageSteps.LeastUnnamed);
        }
    }
}
