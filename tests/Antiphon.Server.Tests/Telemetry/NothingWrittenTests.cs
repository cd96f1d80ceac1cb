using System.Net.Http.Headers;
using System.Text;
using Antiphon.Server.Demo;
using Antiphon.Server.Tests.Harness;
using Xunit;

namespace Antiphon.Server.Tests.Telemetry;

public sealed class NothingWrittenTests
{
    private const string Text = "marked-text-of-a-post";
    private const string Password = "marked-password-of-somebody";
    private const string Agent = "marked-agent/9.9 (marked-machine)";
    private const string Query = "marked-query-of-a-reader";
    private const string Address = "203.0.113.77";
    private const string Email = "marked-mail@example.org";

    /// <summary>Everything that a run leaves: the log at its most talkative, and every file in the data directory.</summary>
    [Fact]
    public async Task No_text_token_password_address_or_browser_of_anybody_is_written_to_the_log_and_no_secret_or_address_anywhere()
    {
        await using var server = await RunningServer.Start(options: ["--log-level", "debug", "--log-format", "json", "--trusted-proxies", "127.0.0.1", "--metrics-token", "marked-metrics-token"]);
        await server.Done("account", "create", "imre", "--owner", "--email", Email, "--password", Password);
        await server.Done("call", "open", "--slug", Cast.CallSlug, "--by", "imre", "--text", Cast.CallWording, "--phrase", "me too", "--hashtag", Cast.CallHashtag);
        var token = await server.Token("imre");
        using var app = server.As(token);
        app.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", Agent);
        app.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-For", Address);
        async Task<string> Send(HttpMethod method, string path, HttpContent? content = null)
        {
            using var answer = await app.SendAsync(new HttpRequestMessage(method, path) { Content = content }, TestContext.Current.CancellationToken);
            return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}";
        }

        static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(static one => KeyValuePair.Create(one.Name, one.Value)));
        static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

        // What succeeds, what is refused, and what is no request at all.
        Assert.StartsWith("200", await Send(HttpMethod.Post, "/api/v1/statuses", Form(("status", $"me too {Text}"))));
        Assert.StartsWith("4", await Send(HttpMethod.Post, "/api/v1/statuses", Json($$"""{"status": "{{Text}}", "media_ids": {"{{Text}}": """)));
        Assert.StartsWith("4", await Send(HttpMethod.Post, "/sign-in", Form(("Username", "imre"), ("Password", Password + "-wrong"))));
        Assert.StartsWith("303", await Send(HttpMethod.Post, "/sign-in", Form(("Username", "imre"), ("Password", Password))));
        await Send(HttpMethod.Get, $"/search?q={Query}");
        await Send(HttpMethod.Get, $"/nothing/{Query}");
        await Send(HttpMethod.Get, $"/once/{Query}");
        await Send(HttpMethod.Get, $"/api/v1/streaming?access_token={token}&stream={Query}");
        await Send(HttpMethod.Post, "/oauth/token", Form(("grant_type", "authorization_code"), ("code", Query), ("client_id", Query), ("client_secret", Query), ("redirect_uri", Query)));
        await Send(HttpMethod.Put, "/api/v1/media/1", new ByteArrayContent(Encoding.UTF8.GetBytes(Text)) { Headers = { ContentType = new MediaTypeHeaderValue("multipart/form-data") } });
        await Send(HttpMethod.Post, $"/calls/{Cast.CallSlug}/answer", Form(("deed", Text)));
        await server.Verb("token", "revoke", "marked-token-that-is-none");
        await server.Verb("import", Path.Combine(server.Directory, Query), "--call", Cast.CallSlug);
        Assert.Equal(0, await server.Stop());

        Assert.Contains("Antiphon is at", server.Log);
        foreach (var secret in (string[])[Text, Password, token, Agent, "marked-agent", Query, Address, Email, "marked-metrics-token", "marked-token-that-is-none"]) Assert.DoesNotContain(secret, server.Log);
        string[] nowhere = [Password, token, Agent, "marked-agent", Query, Address, "marked-metrics-token"];
        foreach (var file in Directory.EnumerateFiles(server.Directory, "*", SearchOption.AllDirectories))
        {
            var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            foreach (var secret in nowhere) Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) < 0, $"{Path.GetFileName(file)} holds {secret}.");
        }

        // The search itself finds what is there: the post is in the database, where it belongs.
        Assert.True((await File.ReadAllBytesAsync(Path.Combine(server.Directory, "antiphon.db"), TestContext.Current.CancellationToken)).AsSpan().IndexOf(Encoding.UTF8.GetBytes(Text)) >= 0);
        string[] known = ["antiphon.db", "antiphon.lock", "keys", "media"];
        Assert.Empty(Directory.EnumerateFileSystemEntries(server.Directory).Select(static entry => Path.GetFileName(entry)).Except(known));
    }
}
