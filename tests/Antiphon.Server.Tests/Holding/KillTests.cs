using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Antiphon.Server.Demo;
using Antiphon.Server.Tests.Harness;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Server.Tests.Holding;

public sealed class KillTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(StoreKind.Sqlite, 10)]
    [InlineData(StoreKind.Postgres, 3)]
    public async Task What_was_acknowledged_is_there_however_often_the_process_is_killed_in_the_middle_of_everything(StoreKind kind, int times)
    {
        await using var server = await RunningServer.Start(kind, postgres, "--people-hash-rounds", "1000", "--limits-secrets", "1000000");
        await server.Account("imre", owner: true);
        await Task.WhenAll(server.Account("lena"), server.Account("amina"), server.Account("tomas"));
        await server.Done("call", "open", "--slug", Cast.CallSlug, "--by", "imre", "--text", Cast.CallWording, "--phrase", "me too", "--hashtag", Cast.CallHashtag);
        var tokens = await Task.WhenAll(server.Token("lena"), server.Token("amina"), server.Token("tomas"));
        using var load = new Load(server, await CallPost(server), tokens);
        var random = new Random(20171015);
        for (var round = 0; round < times; round++)
        {
            var working = load.Begin(round);
            await load.Until(acknowledged: 4);
            await Task.Delay(random.Next(20, 500), TestContext.Current.CancellationToken);
            await server.Kill();
            await working;
            await server.StartAgain();
            var recount = server.Ask("recount", new { Slug = Cast.CallSlug, Json = true });
            await load.FindEverything();
            using var counted = JsonDocument.Parse(await recount);
            Assert.True(counted.RootElement.GetProperty("equal").GetBoolean());
            var answered = counted.RootElement.GetProperty("answered").GetProperty("people").GetInt32();
            Assert.InRange(answered, load.People, load.PeopleAtMost);
        }

        await load.FindEverything(fromTheFirstRound: true);
        TestContext.Current.TestOutputHelper?.WriteLine($"{load.Posts} posts and {load.People} answers were acknowledged and found, on {kind}, over {times} kills.");
    }

    [Fact]
    public async Task An_import_that_is_killed_and_started_again_neither_loses_nor_doubles_a_post()
    {
        await using var server = await RunningServer.Somewhere();
        await server.Done("account", "create", "imre", "--email", "imre@example.org", "--password", "a long enough one", "--owner");
        foreach (var slug in (string[])["killed", "whole"])
        {
            await server.Done("call", "open", "--slug", slug, "--by", "imre", "--text", "Who went to work ill?", "--phrase", "me too", "--hashtag", slug, "--at", "2017-10-15T20:21:11Z");
        }

        const int Rows = 120_000;
        var file = Path.Combine(server.Directory, "replay.csv");
        await File.WriteAllLinesAsync(file, Archive(Rows), TestContext.Current.CancellationToken);
        var random = new Random(3);
        var interrupted = 0;
        for (var attempt = 0; attempt < 20 && interrupted < 3; attempt++)
        {
            using var import = server.Begin("import", file, "--call", "killed");
            if (import.WaitForExit(TimeSpan.FromMilliseconds(random.Next(500, 1_500)))) break;
            import.Kill();
            await import.WaitForExitAsync(TestContext.Current.CancellationToken);
            interrupted++;
        }

        using var report = JsonDocument.Parse(await server.Done("import", file, "--call", "killed", "--json"));
        Assert.Equal(Rows, report.RootElement.GetProperty("read").GetInt64() + report.RootElement.GetProperty("skipped").GetInt64());
        Assert.NotEqual(0, interrupted);
        await server.Done("import", file, "--call", "whole");
        Assert.Equal(await Figures(server, "whole"), await Figures(server, "killed"));
        var (people, posts) = (Rows / 3, Rows);
        Assert.Contains($"\"people\": {people}", await Figures(server, "killed"));
        Assert.Contains($"\"posts\": {posts}", await Figures(server, "killed"));

        // And once more, which must change nothing.
        await server.Done("import", file, "--call", "killed");
        Assert.Equal(await Figures(server, "whole"), await Figures(server, "killed"));
    }

    /// <summary>The call's figures, without its name and the numbers of its ledger's lines.</summary>
    private static async Task<string> Figures(RunningServer server, string slug) => string.Join('\n', (await server.Done("recount", slug, "--json")).Split('\n')
        .Where(static line => !line.Contains("\"slug\"", StringComparison.Ordinal) && !line.Contains("\"sequence\"", StringComparison.Ordinal)));

    /// <summary>Three posts of each author, all of them answers, over some days.</summary>
    private static IEnumerable<string> Archive(int rows)
    {
        yield return Networks.Archives.ReplayReader.Header;
        for (var row = 0; row < rows; row++)
        {
            var author = (1 + row / 3).ToString("x", CultureInfo.InvariantCulture);
            yield return string.Create(CultureInfo.InvariantCulture, $"{1_508_100_000 + row},{row + 16:x},{author},{row + 16:x},1,0,0,0,0,,0,0,0-3,1,0");
        }
    }

    private static async Task<string> CallPost(RunningServer server)
    {
        using var calls = JsonDocument.Parse(await server.Done("call", "list", "--json"));
        return calls.RootElement[0].GetProperty("post").GetString()!;
    }

    /// <summary>Many who post and answer at once, and remember what they were told was done.</summary>
    private sealed class Load(RunningServer server, string call, string[] tokens) : IDisposable
    {
        private const int Pressing = 4;

        private readonly HttpClient[] apps = [.. tokens.Select(server.As)];
        private readonly ConcurrentQueue<(string Id, string Text)> posts = new();
        private readonly ConcurrentQueue<(string Name, string Cookie)> answers = new();
        private int tried;
        private int before;
        private int foundPosts;
        private int foundAnswers;

        public int Posts => posts.Count;

        /// <summary>Those who were told that they are counted: the ones who replied and the ones who pressed.</summary>
        public int People => tokens.Length + answers.Count;

        /// <summary>Somebody may be counted and not have been told so any more.</summary>
        public int PeopleAtMost => tokens.Length + Volatile.Read(ref tried);

        public Task Begin(int round)
        {
            before = posts.Count + answers.Count;
            return Task.WhenAll([
                .. Enumerable.Range(0, tokens.Length * 2).Select(client => UntilKilled(number => Post(apps[client % apps.Length], $"me too, {round}-{client}-{number}"))),
                .. Enumerable.Range(0, Pressing).Select(client => UntilKilled(number => Press($"p_{round}_{client}_{number}"))),
            ]);
        }

        public async Task Until(int acknowledged)
        {
            var since = Stopwatch.StartNew();
            while (posts.Count + answers.Count < before + acknowledged)
            {
                Assert.True(since.Elapsed < TimeSpan.FromSeconds(30), "Nothing is acknowledged.");
                await Task.Delay(5, TestContext.Current.CancellationToken);
            }
        }

        /// <summary>Looks for everything that was acknowledged since the last time, or ever.</summary>
        public async Task FindEverything(bool fromTheFirstRound = false)
        {
            foreach (var some in posts.Skip(fromTheFirstRound ? 0 : foundPosts).Chunk(20))
            {
                using var found = JsonDocument.Parse(await apps[0].GetStringAsync("/api/v1/statuses?" + string.Join('&', some.Select(static post => "id[]=" + post.Id))));
                var texts = found.RootElement.EnumerateArray().ToDictionary(static one => one.GetProperty("id").GetString()!, static one => one.GetProperty("content").GetString()!);
                Assert.All(some, post => Assert.Contains(post.Text, texts[post.Id]));
            }

            foreach (var (name, cookie) in answers.Skip(fromTheFirstRound ? 0 : foundAnswers))
            {
                var page = await Page(cookie);
                Assert.True(page.Contains("value=\"undo\"", StringComparison.Ordinal), $"{name} is not counted any more.");
            }

            (foundPosts, foundAnswers) = (posts.Count, answers.Count);
        }

        public void Dispose()
        {
            foreach (var app in apps) app.Dispose();
        }

        private static async Task UntilKilled(Func<int, Task> act)
        {
            try
            {
                for (var number = 0; ; number++) await act(number);
            }
            catch (Exception gone) when (gone is HttpRequestException or IOException or SocketException or OperationCanceledException or ServerGoneException)
            {
                // Killed, as it should be.
            }
        }

        private async Task Post(HttpClient app, string text)
        {
            using var answer = await app.PostAsync("/api/v1/statuses", new FormUrlEncodedContent(new Dictionary<string, string> { ["status"] = text, ["in_reply_to_id"] = call }));
            var body = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode == HttpStatusCode.OK, body);
            using var json = JsonDocument.Parse(body);
            posts.Enqueue((json.RootElement.GetProperty("id").GetString()!, text));
        }

        private async Task Press(string name)
        {
            await server.Account(name);
            var cookie = "session=" + await server.Session(name);
            Interlocked.Increment(ref tried);
            using var press = new HttpRequestMessage(HttpMethod.Post, $"/calls/{Cast.CallSlug}/answer") { Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["deed"] = "answer" }) };
            press.Headers.Add("Cookie", cookie);
            press.Headers.Add("Sec-Fetch-Site", "same-origin");
            using var pressed = await server.Http.SendAsync(press);
            Assert.Equal(HttpStatusCode.SeeOther, pressed.StatusCode);
            answers.Enqueue((name, cookie));
        }

        private async Task<string> Page(string cookie)
        {
            using var ask = new HttpRequestMessage(HttpMethod.Get, $"/calls/{Cast.CallSlug}/answer");
            ask.Headers.Add("Cookie", cookie);
            using var page = await server.Http.SendAsync(ask);
            return await page.Content.ReadAsStringAsync();
        }
    }
}
