using System.Net.Http.Json;
using System.Text.Json;
using Antiphon.Server.Tests.Harness;
using Xunit;

namespace Antiphon.Server.Tests.Streaming;

/// <summary>Somebody with an app.</summary>
public sealed class Person(RunningServer server, string name, string token, string id) : IDisposable
{
    private readonly HttpClient http = server.As(token);

    public string Name => name;

    public string Token => token;

    public string Id => id;

    public async Task<JsonElement> Do(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {(int)answer.StatusCode} {text}");
        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }

    public Task<JsonElement> Post(string path, object? body = null) => Do(HttpMethod.Post, path, body);

    /// <returns>The post's id.</returns>
    public async Task<string> Write(string status, string visibility = "public", string? to = null) =>
        (await Post("/api/v1/statuses", new { status, visibility, in_reply_to_id = to })).GetProperty("id").GetString()!;

    public Task Follow(Person other) => Post($"/api/v1/accounts/{other.Id}/follow");

    public void Dispose() => http.Dispose();
}

/// <summary>One server for all tests of streams, with as many people as they ask for.</summary>
public sealed class StreamingServer : IAsyncLifetime
{
    public RunningServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await RunningServer.Start(options: ["--limits-secrets", "100000", "--posts-max-characters", "5000"]);
        await Server.Account("owner", owner: true);
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    public async Task<Person> Person(string name, string scopes = "read write follow")
    {
        await Server.Account(name);
        var token = await Server.Token(name, scopes);
        using var answer = await Server.Http.GetAsync("/api/v1/accounts/lookup?acct=" + name);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return new Person(Server, name, token, json.RootElement.GetProperty("id").GetString()!);
    }
}
