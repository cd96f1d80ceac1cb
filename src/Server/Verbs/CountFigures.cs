using System.Globalization;
using System.Text.Json;
using Antiphon.Tally;
using Antiphon.Web.Calls;

namespace Antiphon.Server.Verbs;

/// <summary>A figure that the board and the ledger do not agree on.</summary>
internal sealed record Difference(string Figure, string Board, string Ledger);

/// <summary>A count as a flat list of named figures: for comparing two, and for printing. The names are those of <c>/calls/{slug}.json</c>.</summary>
internal static class CountFigures
{
    public static IReadOnlyList<Difference> Differences(Count board, Count ledger)
    {
        var (boards, ledgers) = (Flat(board), Flat(ledger));
        return
        [
            .. boards.Keys.Union(ledgers.Keys).Select(figure => new Difference(figure, boards.GetValueOrDefault(figure, "-"), ledgers.GetValueOrDefault(figure, "-")))
                .Where(static one => one.Board != one.Ledger),
        ];
    }

    public static void Write(Utf8JsonWriter json, string slug, Count count, IReadOnlyList<Difference> differences)
    {
        json.WriteStartObject();
        json.WriteString("slug", slug);
        json.WriteBoolean("equal", differences.Count == 0);
        json.WriteStartArray("differences");
        foreach (var one in differences)
        {
            json.WriteStartObject();
            json.WriteString("figure", one.Figure);
            json.WriteString("board", one.Board);
            json.WriteString("ledger", one.Ledger);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        CountJson.Write(json, count);
        json.WriteEndObject();
    }

    private static Dictionary<string, string> Flat(Count count)
    {
        var figures = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["sequence"] = Show(count.Sequence),
            ["answered.at_least"] = Show(count.Answered.AtLeast),
            ["answered.at_most"] = Show(count.Answered.AtMost),
            ["joined.at_least"] = Show(count.Joined.AtLeast),
            ["joined.at_most"] = Show(count.Joined.AtMost),
            ["amplified.at_least"] = Show(count.Amplified.AtLeast),
            ["amplified.at_most"] = Show(count.Amplified.AtMost),
            ["visitors"] = Show(count.Visitors),
            ["stories"] = Show(count.Stories),
            ["posts"] = Show(count.Posts),
            ["replies"] = Show(count.Replies),
            ["boosts"] = Show(count.Boosts),
            ["likes"] = Show(count.Likes),
            ["ever_answered"] = Show(count.EverAnswered),
            ["withdrawn"] = Show(count.Withdrawn),
            ["removed"] = Show(count.Removed),
        };
        foreach (var (network, people) in count.ByNetwork) figures[$"answered.by_network.{Printed.Word(network)}"] = Show(people);
        foreach (var (tier, cell) in count.ByTier) figures[$"answered.by_tier.{tier}"] = Show(cell);
        foreach (var (route, people) in count.ByRoute) figures[$"answered.by_route.{Printed.Word(route)}"] = Show(people);
        foreach (var hour in count.Series)
        {
            figures[$"series.{Printed.Time(hour.T)}"] = string.Create(CultureInfo.InvariantCulture, $"{hour.Answered} answered, {hour.Joined} joined, {hour.Posts} posts");
        }

        return figures;
    }

    private static string Show(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Show(Cell cell) => cell.ToString();
}
