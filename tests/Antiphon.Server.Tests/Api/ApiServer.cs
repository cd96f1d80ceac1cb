using System.Net;
using Antiphon.Server.Tests.Api.Contract;
using Antiphon.Server.Tests.Harness;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Antiphon.Server.Tests.Api;

/// <summary>One server for all tests of the API, which run one after another on it.</summary>
[CollectionDefinition(Name)]
public sealed class ApiTests : ICollectionFixture<ApiServer>
{
    public const string Name = "api";
}

/// <summary>A server that anybody may join through an app, its owner Ada, Bob, and a call of Ada's that is open.</summary>
public sealed class ApiServer : IAsyncLifetime
{
    public const string Scopes = "read write follow push";

    private RunningServer? server;
    private ApiClient? app;
    private int members;

    public RunningServer Server => server!;

    public string AdaToken { get; private set; } = string.Empty;

    /// <summary>Owns the server and has called.</summary>
    internal ApiClient Ada { get; private set; } = null!;

    internal ApiClient Bob { get; private set; } = null!;

    internal ApiClient Nobody { get; private set; } = null!;

    /// <summary>The call's own post.</summary>
    internal string CallPost { get; private set; } = string.Empty;

    public async ValueTask InitializeAsync()
    {
        server = await RunningServer.Start();
        await server.Account("ada", owner: true);
        AdaToken = await server.Token("ada");
        await Open();
        Nobody = new ApiClient(server.Http, null);
        Ada = new ApiClient(server.Http, AdaToken);
        await server.Done(
            "call", "open", "--slug", "worked-ill", "--by", "ada", "--phrase", "me too", "--hashtag", "WorkedIll", "--language", "en",
            "--text", "If you have ever gone to work ill because you could not afford to stay home, answer me too");
        CallPost = (await Nobody.Get("/api/v1/timelines/public")).Ids[0];
        Bob = (await Member("bob")).Api;
    }

    /// <summary>A fresh member, joined through an app, so that a test has nobody else's posts and notifications.</summary>
    internal async Task<Member> Member(string name = "someone", string scopes = Scopes)
    {
        app ??= await AppAlone(Scopes);
        var caller = scopes == Scopes ? app : await AppAlone(scopes + " write:accounts");
        var username = $"{name}{++members}";
        var joined = await caller.Post(
            "/api/v1/accounts", ("username", username), ("email", $"{username}@example.org"), ("password", "a long enough one"), ("agreement", "true"), ("locale", "en"));
        Assert.True(joined.Status == HttpStatusCode.OK, joined.Body);
        var token = joined["access_token"].GetString()!;
        var found = await Nobody.Get($"/api/v1/accounts/lookup?acct={username}");
        return new Member(username, found.Id, token, new ApiClient(Server.Http, token));
    }

    /// <summary>How many have answered the call by now.</summary>
    internal async Task<int> Answered()
    {
        using var call = System.Text.Json.JsonDocument.Parse(await Server.Http.GetStringAsync("/calls/worked-ill.json"));
        return call.RootElement.GetProperty("answered").GetProperty("people").GetInt32();
    }

    /// <summary>Waits until the published number is this; it is published at most four times a second.</summary>
    internal async Task Answered(int expected)
    {
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (await Answered() is var now && now != expected)
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(10), $"{now} have answered, and not {expected}.");
            await Task.Delay(50);
        }
    }

    /// <summary>A fresh app that acts for nobody.</summary>
    internal async Task<ApiClient> AppAlone(string scopes)
    {
        var registered = await Nobody.Post("/api/v1/apps", ("client_name", "Tests"), ("redirect_uris", "urn:ietf:wg:oauth:2.0:oob"), ("scopes", scopes));
        var token = await Nobody.Post(
            "/oauth/token", ("grant_type", "client_credentials"), ("client_id", registered["client_id"].GetString()!), ("client_secret", registered["client_secret"].GetString()!), ("scope", scopes));
        Assert.True(token.Status == HttpStatusCode.OK, token.Body);
        return new ApiClient(Server.Http, token["access_token"].GetString());
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null) await server.DisposeAsync();
    }

    /// <summary>Lets anybody join at once, and as often as the tests do; passwords cost little here.</summary>
    private async Task Open()
    {
        await Server.Stop();
        await File.WriteAllTextAsync(Path.Combine(Server.Directory, "antiphon.json"), """{ "limits": { "secrets": 100000 }, "people": { "hashRounds": 1000 } }""");
        await using (var store = new SqliteConnection($"Data Source={Path.Combine(Server.Directory, "antiphon.db")};Pooling=False"))
        {
            await store.OpenAsync();
            await using var open = store.CreateCommand();
            open.CommandText = """INSERT INTO settings (key, value) VALUES ('server', '{"SignUp":"Open"}')""";
            await open.ExecuteNonQueryAsync();
        }

        await Server.StartAgain();
    }
}

/// <summary>A member of the tests' server.</summary>
internal sealed record Member(string Name, string Id, string Token, ApiClient Api);
