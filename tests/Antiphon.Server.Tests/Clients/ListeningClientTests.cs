using System.Text.Json;
using Antiphon.Server.Tests.Harness;
using Antiphon.Server.Tests.OAuth;
using Antiphon.Server.Tests.Streaming;
using Xunit;

namespace Antiphon.Server.Tests.Clients;

/// <summary>Real clients that listen: masto.js over a WebSocket, Mastodon.py over server-sent events.</summary>
public sealed class ListeningClientTests(StreamingServer house) : IClassFixture<StreamingServer>
{
    private readonly HashSet<(string Stream, string Event, string What)> heard = [];

    [Fact]
    public async Task Masto_js_does_everything_that_somebody_does_with_an_app()
    {
        await house.Server.Account("nora");
        using var other = await house.Person("olaf");
        using var stranger = await house.Person("stina");
        await house.Server.Done(
            "call", "open", "--slug", "worked-ill", "--by", "owner", "--phrase", "me too", "--hashtag", "AskedOnce",
            "--text", "If you have ever gone to work ill because you could not afford to stay home, answer me too");
        using var timeline = JsonDocument.Parse(await house.Server.Http.GetStringAsync("/api/v1/timelines/public"));
        var call = timeline.RootElement.EnumerateArray().First(static post => post.GetProperty("account").GetProperty("acct").GetString() == "owner").GetProperty("id").GetString()!;
        await house.Server.Done("announcement", "make", "The house is closed on Sunday");
        var owner = await house.Server.Token("owner", "read write admin:read admin:write");
        await using var script = Script.Node("masto.mjs", new() { ["URL"] = house.Server.Url, ["OTHER_TOKEN"] = other.Token, ["OWNER_TOKEN"] = owner, ["STRANGER_TOKEN"] = stranger.Token, ["SLUG"] = "worked-ill", ["CALL"] = call });
        var asks = await script.Line();
        Assert.StartsWith("authorize ", asks);
        using var browser = new Visitor(house.Server);
        await browser.Open(asks["authorize ".Length..]);
        await browser.SignIn("nora");
        var led = await browser.Submit(new() { ["answer"] = "yes" });
        await script.Say(OAuthServer.Query(led.LeadsTo!)["code"]);
        Assert.Equal("done", await script.Line());
    }

    [Fact]
    public async Task Mastodon_py_hears_events_and_heartbeats_on_every_stream()
    {
        using var petra = await house.Person("petra");
        using var ruth = await house.Person("ruth");
        await using var script = await Script.Python("listen.py", house.Server.Url, petra.Token);
        var greeted = new HashSet<string>();
        while (greeted.Count < 5)
        {
            var one = await Heard(script);
            Assert.Equal("heartbeat", one.Event);
            greeted.Add(one.Stream);
        }

        var post = await petra.Write("Answer me #WorkedIll");
        await Expect(script, "update", post, "hashtag", "public", "public:local", "user");
        await petra.Do(HttpMethod.Put, $"/api/v1/statuses/{post}", new { status = "Answer me, all of you #WorkedIll" });
        await Expect(script, "status.update", post, "hashtag", "public", "public:local", "user");
        await ruth.Post($"/api/v1/statuses/{post}/favourite");
        await Expect(script, "notification", "favourite", "user");
        await petra.Do(HttpMethod.Delete, $"/api/v1/statuses/{post}");
        await Expect(script, "delete", post, "hashtag", "public", "public:local", "user");

        // Of a stranger's private word one is not told but in a request.
        await petra.Post($"/api/v1/accounts/{ruth.Id}/follow");
        var letter = await ruth.Write("@petra only you", "direct");
        await Expect(script, "conversation", letter, "direct");
        await Expect(script, "notification", "mention", "user");
        Assert.DoesNotContain(heard, one => one.Event == "update" && one.What == letter);
    }

    /// <summary>Waits until it was heard on each of these streams.</summary>
    private async Task Expect(Script script, string name, string what, params string[] streams)
    {
        // Heartbeats go on, so a line is always there: what is never told must not be waited for for ever.
        var until = DateTime.UtcNow.AddSeconds(60);
        while (!streams.All(stream => heard.Contains((stream, name, what))))
        {
            Assert.True(DateTime.UtcNow < until, $"{name} {what} was not heard; heard: {string.Join(", ", heard)}");
            var one = await Heard(script);
            Assert.NotEqual("abort", one.Event);
            heard.Add(one);
        }
    }

    private static async Task<(string Stream, string Event, string What)> Heard(Script script)
    {
        using var json = JsonDocument.Parse(await script.Line());
        return (json.RootElement.GetProperty("stream").GetString()!, json.RootElement.GetProperty("event").GetString()!, json.RootElement.GetProperty("what").GetString()!);
    }
}
