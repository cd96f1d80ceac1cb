using System.Net;
using Antiphon.Http;
using Antiphon.People;
using Antiphon.Server.Tests.Harness;
using Microsoft.AspNetCore.Routing;
using Xunit;

namespace Antiphon.Server.Tests.Security;

/// <summary>Whatever checks a secret, sends mail or makes an account answers 429 soon: to one address that tries many names, and to many addresses that try one name.</summary>
public sealed class SecretsAreLimitedTests(SecretsAreLimitedTests.Server server) : IClassFixture<SecretsAreLimitedTests.Server>
{
    private const int Most = 6;

    /// <summary>What must be among them, whatever the table of routes says.</summary>
    private static readonly string[] Known =
    [
        "/sign-in", "/sign-in/code", "/sign-up", "/recover", "/once/{secret}", "/confirm/{secret}", "/settings/account", "/settings/second-factor", "/settings/leave", "/settings/links", "/oauth/token", "/oauth/revoke",
        "/api/v1/accounts", "/api/v1/emails/confirmations",
    ];

    private static readonly (string Name, Func<int, string> Value)[] Spoofs =
    [
        ("X-Forwarded-For", static i => $"203.0.113.{i}"), ("Forwarded", static i => $"for=198.51.100.{i}"), ("X-Real-IP", static i => $"192.0.2.{i}"), ("CF-Connecting-IP", static i => $"192.0.2.{i}"),
        ("True-Client-IP", static i => $"192.0.2.{i}"), ("X-Client-IP", static i => $"192.0.2.{i}"),
    ];

    private OpenHouse House => server.House;

    private IEnumerable<RouteEndpoint> Limited => House.Routes.Where(static route => route.Metadata.GetMetadata<RouteRuleAttribute>()?.Rate == Rate.Secrets);

    [Fact]
    public void Every_route_that_takes_a_secret_or_sends_mail_is_among_the_limited()
    {
        var limited = Limited.Select(static route => "/" + route.RoutePattern.RawText!.TrimStart('/')).ToHashSet();
        Assert.Equal([], Known.Except(limited));
        Assert.All(
            House.Routes.Where(static route => route.Metadata.GetMetadata<RouteRuleAttribute>()?.Allow == Allow.Secret),
            static route => Assert.Equal(Rate.Secrets, route.Metadata.GetMetadata<RouteRuleAttribute>()!.Rate));
    }

