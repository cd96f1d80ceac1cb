using System.Security.Cryptography;
using System.Text.Json;
using Antiphon.Server.Tests.Harness;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Server.Tests.Simulation;

/// <summary>A made-up weekend, of which everything is known: what is written, what is counted of it, and whether it has the shape of the one that it is made after.</summary>
public sealed class WeekendTests(PostgresServer postgres) : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("antiphon-weekend-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task It_is_counted_as_what_is_true_of_it_and_what_is_gone_later_leaves_what_stands(StoreKind kind)
    {
        await using var server = await RunningServer.Start(kind, postgres);
        await server.Account("imre", owner: true);
        var (file, truth) = await Simulate(server, "weekend.jsonl.zst", "--events", "60000", "--hours", "24", "--gone");
        await server.Done(
            "call", "open", "--slug", "weekend", "--by", "imre", "--phrase", "me too", "--phrase", "moi aussi", "--phrase", "yo también", "--phrase", "ich auch", "--hashtag", "WorkedIll",
            "--text", "If you have ever gone to work ill because you could not afford to stay home, answer me too.", "--at", truth.GetProperty("call").GetString()!);
        string[] posts = [.. truth.GetProperty("call_posts").EnumerateArray().SelectMany(static post => (string[])["--call-post", post.GetString()!])];
        await server.Done(["import", file, "--call", "weekend", .. posts]);
        using (var counted = await Count(server)) Same(truth, counted.RootElement);

        await server.Done("import", Path.Combine(directory, "weekend.gone.jsonl"), "--call", "weekend");
        using var later = await Count(server);
        var after = truth.GetProperty("after");
        Assert.Equal(after.GetProperty("answered").GetInt64(), later.RootElement.GetProperty("answered").GetProperty("at_most").GetInt64());
        Assert.Equal(after.GetProperty("ever_answered").GetInt64(), later.RootElement.GetProperty("ever_answered").GetInt64());
        Assert.Equal(after.GetProperty("posts").GetInt64(), later.RootElement.GetProperty("posts").GetInt64());
        Assert.InRange(after.GetProperty("answered").GetDouble() / after.GetProperty("ever_answered").GetDouble(), 0.7, 0.9);
        await server.Done("recount", "weekend");
    }

    [Fact]
    public async Task The_same_seed_writes_the_same_bytes()
    {
        await using var server = await RunningServer.Somewhere();
        var (one, _) = await Simulate(server, "one.jsonl", "--events", "20000");
        var (other, _) = await Simulate(server, "other.jsonl", "--events", "20000");
        var (third, _) = await Simulate(server, "third.jsonl", "--events", "20000", "--seed", "7");
        static string Hash(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
        Assert.Equal(Hash(one), Hash(other));
        Assert.NotEqual(Hash(one), Hash(third));

        // Pinned: a simulation may be cited by its seed.
        Assert.StartsWith("{\"antiphon\":1,", (await File.ReadAllLinesAsync(one))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_has_the_shape_that_was_published_of_the_weekend()
    {
        await using var server = await RunningServer.Somewhere();
        var (file, truth) = await Simulate(server, "weekend.jsonl", "--events", "800000", "--hours", "72");
        var posts = new Dictionary<string, (string Author, bool InThread, bool Bare, int Boosts)>();
        var (callReplies, callBoosts, callLikes) = (0, 0, 0);
        foreach (var line in File.ReadLines(file).Skip(1).Where(static line => line.StartsWith("{\"network\":\"twitter\"", StringComparison.Ordinal)))
        {
            using var json = JsonDocument.Parse(line);
            var one = json.RootElement;
            string Of(string name) => one.TryGetProperty(name, out var value) ? value.GetString()! : string.Empty;
            switch (Of("kind"))
            {
                case "post":
                    if (Of("root") == "1000") callReplies++;
                    posts.Add(Of("id"), (Of("author"), Of("root") == "1000", Of("text").Split(' ').Length <= 3, 0));
                    break;
                case "boost" when Of("target") == "1000":
                    callBoosts++;
                    break;
                case "boost":
                    var target = posts[Of("target")];
                    posts[Of("target")] = target with { Boosts = target.Boosts + 1 };
                    break;
                default:
                    if (Of("target") == "1000") callLikes++;
                    break;
            }
        }

        // Published: the busiest hour from 02:00 UTC on 16 October; 78 % without a boost; 0.61 authors to a post; a quarter bare, under the call 73 %; 2.8 replies : 1 boost : 2.1 likes.
        Assert.Equal(DateTimeOffset.Parse("2017-10-16T02:00:00Z", System.Globalization.CultureInfo.InvariantCulture), truth.GetProperty("peak_hour").GetDateTimeOffset());
        var free = posts.Values.Where(static post => !post.InThread).ToList();
        Assert.InRange(posts.Values.Count(static post => post.Boosts == 0) / (double)posts.Count, 0.75, 0.82);
        Assert.InRange(posts.Values.Select(static post => post.Author).Distinct().Count() / (double)posts.Count, 0.59, 0.63);
        Assert.InRange(free.Count(static post => post.Bare) / (double)free.Count, 0.22, 0.30);
        Assert.InRange(posts.Values.Where(static post => post.InThread).Average(static post => post.Bare ? 1.0 : 0), 0.69, 0.80);
        Assert.InRange(callReplies / (double)callBoosts, 2.5, 3.1);
        Assert.InRange(callLikes / (double)callBoosts, 1.8, 2.4);

        // 45 % of authored posts disclose, 11 % tell; and far more people react than write.
        Assert.InRange(truth.GetProperty("answered").GetProperty("at_most").GetDouble() / truth.GetProperty("authors").GetDouble(), 0.2, 0.5);
        Assert.True(truth.GetProperty("amplified").GetProperty("at_most").GetInt64() > 2 * truth.GetProperty("answered").GetProperty("at_most").GetInt64());
    }

    [Theory]
    [InlineData("--events", "0")]
    [InlineData("--events", "many")]
    [InlineData("--hours", "1000")]
    public async Task What_cannot_be_simulated_is_said(string option, string value)
    {
        await using var server = await RunningServer.Somewhere();
        var (code, _, errors) = await server.Verb("simulate", Path.Combine(directory, "no.jsonl"), option, value);
        Assert.NotEqual(0, code);
        Assert.Contains(option, errors);
        Assert.False(File.Exists(Path.Combine(directory, "no.jsonl")));
    }

    private async Task<(string File, JsonElement Truth)> Simulate(RunningServer server, string name, params string[] options)
    {
        var file = Path.Combine(directory, name);
        var (code, _, errors) = await server.Verb(["simulate", file, .. options]);
        Assert.True(code == 0, errors);
        using var truth = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(directory, name.Split('.')[0] + ".truth.json")));
        return (file, truth.RootElement.Clone());
    }

    private static async Task<JsonDocument> Count(RunningServer server)
    {
        // A frame is published four times a second: the one that is asked for must be of after the import.
        for (var patience = 0; ; patience++)
        {
            var first = JsonDocument.Parse(await server.Http.GetStringAsync("/calls/weekend.json"));
            await Task.Delay(300);
            var second = JsonDocument.Parse(await server.Http.GetStringAsync("/calls/weekend.json"));
            if (first.RootElement.GetProperty("sequence").GetInt64() == second.RootElement.GetProperty("sequence").GetInt64() || patience == 20) return second;
        }
    }

    private static void Same(JsonElement truth, JsonElement counted)
    {
        foreach (var ring in (string[])["answered", "joined", "amplified"])
        {
            foreach (var end in (string[])["at_least", "at_most"]) Assert.Equal((ring, end, truth.GetProperty(ring).GetProperty(end).GetInt64()), (ring, end, counted.GetProperty(ring).GetProperty(end).GetInt64()));
        }

        foreach (var network in truth.GetProperty("answered").GetProperty("by_network").EnumerateObject())
        {
            Assert.Equal((network.Name, network.Value.GetInt64()), (network.Name, counted.GetProperty("answered").GetProperty("by_network").GetProperty(network.Name).GetInt64()));
        }

        foreach (var figure in (string[])["stories", "posts", "replies", "boosts", "likes"]) Assert.Equal((figure, truth.GetProperty(figure).GetInt64()), (figure, counted.GetProperty(figure).GetInt64()));
        var hours = counted.GetProperty("series").EnumerateArray().ToDictionary(static hour => hour.GetProperty("t").GetDateTimeOffset());
        foreach (var hour in truth.GetProperty("series").EnumerateArray())
        {
            var t = hour.GetProperty("t").GetDateTimeOffset();
            foreach (var figure in (string[])["answered", "joined", "posts"]) Assert.Equal((t, figure, hour.GetProperty(figure).GetInt64()), (t, figure, hours[t].GetProperty(figure).GetInt64()));
        }

        Assert.Equal(truth.GetProperty("peak_hour").GetDateTimeOffset(), hours.MaxBy(static hour => hour.Value.GetProperty("answered").GetInt64()).Key);
    }
}
