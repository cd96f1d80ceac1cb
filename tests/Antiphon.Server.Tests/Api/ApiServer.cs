using System.Data.Common;
using System.Net;
using Antiphon.Server.Tests.Api.Contract;
using Antiphon.Server.Tests.Harness;
using Antiphon.Tests.Stores;
using Microsoft.Data.Sqlite;
using Npgsql;
using Xunit;

namespace Antiphon.Server.Tests.Api;

/// <summary>One server for all tests of the API, which run one after another on it.</summary>
[CollectionDefinition(Name)]
public sealed class ApiTests : ICollectionFixture<ApiServer>
{
    public const string Name = "api";
}

/// <summary>The same with PostgreSQL under it.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresApiTests : ICollectionFixture<PostgresApiServer>
{
    public const string Name = "api-postgres";
}

/// <inheritdoc cref="ApiServer"/>
public sealed class PostgresApiServer(PostgresServer postgres) : ApiServer(postgres);

/// <summary>A server that anybody may join through an app, its owner Ada, Bob, and a call of Ada's that is open.</summary>
public class ApiServer : IAsyncLifetime
{
    public const string Scopes = "read write follow push";

    private readonly PostgresServer? postgres;
    private RunningServer? server;
    private ApiClient? ada;
    private ApiClient? bob;
    private ApiClient? nobody;
    private string? callPost;
    private ApiClient? app;
    private int members;

    public ApiServer()
    {
    }

    private protected ApiServer(PostgresServer postgres) => this.postgres = postgres;

    /// <summary>Skips the calling test where the store is absent; so does all that follows.</summary>
    public RunningServer Server => There(server);

    /// <summary>Owns the server and has called.</summary>
    internal ApiClient Ada => There(ada);

    internal ApiClient Bob => There(bob);

    internal ApiClient Nobody => There(nobody);

    /// <summary>The call's own post.</summary>
    internal string CallPost => There(callPost);

    public async ValueTask InitializeAsync()
    {
        if (postgres is not null && PostgresServer.Absent is not null) return;
        server = await RunningServer.Start(postgres is null ? StoreKind.Sqlite : StoreKind.Postgres, postgres, "--limits-secrets", "100000", "--people-hash-rounds", "1000");
        await server.Account("ada", owner: true);
        await Open();
        nobody = new ApiClient(server.Http, null);
        ada = new ApiClient(server.Http, await server.Token("ada"));
        await server.Done(
            "call", "open", "--slug", "worked-ill", "--by", "ada", "--phrase", "me too", "--hashtag", "WorkedIll", "--language", "en",
            "--text", "If you have ever gone to work ill because you could not afford to stay home, answer me too");
        callPost = (await Nobody.Get("/api/v1/timelines/public")).Ids[0];
        bob = (await Member("bob")).Api;
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
        GC.SuppressFinalize(this);
        if (server is not null) await server.DisposeAsync();
    }

    /// <summary>Lets anybody join at once: what an administrator would do on the settings page, before the server starts again.</summary>
    private async Task Open()
    {
        await Server.Stop();
        await using (DbConnection store = postgres is null ? new SqliteConnection($"Data Source={Path.Combine(Server.Directory, "antiphon.db")};Pooling=False") : new NpgsqlConnection(Server.Store))
        {
            await store.OpenAsync();
            await using var open = store.CreateCommand();
            open.CommandText = """INSERT INTO settings (key, value) VALUES ('server', '{"SignUp":"Open"}')""";
            await open.ExecuteNonQueryAsync();
        }

        await Server.StartAgain();
    }

    private static T There<T>(T? part)
        where T : class
    {
        if (part is null) Assert.Skip(PostgresServer.Absent ?? "PostgreSQL is absent.");
        return part;
    }
}

/// <summary>A member of the tests' server.</summary>
internal sealed record Member(string Name, string Id, string Token, ApiClient Api);