    [Fact]
    public async Task One_address_is_refused_on_each_of_them_whatever_it_says_of_itself()
    {
        var member = await House.Member("ines");
        var number = 1;
        foreach (var route in Limited.DistinctBy(static route => route.RoutePattern.RawText))
        {
            var path = "/" + route.RoutePattern.RawText!.TrimStart('/').Replace("{secret}", new string('a', 43), StringComparison.Ordinal);
            if (path.Contains('{', StringComparison.Ordinal)) Assert.Fail($"{path} has a parameter that this test does not know.");
            using var attacker = await As(member, IPAddress.Parse($"127.0.1.{number}"), path);
            using var somebodyElse = await As(member, IPAddress.Parse($"127.0.2.{number++}"), path);
            var statuses = new List<HttpStatusCode>();
            for (var i = 0; i <= Most; i++)
            {
                using var request = Attempt(path, $"nobody{number}x{i}");
                foreach (var (name, value) in Spoofs) request.Headers.TryAddWithoutValidation(name, value(i));
                using var answer = await attacker.SendAsync(request, TestContext.Current.CancellationToken);
                statuses.Add(answer.StatusCode);
                if (answer.StatusCode == HttpStatusCode.TooManyRequests) Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero, $"{path} does not say when to come back");
            }

            Assert.True(statuses[^1] == HttpStatusCode.TooManyRequests && statuses[0] != HttpStatusCode.TooManyRequests && statuses.TrueForAll(static status => (int)status < 500), $"{path}: {string.Join(' ', statuses)}");
            using var twin = await somebodyElse.SendAsync(Attempt(path, $"nobody{number}"), TestContext.Current.CancellationToken);
            Assert.True(twin.StatusCode != HttpStatusCode.TooManyRequests, $"{path} refuses an address that has tried nothing");
        }
    }

    [Theory, InlineData("/sign-in", "mara"), InlineData("/recover", "nils")]
    public async Task Many_addresses_together_try_one_name_no_more_often_than_one(string path, string name)
    {
        await House.Member(name);
        var statuses = new List<HttpStatusCode>();
        for (var i = 1; i <= Most + 1; i++)
        {
            using var client = House.Client(IPAddress.Parse($"127.0.{(path == "/sign-in" ? 3 : 4)}.{i}"));
            using var answer = await client.SendAsync(Attempt(path, i % 2 == 0 ? name.ToUpperInvariant() : name), TestContext.Current.CancellationToken);
            statuses.Add(answer.StatusCode);
        }

        Assert.True(statuses[^1] == HttpStatusCode.TooManyRequests && statuses[0] != HttpStatusCode.TooManyRequests, string.Join(' ', statuses));
        using var fresh = House.Client(IPAddress.Parse($"127.0.{(path == "/sign-in" ? 3 : 4)}.200"));
        using var twin = await fresh.SendAsync(Attempt(path, "somebody-else"), TestContext.Current.CancellationToken);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, twin.StatusCode);
    }

    /// <summary>Who has a stolen session still does not guess the password, from however many addresses.</summary>
    [Fact]
    public async Task The_password_of_somebody_signed_in_cannot_be_guessed_from_many_addresses()
    {
        var member = await House.Member("otto");
        var closed = false;
        using var session = await House.Browser(member); // Signing in anew would be a right password, which is forgiven.
        for (var i = 1; i <= 40 && !closed; i++)
        {
            using var client = From(session, IPAddress.Parse($"127.0.5.{i}"));
            using var content = new FormUrlEncodedContent([new("Sure", "true"), new("Password", $"wrong {i}")]);
            using var answer = await client.PostAsync("/settings/leave?handler=Delete", content, TestContext.Current.CancellationToken);
            var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            closed = answer.StatusCode == HttpStatusCode.TooManyRequests || body.Contains("Too many", StringComparison.OrdinalIgnoreCase) || body.Contains("closed", StringComparison.OrdinalIgnoreCase);
        }

        Assert.True(closed);
        using var last = From(session, IPAddress.Parse("127.0.5.250"));
        using var right = new FormUrlEncodedContent([new("Sure", "true"), new("Password", OpenHouse.Password)]);
        using var refused = await last.PostAsync("/settings/leave?handler=Delete", right, TestContext.Current.CancellationToken);
        Assert.True(House.Get<Accounts>().Find(member.Id)!.Shown, "Even the right password is not taken while it is closed.");
    }

    private static HttpRequestMessage Attempt(string path, string name)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent([new("Username", name), new("Password", "wrong wrong wrong"), new("Who", name), new("username", name), new("password", "wrong"), new("token", name), new("client_id", name)]),
        };
        return request;
    }

    /// <summary>A browser or an app of the member that calls from this address.</summary>
    private async Task<HttpClient> As(Account member, IPAddress from, string path)
    {
        using var known = path.StartsWith("/api/", StringComparison.Ordinal) ? await House.App(member) : await House.Browser(member);
        return From(known, from);
    }

    /// <summary>The same credentials from another address.</summary>
    private HttpClient From(HttpClient known, IPAddress address)
    {
        var client = House.Client(address);
        foreach (var (name, values) in known.DefaultRequestHeaders) client.DefaultRequestHeaders.TryAddWithoutValidation(name, values);
        return client;
    }

    public sealed class Server : IAsyncLifetime
    {
        public OpenHouse House { get; private set; } = null!;

        public async ValueTask InitializeAsync() => House = await OpenHouse.Start(("--limits-secrets", $"{Most}"));

        public ValueTask DisposeAsync() => House.DisposeAsync();
    }
}
