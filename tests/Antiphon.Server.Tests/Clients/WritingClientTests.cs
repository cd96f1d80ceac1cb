using Antiphon.Server.Tests.Api;
using Antiphon.Server.Tests.Api.Contract;
using Antiphon.Server.Tests.Harness;
using Xunit;

namespace Antiphon.Server.Tests.Clients;

/// <summary>Real clients that read and write: toot and Mastodon.py, from registering the app and signing in to the number of a call that moves.</summary>
[Collection(ApiTests.Name)]
public sealed class WritingClientTests(ApiServer server)
{
    [Fact]
    public async Task Mastodon_py_does_everything_that_somebody_does_with_an_app()
    {
        var (me, other) = (await server.Member("petra"), await server.Member("ruth"));
        var picture = await Picture();
        await using var script = await Script.Python("app.py", server.Server.Url, other.Name, other.Token, server.CallPost, server.Server.Url + "/calls/worked-ill.json", picture);
        await script.Say(await Code(await Until(script, "authorize "), me.Name));
        await Until(script, "notify");
        var post = (await server.Nobody.Get($"/api/v1/accounts/{me.Id}/statuses?limit=1")).Ids[0];
        await other.Api.Post($"/api/v1/statuses/{post}/favourite");
        await other.Api.Post($"/api/v1/statuses/{post}/reblog");
        await other.Api.Post($"/api/v1/accounts/{me.Id}/follow");
        await other.Api.Say($"@{me.Name} hello");
        await script.Say("notified");
        Assert.Equal("done", await script.Line());
    }

