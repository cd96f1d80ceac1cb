using System.Diagnostics;
using System.Net;
using System.Text;
using Antiphon.Http;
using Antiphon.People;
using Antiphon.Server.Tests.Harness;
using Microsoft.AspNetCore.Routing;
using Xunit;

namespace Antiphon.Server.Tests.Security;

/// <summary>More than anybody needs, on every route: bodies, fields, depth, numbers of fields, addresses. Refused with a 4xx, soon, and the server goes on.</summary>
public sealed class TooMuchTests(TooMuchTests.Server server) : IClassFixture<TooMuchTests.Server>
{
    /// <summary>Wide: what is refused takes milliseconds; what grows with the square takes minutes.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    /// <summary>What texts are made of that make careless readers slow.</summary>
    private static readonly string[] Units = ["a", "#", "@", "http://a.bc/(", "((", "@a.", "#a\u200C", "e\u0301", "👩\u200D", " \n", "<a \"", "&#", "\u202E", "می\u200C", "\\u0041", "%41", "[]", "a[b]"];

    private static readonly string[] Fields = ["status", "spoiler_text", "display_name", "note", "description", "comment", "client_name", "redirect_uris", "scopes", "q", "Text", "Warning", "Username", "Password", "Who", "Wording", "Title", "reason", "id", "media_ids[]"];

    /// <summary>These never read what is sent, so it may be as long as it likes.</summary>
    private static readonly string[] ReadsNone = ["/passkeys/options"];

    /// <summary>Limits above this are not tried with a body of their length.</summary>
    private const long SentWhole = 64 << 20;

    private OpenHouse House => server.House;

    private IEnumerable<(string Method, string Path, RouteRuleAttribute Rule)> Writing => House.Routes
        .Where(static route => route.Metadata.GetMetadata<RouteRuleAttribute>() is { Csrf: not Csrf.ChangesNothing })
        .SelectMany(static route => (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["POST"]).Where(static method => method is not ("GET" or "HEAD"))
            .Select(method => (method, Path(route), route.Metadata.GetMetadata<RouteRuleAttribute>()!)))
        .Where(static one => !one.Item2.Contains("sign-out", StringComparison.Ordinal)).Distinct();

