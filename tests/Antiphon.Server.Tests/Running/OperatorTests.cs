using System.Net;
using Antiphon.Server.Tests.Harness;
using Xunit;

namespace Antiphon.Server.Tests.Running;

public sealed class OperatorTests
{
    [Fact]
    public async Task A_server_is_ready_while_its_store_answers_its_writer_writes_and_its_disk_has_room()
    {
        await using var server = await RunningServer.Start();
        Assert.Equal("ready\n", await server.Http.GetStringAsync("/readyz", TestContext.Current.CancellationToken));
        await using var full = await RunningServer.Start(options: ["--least-free-megabytes", "1000000000"]);
        var answer = await full.Http.GetAsync("/readyz", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("the disk is full\n", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("ok\n", await full.Http.GetStringAsync("/healthz", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Metrics_are_for_this_machine_and_not_for_whoever_a_proxy_on_it_lets_in()
    {
        await using var server = await RunningServer.Start(options: ["--metrics-token", "a token for prometheus"]);
        await server.Http.GetAsync("/calls/nothing?secret=marked-query", TestContext.Current.CancellationToken);
        var text = await server.Http.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        string[] told = ["http_server_request_duration_seconds_count", "calls/{slug}\"", "http_response_status_code=\"404\"", "antiphon_writer_waiting", "antiphon_writer_commit_duration_seconds",
            "antiphon_boards", "dotnet_gc_collections", "dotnet_process_memory_working_set"];
        Assert.All(told, one => Assert.Contains(one, text));
        Assert.DoesNotContain("marked-query", text);
        Assert.DoesNotContain("127.0.0.1", text);
        foreach (var header in (string[])["X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"]) Assert.Equal(HttpStatusCode.NotFound, (await Ask(server, header, "192.0.2.1")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Ask(server, "Authorization", "Bearer wrong")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Ask(server, "Authorization", "Bearer a token for prometheus")).StatusCode);
    }

    [Fact]
    public async Task A_server_with_a_public_name_is_behind_a_proxy_it_opens_metrics_by_the_token_alone_and_sets_cookies_for_https()
    {
        await using var server = await RunningServer.Start(options: ["--domain", "example.org", "--metrics-token", "a token for prometheus"]);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.GetAsync("/metrics", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Ask(server, "Authorization", "Bearer a token for prometheus")).StatusCode);
        await server.Account("imre", owner: true);
        using var form = new FormUrlEncodedContent([new("Username", "imre"), new("Password", "a long enough one")]);
        using var entered = await server.Http.PostAsync("/sign-in", form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.SeeOther, entered.StatusCode);
        var cookie = entered.Headers.GetValues("Set-Cookie").Single(static one => one.Contains("session=", StringComparison.Ordinal));
        Assert.StartsWith("__Host-session=", cookie);
        Assert.Contains("secure", cookie);
        Assert.Contains("https://example.org", await server.Done("account", "password-link", "imre"));
    }

    [Fact]
    public async Task An_address_that_a_stranger_claims_counts_for_nothing_and_one_that_the_named_proxy_tells_is_believed()
    {
        string[] strict = ["--limits-secrets", "3", "--people-hash-rounds", "1000"];
        await using var alone = await RunningServer.Start(options: strict);
        await using var behind = await RunningServer.Start(options: [.. strict, "--trusted-proxies", "127.0.0.1"]);
        Assert.Contains(HttpStatusCode.TooManyRequests, await Attempts(alone));
        Assert.DoesNotContain(HttpStatusCode.TooManyRequests, await Attempts(behind));
    }

    [Theory]
    [InlineData("GET /healthz HTTP/1.1\r\nHost: x\r\nX-Long: {20000}\r\n\r\n", 431)]
    [InlineData("GET /{9000} HTTP/1.1\r\nHost: x\r\n\r\n", 414)]
    [InlineData("POST /api/v1/apps HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 300000\r\n\r\n", 413)]
    [InlineData("GET /healthz HTTP/1.1\r\n\r\n", 400)]
    public async Task What_is_too_large_or_malformed_is_turned_away_at_the_door(string request, int expected)
    {
        await using var house = await OpenHouse.Start();
        using var socket = new System.Net.Sockets.TcpClient("127.0.0.1", new Uri(house.Url).Port);
        var sent = System.Text.RegularExpressions.Regex.Replace(request, @"\{(\d+)\}", static match => new string('a', int.Parse(match.Groups[1].Value)));
        await socket.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(sent), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(socket.GetStream());
        Assert.StartsWith($"HTTP/1.1 {expected}", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.Empty(house.Errors);
    }

    private static async Task<List<HttpStatusCode>> Attempts(RunningServer server)
    {
        var answers = new List<HttpStatusCode>();
        for (var attempt = 1; attempt <= 8; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent([new("Username", $"nobody{attempt}"), new("Password", "not the password")]) };
            request.Headers.Add("X-Forwarded-For", $"192.0.2.{attempt}");
            using var answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
            answers.Add(answer.StatusCode);
        }

        return answers;
    }

    private static async Task<HttpResponseMessage> Ask(RunningServer server, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.TryAddWithoutValidation(header, value);
        return await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