    [Fact]
    public async Task Toot_signs_in_posts_answers_and_reads()
    {
        var (me, other) = (await server.Member("tom"), await server.Member("una"));
        var home = Directory.CreateTempSubdirectory("antiphon-toot-").FullName;
        try
        {
            await SignIn(home, me.Name);
            Assert.Contains($"@{me.Name}", await Toot(home, "whoami"), StringComparison.Ordinal);
            var posted = await Toot(home, "post", "A day in bed #Toot" + me.Id, "--media", await Picture(), "--description", "stripes", "--spoiler-text", "tired");
            var post = (await server.Nobody.Get($"/api/v1/accounts/{me.Id}/statuses")).Json[0];
            Assert.Contains(post.GetProperty("url").GetString()!, posted, StringComparison.Ordinal);
            Assert.Equal("stripes", post.GetProperty("media_attachments")[0].GetProperty("description").GetString());

            var before = await server.Answered();
            await Toot(home, "post", "Me too", "--reply-to", server.CallPost);
            await server.Answered(before + 1);
            var said = await other.Api.Say("to be read");
            foreach (var act in new[] { "favourite", "reblog", "bookmark" }) await Toot(home, act, said.Id);
            Assert.Contains(said.Id, await Toot(home, "bookmarks", "--once"), StringComparison.Ordinal);
            Assert.Contains(me.Name, await Toot(home, "reblogged_by", said.Id), StringComparison.Ordinal);
            foreach (var act in new[] { "favourite", "reblog", "bookmark" })
            {
                var flag = act[..3] switch { "fav" => "favourited", "reb" => "reblogged", _ => "bookmarked" };
                Assert.True((await me.Api.Get($"/api/v1/statuses/{said.Id}"))[flag].GetBoolean(), act);
                await Toot(home, "un" + act, said.Id);
                Assert.False((await me.Api.Get($"/api/v1/statuses/{said.Id}"))[flag].GetBoolean(), "un" + act);
            }

            await People(home, me, other);
            await Own(home, me, post.GetProperty("id").GetString()!);
            await Toot(home, "follow", other.Name);
            Assert.Contains(other.Name, await Toot(home, "following", me.Name), StringComparison.Ordinal);
            var theirs = await other.Api.Say($"@{me.Name} well done");
            for (var i = 0; i < 3; i++) await other.Api.Say($"page {i}");
            var paged = await Paged(home, "timeline", "--count", "2");
            Assert.Contains(theirs.Id, paged, StringComparison.Ordinal);
            Assert.Contains("That's all folks.", paged, StringComparison.Ordinal);
            await Task.WhenAll(new (string[] Asks, string Shows)[]
            {
                (["timeline", "--public", "--local", "--count", "5"], theirs.Id), (["timeline", "--tag", "toot" + me.Id], "A day in bed"), (["thread", server.CallPost], "Me too"),
                (["notifications"], "well done"), (["search", other.Name], other.Name), (["whois", other.Name], other.Name), (["instance", "--disable-https"], "Antiphon"),
            }.Select(async one => Assert.Contains(one.Shows, await Toot(home, one.Asks), StringComparison.Ordinal)));
            await Toot(home, "delete", post.GetProperty("id").GetString()!);
            Assert.Equal(System.Net.HttpStatusCode.NotFound, (await server.Nobody.Get("/api/v1/statuses/" + post.GetProperty("id").GetString())).Status);
            Assert.Contains($"{me.Name}@127.0.0.1:{server.Server.Port}", await Toot(home, "auth"), StringComparison.Ordinal);
            await Toot(home, "activate", $"{me.Name}@127.0.0.1:{server.Server.Port}");
            await Toot(home, "logout", $"{me.Name}@127.0.0.1:{server.Server.Port}");
            Assert.DoesNotContain(me.Name, await Toot(home, "auth"), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    /// <summary>What toot does to people, each seen in the relationship that an app is told of.</summary>
    private static async Task People(string home, Member me, Member other)
    {
        foreach (var (act, undo, flag) in new[] { ("follow", "unfollow", "following"), ("mute", "unmute", "muting"), ("block", "unblock", "blocking") })
        {
            await Toot(home, act, other.Name);
            Assert.True(await Is(flag), act);
            if (act == "follow") Assert.Contains(me.Name, await Toot(home, "followers", other.Name), StringComparison.Ordinal);
            await Toot(home, undo, other.Name);
            Assert.False(await Is(flag), undo);
        }

        async Task<bool> Is(string flag) => (await me.Api.Get($"/api/v1/accounts/relationships?id[]={other.Id}")).Json[0].GetProperty(flag).GetBoolean();
    }

    /// <summary>What toot does to one's own posts, pictures and hashtags. (Not <c>login_cli</c>, which would take the password, and not the full-screen <c>tui</c>.)</summary>
    private async Task Own(string home, Member me, string post)
    {
        await Toot(home, "pin", post);
        Assert.Equal([post], (await server.Nobody.Get($"/api/v1/accounts/{me.Id}/statuses?pinned=true")).Ids);
        await Toot(home, "unpin", post);
        Assert.Empty((await server.Nobody.Get($"/api/v1/accounts/{me.Id}/statuses?pinned=true")).Ids);
        Assert.Contains("/media/", await Toot(home, "upload", await Picture(), "--description", "more stripes"), StringComparison.Ordinal);
        Assert.Contains("toot", await Toot(home, "env"), StringComparison.Ordinal);
        if (Has("POST", "/api/v1/tags/{name}/follow"))
        {
            await Toot(home, "tags_follow", "Lantern");
            Assert.Contains("lantern", await Toot(home, "tags_followed"), StringComparison.OrdinalIgnoreCase);
            await Toot(home, "tags_unfollow", "Lantern");
        }

        Assert.DoesNotContain("lantern", await Toot(home, "tags_followed"), StringComparison.OrdinalIgnoreCase);
        if (!Has("DELETE", "/api/v1/scheduled_statuses/{id}")) return;
        await Toot(home, "post", "for later", "--scheduled-in", "1h");
        var scheduled = Assert.Single((await me.Api.Get("/api/v1/scheduled_statuses")).Json.EnumerateArray());
        Assert.Equal("for later", scheduled.GetProperty("params").GetProperty("text").GetString());
    }

    private static bool Has(string method, string route) => MastodonApi.MastodonApiServices.Endpoints.Any(one => one.Endpoint.Method == method && one.Endpoint.Route == route);

    private async Task SignIn(string home, string name)
    {
        await using var toot = Script.Toot(home, terminal: false, "login", "--disable-https", "--instance", $"127.0.0.1:{server.Server.Port}", "--no-color");
        var address = await Until(toot, $"http://127.0.0.1:{server.Server.Port}/oauth/authorize");
        await toot.Say("n");
        await toot.Say(await Code(address, name));
        await toot.Ended();
    }

    private static async Task<string> Toot(string home, params string[] arguments)
    {
        await using var toot = Script.Toot(home, terminal: false, [.. arguments, "--no-color"]);
        return await toot.Ended();
    }

    /// <summary>A timeline to its end: to "Continue?" by return, as often as it asks.</summary>
    private static async Task<string> Paged(string home, params string[] arguments)
    {
        await using var toot = Script.Toot(home, terminal: true, [.. arguments, "--no-color"]);
        for (var i = 0; i < 20; i++) await toot.Say(string.Empty);
        return await toot.Ended();
    }

    /// <summary>What follows the beginning of the first line that begins so; the whole line where it is an address.</summary>
    private static async Task<string> Until(Script script, string beginning)
    {
        while (true)
        {
            var line = await script.Line();
            if (line.StartsWith(beginning, StringComparison.Ordinal)) return beginning.StartsWith("http", StringComparison.Ordinal) ? line.Trim() : line[beginning.Length..].Trim();
        }
    }

    /// <summary>The code that this server shows, to a browser that signs in and says yes.</summary>
    private async Task<string> Code(string address, string name)
    {
        using var browser = new Visitor(server.Server);
        await browser.Open(new Uri(address).PathAndQuery);
        await browser.SignIn(name);
        var shown = await browser.Submit(new() { ["answer"] = "yes" });
        var start = shown.Html.IndexOf("id=\"code\">", StringComparison.Ordinal);
        Assert.True(start > 0, shown.Text);
        return shown.Html[(start + 10)..shown.Html.IndexOf('<', start + 10)];
    }

    private async Task<string> Picture()
    {
        var path = Path.Combine(server.Server.Directory, "stripes.png");
        await File.WriteAllBytesAsync(path, TestPng.Striped());
        return path;
    }
}