    /// <param name="told">Whether the length is told beforehand, or the body comes in chunks.</param>
    [Theory, InlineData(true), InlineData(false)]
    public async Task A_body_beyond_the_route_s_limit_is_refused_before_it_is_read(bool told)
    {
        var (refused, other) = (0, new StringBuilder());
        foreach (var (method, path, rule) in Writing)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = Beyond(rule.MaxBody, told) };
            if (!told) request.Headers.TransferEncodingChunked = true;
            request.Content.Headers.TryAddWithoutValidation("Content-Type", path.StartsWith("/api/", StringComparison.Ordinal) ? "application/json" : "application/x-www-form-urlencoded");
            try
            {
                using var answer = await server.For(path).SendAsync(request, TestContext.Current.CancellationToken);
                if (answer.StatusCode == HttpStatusCode.RequestEntityTooLarge || (!told && (ReadsNone.Contains(path) || rule.MaxBody > SentWhole))) refused++;
                else other.AppendLine($"{method} {path}: {answer.StatusCode} {(House.Errors.TryDequeue(out var error) ? error : "")}");
            }
            catch (HttpRequestException closed) when (closed.InnerException is IOException)
            {
                refused++; // The door was shut while we were still sending.
            }
        }

        Assert.True(other.Length == 0, other.ToString());
        Assert.True(refused > 30, $"{refused} refused");
        await StillThere();
    }

    /// <summary>A body that is longer than the limit. Where that is gigabytes, one that is said to be: the refusal comes before it does; without a word of its length such a route takes no form of this kind at all.</summary>
    private static HttpContent Beyond(long limit, bool told)
    {
        if (limit > SentWhole && told) return new Announced(limit + 1);
        var body = new byte[Math.Min(limit, SentWhole) + 1];
        Array.Fill(body, (byte)'a');
        return new ByteArrayContent(body);
    }

    [Fact]
    public async Task A_hundred_kilobytes_in_any_field_are_refused_soon()
    {
        foreach (var (method, path, _) in Writing)
        {
            var unit = Units[Math.Abs(path.Length * 7 + method.Length) % Units.Length];
            var field = string.Concat(Enumerable.Repeat(unit, 100_000 / Encoding.UTF8.GetByteCount(unit)));
            foreach (var part in Fields.Chunk(2))
            {
                var content = new MultipartFormDataContent();
                foreach (var name in part) content.Add(new StringContent(field), name);
                var started = Stopwatch.GetTimestamp();
                using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
                using var answer = await server.For(path).SendAsync(request, TestContext.Current.CancellationToken);
                Assert.True((int)answer.StatusCode < 500, $"{method} {path} with {string.Join(',', part)} of '{unit}': {answer.StatusCode} {string.Join('\n', House.Errors)}");
                Assert.True(Stopwatch.GetElapsedTime(started) < Soon, $"{method} {path} with {string.Join(',', part)} of '{unit}' took {Stopwatch.GetElapsedTime(started)}");
            }
        }

        Assert.Empty(House.Errors);
        await StillThere();
    }

    [Theory]
    [InlineData("depth", 100_000), InlineData("objects", 30_000), InlineData("names", 30_000), InlineData("strings", 60_000), InlineData("broken", 100_001)]
    public async Task JSON_that_is_deep_wide_or_broken_is_a_400_and_no_more(string kind, int size)
    {
        var json = kind switch
        {
            "depth" => new string('[', size) + new string(']', size),
            "objects" => string.Concat(Enumerable.Repeat("{\"a\":", size)) + "1" + new string('}', size),
            "names" => "{" + string.Join(',', Enumerable.Range(0, size / 8).Select(static i => $"\"n{i}\":1")) + "}",
            "strings" => "{\"status\":[" + string.Join(',', Enumerable.Repeat("\"\"", size)) + "]}",
            _ => "{\"status\":\"" + new string('\\', size) + "\"}",
        };
        foreach (var (method, path, _) in Writing.Where(static one => one.Path.StartsWith("/api/", StringComparison.Ordinal) || one.Path.StartsWith("/oauth/", StringComparison.Ordinal)))
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
            using var answer = await server.For(path).SendAsync(request, TestContext.Current.CancellationToken);
            Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{method} {path}: {answer.StatusCode}");
        }

        Assert.Empty(House.Errors);
        await StillThere();
    }

    [Fact]
    public async Task Addresses_headers_and_cookies_without_end_are_refused()
    {
        foreach (var path in new[] { "/" + new string('a', 20_000), "/search?q=" + new string('%', 7_000), "/api/v2/search?q=" + string.Concat(Enumerable.Repeat("a[]&", 1_800)), "/tags/" + new string('#', 5_000), "/@" + new string('@', 5_000) })
        {
            using var answer = await House.Http.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.True((int)answer.StatusCode < 500, $"{path[..20]}: {answer.StatusCode}");
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation("Cookie", "session=" + new string('a', 40_000));
        using var refused = await House.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, refused.StatusCode);
        Assert.Empty(House.Errors);
        await StillThere();
    }

    /// <summary>The positive twin of all of them: the server goes on, and what is within the limits is taken.</summary>
    private async Task StillThere()
    {
        using var content = new FormUrlEncodedContent([new("status", "me too")]);
        using var written = await server.For("/api/v1/statuses").PostAsync("/api/v1/statuses", content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, written.StatusCode);
    }

    private static string Path(RouteEndpoint route) => "/" + System.Text.RegularExpressions.Regex.Replace(route.RoutePattern.RawText!.TrimStart('/'), @"\{(\w+)[^}]*\}+(\$\)\})?", static match => match.Groups[1].Value switch
    {
        "id" => "1",
        "deed" => "like",
        _ => "x",
    });

    /// <summary>Is said to be long, and is broken off when nobody wants it.</summary>
    private sealed class Announced(long length) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var piece = new byte[1 << 16];
            for (var sent = 0L; sent < length; sent += piece.Length) await stream.WriteAsync(piece);
        }

        protected override bool TryComputeLength(out long computed)
        {
            computed = length;
            return true;
        }
    }

    public sealed class Server : IAsyncLifetime
    {
        private HttpClient browser = null!;
        private HttpClient app = null!;

        public OpenHouse House { get; private set; } = null!;

        public HttpClient For(string path) => path.StartsWith("/api/", StringComparison.Ordinal) ? app : browser;

        public async ValueTask InitializeAsync()
        {
            House = await OpenHouse.Start(("--limits-secrets", "1000000"));
            var ines = await House.Member("ines", Role.Administrator);
            (browser, app) = (await House.Browser(ines), await House.App(ines, "profile read write follow push admin:read admin:write"));
        }

        public ValueTask DisposeAsync()
        {
            browser.Dispose();
            app.Dispose();
            return House.DisposeAsync();
        }
    }
}
