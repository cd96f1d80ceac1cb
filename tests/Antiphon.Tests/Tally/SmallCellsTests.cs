using Antiphon.Tally;
using CsCheck;
using Xunit;

namespace Antiphon.Tests.Tally;

/// <summary>A breakdown by something about the people themselves points at nobody.</summary>
public sealed class SmallCellsTests
{
    private static readonly Gen<KeyValuePair<int, long>[]> Tables =
        from figures in Gen.Long[0, 60].Array[0, 12]
        select figures.Select((people, i) => KeyValuePair.Create(i, people)).ToArray();

    [Fact]
    public void No_cell_under_ten_is_shown() => Tables.Sample(table => SmallCells.Publish(table).All(static cell => cell.Value.Value is null or >= 10));

    [Fact]
    public void What_is_shown_is_exact_and_stands_in_the_order_of_the_table() => Tables.Sample(table =>
    {
        var shown = SmallCells.Publish(table);
        return shown.Select(static cell => cell.Key).SequenceEqual(table.Select(static cell => cell.Key))
            && shown.Zip(table).All(static pair => pair.First.Value.Value is null || pair.First.Value.Value == pair.Second.Value);
    });

    [Fact]
    public void Without_a_small_cell_everything_is_shown() =>
        Assert.Equal([10, 11, 500], Shown(10, 11, 500));

    [Fact]
    public void With_a_small_cell_the_first_that_is_not_small_is_hidden_too_so_that_no_subtraction_finds_it()
    {
        Assert.Equal([null, null, 500], Shown(3, 40, 500));
        Assert.Equal([null, null, 40], Shown(500, 3, 40));
        Assert.Equal([null, null, null, 41], Shown(3, 40, 4, 41));
    }

    [Fact]
    public void A_protecting_cell_that_is_too_small_itself_to_protect_hides_the_whole_table()
    {
        // Two cells hidden that add up to 18 and are 0 to 9 and 10 or more: nobody could have 9. From 19 on everything from 0 to 9 is possible.
        Assert.Equal([null, null, null], Shown(3, 15, 500));
        Assert.Equal([null, null, 500], Shown(3, 16, 500));
        Assert.Equal([null, null, null, null], Shown(0, 5, 22, 500));
        Assert.Equal([null, null, null, 500], Shown(0, 5, 23, 500));
    }

    [Fact]
    public void A_table_of_small_cells_alone_shows_nothing()
    {
        Assert.Equal([null, null, null], Shown(9, 0, 9));
        Assert.Empty(Shown());
    }

    [Fact]
    public void What_is_withheld_does_not_say_why() => Assert.All(
        SmallCells.Publish(Table(3, 40, 500)).Take(2), static cell => Assert.Equal((Cell.Hidden, false), (cell.Value, cell.Value.IsFew)));

    [Fact]
    public void Who_knows_the_rule_and_the_total_learns_nothing_of_a_small_cell()
    {
        // Every table of three cells with up to 45 people in all, by what is published of it.
        const int most = 45;
        var published = new Dictionary<string, List<int[]>>();
        for (var a = 0; a <= most; a++)
        {
            for (var b = 0; a + b <= most; b++)
            {
                for (var c = 0; a + b + c <= most; c++)
                {
                    var seen = $"{a + b + c}: {string.Join(' ', Shown(a, b, c).Select(static cell => cell?.ToString() ?? "-"))}";
                    if (!published.TryGetValue(seen, out var tables)) published[seen] = tables = [];
                    tables.Add([a, b, c]);
                }
            }
        }

        foreach (var (seen, tables) in published)
        {
            var hidden = Enumerable.Range(0, 3).Where(i => tables.Exists(table => table[i] < 10)).ToList();
            foreach (var cell in hidden)
            {
                var possible = tables.Select(table => table[cell]).Where(static people => people < 10).Distinct().Count();
                var whole = seen.EndsWith(": - - -", StringComparison.Ordinal);
                if (!whole) Assert.True(possible == 10, $"{seen}: cell {cell} can only be {possible} things");
                else if (tables[0].Sum() > 0) Assert.True(tables.Select(table => table[cell]).Distinct().Count() > 1, seen);
            }
        }
    }

    [Fact]
    public void A_negative_figure_is_a_bug() => Assert.Equal("cells", Assert.Throws<ArgumentOutOfRangeException>(static () => SmallCells.Publish(Table(20, -1))).ParamName);

    private static KeyValuePair<string, long>[] Table(params long[] people) => [.. people.Select(static (n, i) => KeyValuePair.Create($"cell {i}", n))];

    private static long?[] Shown(params long[] people) => [.. SmallCells.Publish(Table(people)).Select(static cell => cell.Value.Value)];
}
