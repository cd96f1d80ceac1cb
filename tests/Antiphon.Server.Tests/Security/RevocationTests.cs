using System.Diagnostics;
using System.Net;
using Antiphon.Server.Tests.Harness;
using Antiphon.Server.Tests.OAuth;
using Antiphon.Server.Tests.Streaming;
using Xunit;

namespace Antiphon.Server.Tests.Security;

/// <summary>
/// State death is one event (security.md, defence 9 and test 24): whatever ends somebody's access, by page, API or command line, ends every session, token and open stream that it concerns
/// within five seconds, and nothing beside them.
/// </summary>
public sealed class RevocationTests(OAuthServer oauth) : IClassFixture<OAuthServer>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    private RunningServer Server => oauth.Server;

    /// <param name="way">What is done.</param>
    /// <param name="dies">What it ends: the app's token, the other token, the browser that did it, the other browser.</param>
    [Theory]
    [InlineData("the app revokes its token", "app")]
    [InlineData("the app is thrown out on the web", "app")]
    [InlineData("the code is used twice", "app")]
    [InlineData("the token is revoked by command line", "token")]
    [InlineData("the other session is ended on the web", "browser")]
    [InlineData("the other session signs out", "browser")]
    [InlineData("the password is changed on the web", "app token browser")]
    [InlineData("a new password is set by link", "app token browser own")]
    [InlineData("the account is suspended by command line", "app token browser own")]
    [InlineData("the account is suspended on the web", "app token browser own")]
    [InlineData("the account is deleted by command line", "app token browser own")]
    [InlineData("the account is deleted on the web", "app token browser own")]
    public async Task What_ends_access_ends_it_everywhere_and_at_once(string way, string dies)
    {
        var name = "v" + Math.Abs(way.GetHashCode(StringComparison.Ordinal)) % 1_000_000;
        await Server.Account(name);
        var app = await oauth.App();
        var exchange = OAuthServer.Exchange(app, await oauth.Code(app, name: name));
        var tokens = new Dictionary<string, string> { ["app"] = await oauth.Token(exchange), ["token"] = await OperatorToken(name), ["bystander"] = await Server.Token("odo") };
        using var own = new Visitor(Server);
        using var browser = new Visitor(Server);
        using var bystander = new Visitor(Server);
        await own.SignIn(name);
        await browser.SignIn(name);
        await bystander.SignIn("odo");
        var streams = new List<(string Of, Listening Stream)>();
        foreach (var (of, token) in tokens)
        {
            streams.Add((of, await Events.Open(Server, token, "user")));
            streams.Add((of, await Events.Open(Server, token, "public")));
            streams.Add((of, await Socket.Open(Server, token, "?stream=user")));
        }

        // All of it is alive before: or its death would say nothing.
        foreach (var token in tokens.Values) Assert.Equal(HttpStatusCode.OK, await oauth.Works(token));
        foreach (var visitor in new[] { own, browser, bystander }) Assert.True(await SignedIn(visitor));
        Assert.All(streams, static one => Assert.False(one.Stream.Over.IsCompleted));

        var since = Stopwatch.StartNew();
        await Do(way, name, own, browser, app, exchange, tokens);
        foreach (var (of, stream) in streams.Where(one => dies.Split(' ').Contains(one.Of))) await stream.Closed();
        foreach (var (of, token) in tokens) Assert.Equal((of, dies.Split(' ').Contains(of) ? HttpStatusCode.Unauthorized : HttpStatusCode.OK), (of, await oauth.Works(token)));
        foreach (var (of, visitor) in new[] { ("own", own), ("browser", browser), ("bystander", bystander) })
            Assert.Equal((of, !dies.Split(' ').Contains(of)), (of, await SignedIn(visitor)));

        Assert.True(since.Elapsed < Deadline, $"It took {since.Elapsed}.");
        foreach (var (of, token) in tokens)
        {
            if (dies.Split(' ').Contains(of)) Assert.Equal(HttpStatusCode.Unauthorized, await Socket.Refused(Server, token, "?stream=user"));
        }

        // What must live does: a post comes through every stream that is left.
        using var writer = Server.As(tokens["bystander"]);
        using var posted = await writer.PostAsync("/api/v1/statuses", new FormUrlEncodedContent(new Dictionary<string, string> { ["status"] = "Still here" }));
        Assert.Equal(HttpStatusCode.OK, posted.StatusCode);
        foreach (var (of, stream) in streams)
        {
            if (dies.Split(' ').Contains(of)) Assert.True(stream.Over.IsCompleted);
            else if (of == "bystander") Assert.Equal("update", (await stream.Next()).Name);
            else Assert.False(stream.Over.IsCompleted);
            await stream.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_server_that_stops_closes_its_streams_at_once_and_finishes_what_it_has_begun()
    {
        await using var server = await RunningServer.Start();
        await server.Account("rosa", owner: true);
        var token = await server.Token("rosa");
        await using var events = await Events.Open(server, token, "user");
        await using var socket = await Socket.Open(server, token, "?stream=public");

        // A body that is still on its way when the server is told to stop.
        using var client = server.As(token);
        var slow = new SlowBody("status=Finished");
        var posting = client.PostAsync("/api/v1/statuses", slow);
        await slow.Begun;
        var since = Stopwatch.StartNew();
        var stopping = server.Stop();
        await events.Closed();
        await socket.Closed();
        Assert.True(since.Elapsed < TimeSpan.FromSeconds(3), $"Streams took {since.Elapsed} to close.");
        Assert.Equal(System.Net.WebSockets.WebSocketCloseStatus.EndpointUnavailable, socket.CloseStatus);
        Assert.False(stopping.IsCompleted);
        slow.Finish();
        using var answer = await posting;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(0, await stopping);
        await server.StartAgain();
        Assert.Contains("Finished", await server.Http.GetStringAsync("/api/v1/timelines/public"));
    }

    /// <summary>One that can stand on a command line: a token that begins with a dash would be taken for an option.</summary>
    private async Task<string> OperatorToken(string name)
    {
        while (true)
        {
            var token = await Server.Token(name);
            if (!token.StartsWith('-')) return token;
        }
    }

    private static async Task<bool> SignedIn(Visitor visitor) => (await visitor.Open("/settings/sessions")).Address.AbsolutePath == "/settings/sessions";

    private async Task Do(string way, string name, Visitor own, Visitor browser, TestApp app, Dictionary<string, string> exchange, Dictionary<string, string> tokens)
    {
        switch (way)
        {
            case "the app revokes its token":
                (await oauth.Post("/oauth/revoke", new() { ["client_id"] = app.Id, ["client_secret"] = app.Secret, ["token"] = tokens["app"] })).Dispose();
                break;
            case "the app is thrown out on the web":
                await own.Open("/settings/apps");
                await own.Submit([], "Lantern");
                break;
            case "the code is used twice":
                await oauth.Refused(exchange, "invalid_grant");
                break;
            case "the token is revoked by command line":
                await Server.Done("token", "revoke", tokens["token"]);
                break;
            case "the other session is ended on the web":
                await own.Open("/settings/sessions");
                await own.Submit([], "name=\"id\"");
                break;
            case "the other session signs out":
                await browser.Open("/sign-out");
                await browser.Submit([]);
                break;
            case "the password is changed on the web":
                await own.Open("/settings/account");
                await own.Submit(new() { ["OldPassword"] = "a long enough one", ["NewPassword"] = "another long one" }, "handler=password");
                break;
            case "a new password is set by link":
                var link = (await Server.Done("account", "password-link", name)).Trim();
                using (var third = new Visitor(Server))
                {
                    await third.Open(new Uri(link).AbsolutePath);
                    await third.Submit(new() { ["Password"] = "another long one" });
                }

                break;
            case "the account is suspended by command line":
                await Server.Done("account", "suspend", name);
                break;
            case "the account is suspended on the web":
                using (var found = System.Text.Json.JsonDocument.Parse(await Server.Http.GetStringAsync("/api/v1/accounts/lookup?acct=" + name)))
                using (var owner = new Visitor(Server))
                {
                    await owner.SignIn("mira");
                    await owner.Open("/admin/accounts/" + found.RootElement.GetProperty("id").GetString());
                    await owner.Submit(new() { ["Act"] = "Suspend" }, "handler=act");
                }

                break;
            case "the account is deleted by command line":
                await Server.Done("account", "delete", name);
                break;
            case "the account is deleted on the web":
                await own.Open("/settings/leave");
                await own.Submit(new() { ["Password"] = "a long enough one", ["Sure"] = "true" }, "handler=delete");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(way), way, "Unknown");
        }
    }

    /// <summary>A form of which the last byte waits.</summary>
    private sealed class SlowBody : HttpContent
    {
        private readonly byte[] body;
        private readonly TaskCompletionSource begun = new();
        private readonly TaskCompletionSource finish = new();

        public SlowBody(string form)
        {
            body = System.Text.Encoding.ASCII.GetBytes(form);
            Headers.ContentType = new("application/x-www-form-urlencoded");
        }

        public Task Begun => begun.Task;

        public void Finish() => finish.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(body.AsMemory(0, body.Length - 1));
            await stream.FlushAsync();
            begun.SetResult();
            await finish.Task;
            await stream.WriteAsync(body.AsMemory(body.Length - 1));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = body.Length;
            return true;
        }
    }
}
