using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Antiphon.Server.Tests.Harness;
using Xunit;

namespace Antiphon.Server.Tests.OAuth;

/// <summary>An app as it was registered.</summary>
public sealed record TestApp(string Id, string Secret, string Redirect, string Scopes);

/// <summary>PKCE's pair.</summary>
public sealed record Pkce(string Verifier, string Challenge)
{
    public static Pkce New()
    {
        var verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return new Pkce(verifier, Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))));
    }
}

/// <summary>One server with a member, mira, for all tests of signing in with an app. The limits on attempts are wide: other tests are about those.</summary>
public sealed class OAuthServer : IAsyncLifetime
{
    public const string Callback = "https://client.example/callback?from=antiphon";

    public RunningServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await RunningServer.Start(options: ["--limits-secrets", "100000"]);
        await Server.Account("mira", owner: true);
        await Server.Account("odo");
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    public async Task<TestApp> App(string redirect = Callback, string scopes = "read write follow push", string name = "Lantern")
    {
        using var answer = await Server.Http.PostAsJsonAsync("/api/v1/apps", new { client_name = name, redirect_uris = redirect, scopes, website = "https://client.example" });
        var json = await Json(answer);
        return new TestApp(json.GetProperty("client_id").GetString()!, json.GetProperty("client_secret").GetString()!, redirect, scopes);
    }

    /// <summary>Where an app sends somebody's browser.</summary>
    public static string Ask(TestApp app, Pkce? pkce = null, string? scope = null, string more = "") =>
        $"/oauth/authorize?response_type=code&client_id={app.Id}&redirect_uri={Uri.EscapeDataString(app.Redirect)}&scope={Uri.EscapeDataString(scope ?? app.Scopes)}"
        + (pkce is null ? string.Empty : $"&code_challenge={pkce.Challenge}&code_challenge_method=S256") + more;

    /// <summary>A code, by a browser that signs in and says yes.</summary>
    public async Task<string> Code(TestApp app, Pkce? pkce = null, string name = "mira")
    {
        using var browser = new Visitor(Server);
        await browser.Open(Ask(app, pkce));
        await browser.SignIn(name);
        var led = await browser.Submit(new() { ["answer"] = "yes" });
        Assert.NotNull(led.LeadsTo);
        return Query(led.LeadsTo)["code"];
    }

    /// <summary>What an app sends for a code.</summary>
    public static Dictionary<string, string> Exchange(TestApp app, string code, Pkce? pkce = null)
    {
        var fields = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code", ["code"] = code, ["client_id"] = app.Id, ["client_secret"] = app.Secret, ["redirect_uri"] = app.Redirect,
        };
        if (pkce is not null) fields["code_verifier"] = pkce.Verifier;
        return fields;
    }

    public async Task<HttpResponseMessage> Post(string path, Dictionary<string, string> fields) => await Server.Http.PostAsync(path, new FormUrlEncodedContent(fields));

    /// <summary>The token that this exchange gives; it must.</summary>
    public async Task<string> Token(Dictionary<string, string> exchange)
    {
        using var answer = await Post("/oauth/token", exchange);
        return (await Json(answer)).GetProperty("access_token").GetString()!;
    }

    /// <summary>An exchange that must be refused, by OAuth's name for why.</summary>
    public async Task Refused(Dictionary<string, string> exchange, string error, HttpStatusCode status = HttpStatusCode.BadRequest)
    {
        using var answer = await Post("/oauth/token", exchange);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(error, json.RootElement.GetProperty("error").GetString());
        Assert.False(string.IsNullOrEmpty(json.RootElement.GetProperty("error_description").GetString()));
        Assert.DoesNotContain("access_token", json.RootElement.EnumerateObject().Select(static one => one.Name));
    }

    /// <summary>The status with which a token is taken.</summary>
    public async Task<HttpStatusCode> Works(string token)
    {
        using var client = Server.As(token);
        using var answer = await client.GetAsync("/api/v1/accounts/verify_credentials");
        return answer.StatusCode;
    }

    public static Dictionary<string, string> Query(Uri address) => address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(static pair => pair.Split('=', 2)).ToDictionary(static pair => pair[0], static pair => Uri.UnescapeDataString(pair[1]));

    public static async Task<JsonElement> Json(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{(int)answer.StatusCode}: {text}");
        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }
}
