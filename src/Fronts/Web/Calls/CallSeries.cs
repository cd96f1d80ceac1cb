using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Antiphon.Calls;
using Antiphon.Calls.Spreading;
using Antiphon.Live;
using Antiphon.Tally;
using Antiphon.Web.Texts;

namespace Antiphon.Web.Calls;

/// <summary>One series of a call as a table for machines. Times are UTC, people and posts are whole numbers, and what a column holds is said in <paramref name="Says"/>.</summary>
/// <param name="Rows">Texts and whole numbers; null for nothing.</param>
public sealed record SeriesTable(string Says, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows)
{
    public byte[] Csv()
    {
        var text = new StringBuilder(string.Join(',', Columns)).Append('\n');
        foreach (var row in Rows) text.AppendJoin(',', row.Select(Field)).Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public byte[] Json(string slug, string series, long sequence, long asOf)
    {
        using var buffer = new MemoryStream(4_096);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("slug", slug);
            json.WriteString("series", series);
            json.WriteString("says", Says);
            json.WriteNumber("sequence", sequence);
            json.WriteString("as_of", Words.Iso(asOf));
            json.WriteStartArray("rows");
            foreach (var row in Rows)
            {
                json.WriteStartObject();
                for (var i = 0; i < Columns.Count; i++)
                {
                    json.WritePropertyName(Columns[i]);
                    if (row[i] is long number) json.WriteNumberValue(number);
                    else json.WriteStringValue((string?)row[i]);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>Quoted where RFC 4180 says so; a text that a spreadsheet would take for a formula is led by an apostrophe.</summary>
    private static string Field(object? value)
    {
        if (value is long number) return number.ToString(CultureInfo.InvariantCulture);
        var text = (string?)value ?? string.Empty;
        if (text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal)) text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }
}

/// <summary>Every series that a call's page draws, by name.</summary>
public static class CallSeries
{
    public static readonly FrozenSet<string> Names = FrozenSet.Create(StringComparer.Ordinal, "hours", "networks", "languages", "routes", "depth", "carriers", "decay");

    /// <summary>Whether a series comes from the frame alone, and so is as new as the number.</summary>
    public static bool IsOfTheFrame(string name) => name is "hours" or "networks";

    public static SeriesTable Of(string name, CallFrame frame, Spread spread, IReadOnlyList<NamedCarrier> named) => name switch
    {
        "hours" => Hours(frame.Count),
        "networks" => Networks(frame.Count),
        "languages" => new SeriesTable(
            "People by the language of their earliest standing answer, each at least this many: a multiple of ten, released once for every ten lines of the ledger about answers.",
            ["language", "people_at_least"], [.. spread.Languages.Select(static cell => (IReadOnlyList<object?>)[cell.Language, cell.AtLeast])]),
        "routes" => new SeriesTable(
            "People by UTC hour, network and way of their earliest standing answer: a post that stood free, the call's own page, a reply to the call or a quote of it, a reply further down.",
            ["t", "network", "free", "button", "direct", "deeper"],
            [.. spread.Hours.Select(static w => (IReadOnlyList<object?>)[Words.Iso(w.T), Name(w.Network), w.Free, w.Button, w.Direct, w.Deeper])]),
        "depth" => new SeriesTable(
            "Standing posts of the conversation under the call by how many replies lead to them; level 0 holds those of which the archive does not say it, the last level everything deeper.",
            ["level", "posts"],
            [
                .. spread.Thread.Levels.Select(static (posts, i) => (IReadOnlyList<object?>)[i + 1L, posts]),
                .. spread.Thread.Unknown > 0 ? (IReadOnlyList<object?>[])[[0L, spread.Thread.Unknown]] : [],
            ]),
        "carriers" => new SeriesTable(
            "Posts through which others answered whose authors may be named, with the people who answered under them, below that, or quoting; the row without a name is how many posts are not named.",
            ["name", "network", "t", "address", "people", "posts"],
            [
                .. named.Select(static one => (IReadOnlyList<object?>)[one.Name, Name(one.Post.Network), Words.Iso(one.At), one.Address, one.People, 1L]),
                .. spread.CarrierCount > named.Count ? (IReadOnlyList<object?>[])[[null, null, null, null, null, spread.CarrierCount - named.Count]] : [],
            ]),
        _ => new SeriesTable(
            "People by the UTC hour of their answer: who ever answered, whose answer stands, and (by the hour in which that became known) who left.",
            ["t", "ever", "standing", "left"], Decay(spread)),
    };

    private static string Name(Network network) => network.ToString().ToLowerInvariant();

    private static SeriesTable Hours(Count count)
    {
        long sum = 0;
        return new SeriesTable(
            "By UTC hour: people whose earliest standing answer falls in it, the same added up, people who joined, and posts.",
            ["t", "answered", "answered_so_far", "joined", "posts"],
            [.. count.Series.Select(hour => (IReadOnlyList<object?>)[Words.Iso(hour.T), hour.Answered, sum += hour.Answered, hour.Joined, hour.Posts])]);
    }

    private static SeriesTable Networks(Count count) => new(
        "By UTC hour and network: accounts whose earliest standing answer falls in it, those that joined, and posts.",
        ["t", "network", "answered", "joined", "posts"],
        [
            .. count.Series.SelectMany(static hour => hour.ByNetwork.OrderBy(static on => on.Key).Select(on =>
                (IReadOnlyList<object?>)[Words.Iso(hour.T), Name(on.Key), on.Value.Answered, on.Value.Joined, on.Value.Posts])),
        ]);

    private static List<IReadOnlyList<object?>> Decay(Spread spread)
    {
        var stands = spread.Decay.ToDictionary(static s => s.T);
        var left = spread.Left.ToDictionary(static l => l.T, static l => l.People);
        return [.. stands.Keys.Union(left.Keys).Order().Select(t => (IReadOnlyList<object?>)
            [Words.Iso(t), stands.GetValueOrDefault(t).Ever, stands.GetValueOrDefault(t).Standing, left.GetValueOrDefault(t)])];
    }
}
