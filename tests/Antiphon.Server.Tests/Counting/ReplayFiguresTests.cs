using System.Text.Json;
using Antiphon.Server.Tests.Harness;
using Antiphon.Tests;
using DuckDB.NET.Data;
using Xunit;

namespace Antiphon.Server.Tests.Counting;

/// <summary>
/// The archived weekend, imported by the command line into a running server and read from the call's public data, is what a database that shares nothing with us finds in the file.
/// </summary>
public sealed class ReplayFiguresTests
{
    private const string Opened = "2017-10-15T20:21:11Z";

    /// <summary>The rules of docs/counting.md for rows without text, said in SQL: a row answers if it is a reply to the call or a quote of it, bare, or in the first person.</summary>
    private const string Weekend =
        """
        CREATE VIEW every_row AS SELECT *, epoch_ms(t_unix * 1000) AS moment, in_call_thread = 1 OR quotes_call = 1 OR words = '0-3' OR first_person = 1 AS answers
            FROM read_csv('$FILE', header = true, types = {'post': 'VARCHAR', 'author': 'VARCHAR', 'words': 'VARCHAR', 'mention_authors': 'VARCHAR', 'thread': 'VARCHAR'});
        CREATE VIEW posts AS SELECT * FROM every_row WHERE moment >= TIMESTAMP '2017-10-15 20:21:11';
        CREATE VIEW people AS SELECT author, bool_or(answers) AS answered, bool_or(answers AND first_person = 1 AND story_hint = 1) AS told,
            date_trunc('hour', coalesce(min(moment) FILTER (answers), min(moment))) AS hour FROM posts GROUP BY author;
        """;

    [Fact]
    public async Task The_calls_public_data_is_what_another_database_finds_in_the_file()
    {
        var replay = Shared.File("data/metoo-2017/replay.csv.gz");
        await using var server = await RunningServer.Start();
        await server.Account("ada", owner: true);
        await server.Done("call", "open", "--slug", "metoo", "--by", "ada", "--text", "If it happened to you, answer \"me too\".", "--phrase", "me too", "--hashtag", "MeToo", "--at", Opened);
        using var report = JsonDocument.Parse(await server.Done("import", replay, "--call", "metoo", "--json"));
        await server.Done("recount", "metoo");
        var first = await server.Http.GetStringAsync("/calls/metoo.json");
        using var data = JsonDocument.Parse(first);
        var count = data.RootElement;

        await using var duck = new DuckDBConnection("DataSource=:memory:");
        await duck.OpenAsync();
        await Run(duck, Weekend.Replace("$FILE", replay.Replace("'", "''", StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.Equal(Number(duck, "SELECT count(*) FROM every_row WHERE moment < TIMESTAMP '2017-10-15 20:21:11'"), report.RootElement.GetProperty("beforeTheCall").GetInt64());
        Assert.Equal(Number(duck, "SELECT count(*) FROM posts"), count.GetProperty("posts").GetInt64());
        var answered = Number(duck, "SELECT count(*) FROM people WHERE answered");
        Assert.Equal((answered, answered, answered), (Of(count, "answered", "people"), Of(count, "answered", "at_least"), Of(count, "answered", "at_most")));
        Assert.Equal(answered, count.GetProperty("ever_answered").GetInt64());
        Assert.Equal(Number(duck, "SELECT count(*) FROM people WHERE NOT answered"), Of(count, "joined", "people"));
        Assert.Equal(Number(duck, "SELECT count(*) FROM people WHERE answered AND told"), count.GetProperty("stories").GetInt64());
        Assert.Equal((0, 0, 0), (Of(count, "amplified", "people"), count.GetProperty("boosts").GetInt64(), count.GetProperty("likes").GetInt64()));
        Assert.Equal(Hours(duck), count.GetProperty("series").EnumerateArray().Select(static hour => (
            DateTimeOffset.Parse(hour.GetProperty("t").GetString()!, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime,
            hour.GetProperty("answered").GetInt64(), hour.GetProperty("joined").GetInt64(), hour.GetProperty("posts").GetInt64())));

        await server.Done("import", replay, "--call", "metoo");
        using var again = JsonDocument.Parse(await server.Http.GetStringAsync("/calls/metoo.json"));
        Assert.Equal(count.GetProperty("sequence").GetInt64(), again.RootElement.GetProperty("sequence").GetInt64());
    }

    private static long Of(JsonElement count, string ring, string figure) => count.GetProperty(ring).GetProperty(figure).GetInt64();

    private static List<(DateTime, long, long, long)> Hours(DuckDBConnection duck)
    {
        using var command = duck.CreateCommand();
        command.CommandText =
            """
            SELECT hour, sum(a), sum(j), sum(p) FROM (
                SELECT hour, answered::BIGINT AS a, (NOT answered)::BIGINT AS j, 0 AS p FROM people
                UNION ALL SELECT date_trunc('hour', moment), 0, 0, 1 FROM posts) GROUP BY hour ORDER BY hour
            """;
        using var reader = command.ExecuteReader();
        var hours = new List<(DateTime, long, long, long)>();
        while (reader.Read()) hours.Add((DateTime.SpecifyKind(reader.GetDateTime(0), DateTimeKind.Utc), Whole(reader, 1), Whole(reader, 2), Whole(reader, 3)));
        return hours;
    }

    private static long Whole(DuckDBDataReader reader, int column) => (long)reader.GetFieldValue<System.Numerics.BigInteger>(column);

    private static long Number(DuckDBConnection duck, string sql)
    {
        using var command = duck.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task Run(DuckDBConnection duck, string sql)
    {
        await using var command = duck.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
