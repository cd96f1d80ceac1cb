using System.Globalization;
using System.Text.Json;
using Antiphon.Tally;

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
        json.WriteNumber("sequence", count.Sequence);
        WriteAnswered(json, count);
        WritePeople(json, "joined", count.Joined);
        WritePeople(json, "amplified", count.Amplified);
        json.WriteNumber("stories", count.Stories);
        json.WriteNumber("posts", count.Posts);
        json.WriteNumber("replies", count.Replies);
        json.WriteNumber("boosts", count.Boosts);
        json.WriteNumber("likes", count.Likes);
        json.WriteNumber("ever_answered", count.EverAnswered);
        json.WriteNumber("withdrawn", count.Withdrawn);
        json.WriteNumber("removed", count.Removed);
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
        WriteSeries(json, count);
        json.WriteEndObject();
    }

    private static void WriteAnswered(Utf8JsonWriter json, Count count)
    {
        json.WriteStartObject("answered");
        WriteInterval(json, count.Answered);
        json.WriteStartObject("by_network");
        foreach (var (network, people) in count.ByNetwork) json.WriteNumber(Printed.Word(network), people);
        json.WriteEndObject();
        json.WriteStartObject("by_tier");
        foreach (var (tier, cell) in count.ByTier) json.WriteString(tier.ToString(), Show(cell));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WritePeople(Utf8JsonWriter json, string name, Interval people)
    {
        json.WriteStartObject(name);
        WriteInterval(json, people);
        json.WriteEndObject();
    }

    private static void WriteInterval(Utf8JsonWriter json, Interval people)
    {
        json.WriteNumber("people", people.People);
        json.WriteNumber("at_least", people.AtLeast);
        json.WriteNumber("at_most", people.AtMost);
    }

    private static void WriteSeries(Utf8JsonWriter json, Count count)
    {
        json.WriteStartArray("series");
        foreach (var hour in count.Series)
        {
            json.WriteStartObject();
            json.WriteString("t", Printed.Time(hour.T));
            json.WriteNumber("answered", hour.Answered);
            json.WriteNumber("joined", hour.Joined);
            json.WriteNumber("posts", hour.Posts);
            json.WriteEndObject();
        }

        json.WriteEndArray();
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
