using System.Text.Json;
using Antiphon.Tally;
using Antiphon.Web.Texts;

namespace Antiphon.Web.Calls;

/// <summary>A count as JSON: the one writer of these names, for <c>/calls/{slug}.json</c>, for the command line and for whoever compares the two.</summary>
public static class CountJson
{
    /// <summary>Its properties, inside an object that the caller has begun.</summary>
    public static void Write(Utf8JsonWriter json, Count count)
    {
        json.WriteNumber("sequence", count.Sequence);
        json.WriteStartObject("answered");
        Bounds(json, count.Answered);
        json.WriteStartObject("by_network");
        foreach (var (network, people) in count.ByNetwork.OrderBy(static pair => pair.Key)) json.WriteNumber(Word(network), people);
        json.WriteEndObject();
        json.WriteStartObject("by_tier");
        foreach (var (tier, cell) in count.ByTier.OrderBy(static pair => pair.Key)) Cell(json, tier.ToString(), cell);
        json.WriteEndObject();
        json.WriteEndObject();
        Interval(json, "joined", count.Joined);
        Interval(json, "amplified", count.Amplified);
        json.WriteNumber("visitors", count.Visitors);
        json.WriteNumber("stories", count.Stories);
        json.WriteNumber("posts", count.Posts);
        json.WriteNumber("replies", count.Replies);
        json.WriteNumber("boosts", count.Boosts);
        json.WriteNumber("likes", count.Likes);
        json.WriteNumber("ever_answered", count.EverAnswered);
        json.WriteNumber("withdrawn", count.Withdrawn);
        json.WriteNumber("removed", count.Removed);
        json.WriteStartObject("by_route");
        foreach (var (route, people) in count.ByRoute.OrderBy(static pair => pair.Key)) json.WriteNumber(Word(route), people);
        json.WriteEndObject();
        Series(json, count.Series);
    }

    /// <summary>A value of an enumeration as the data name it.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static void Series(Utf8JsonWriter json, IReadOnlyList<Hour> series)
    {
        json.WriteStartArray("series");
        foreach (var hour in series)
        {
            json.WriteStartObject();
            json.WriteString("t", Words.Iso(hour.T));
            json.WriteNumber("answered", hour.Answered);
            json.WriteNumber("joined", hour.Joined);
            json.WriteNumber("posts", hour.Posts);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Interval(Utf8JsonWriter json, string name, Interval interval)
    {
        json.WriteStartObject(name);
        Bounds(json, interval);
        json.WriteEndObject();
    }

    private static void Bounds(Utf8JsonWriter json, Interval interval)
    {
        json.WriteNumber("people", interval.People);
        json.WriteNumber("at_least", interval.AtLeast);
        json.WriteNumber("at_most", interval.AtMost);
    }

    /// <summary>A withheld figure is a sentence, so that nobody takes it for a number.</summary>
    private static void Cell(Utf8JsonWriter json, string name, Cell cell)
    {
        if (cell.Value is { } value) json.WriteNumber(name, value);
        else json.WriteString(name, cell.ToString());
    }
}
