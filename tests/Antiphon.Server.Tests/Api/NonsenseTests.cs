using System.Net.Http.Headers;
using Antiphon.MastodonApi;
using Xunit;

namespace Antiphon.Server.Tests.Api;

/// <summary>Whatever stands in the parameters, every address answers, and never with a fault of the server's own.</summary>
[Collection(ApiTests.Name)]
public sealed class NonsenseTests(ApiServer server)
{
    private static readonly string[] Names =
    [
        "limit", "max_id", "min_id", "since_id", "offset", "id", "id[]", "q", "type", "acct", "timeline[]", "types[]", "exclude_types[]", "account_id", "any[]", "all[]", "none[]", "tagged",
        "local", "status", "media_ids[]", "in_reply_to_id", "quoted_status_id", "visibility", "language", "sensitive", "spoiler_text", "duration", "focus", "description", "resource",
        "notifications[last_read_id]", "home[last_read_id]", "media_attributes[][id]", "media_attributes[][focus]", "fields_attributes[0][name]", "fields_attributes[99999999999][name]",
        "source[privacy]", "source[language]", "display_name", "note", "grant_type", "code", "token", "client_id", "redirect_uris", "scopes", "website", "username", "email", "password",
    ];

    private static readonly string[] Values =
    [
        "", "-1", "0", "abc", "9223372036854775807", "9223372036854775808", "99999999999999999999999999", "%00", "%FF%FE", "%ED%A0%80", "\U0001F600", "'", "\"", "%27%20OR%201=1--", "a%0d%0aX-Injected:%201",
        "..%2f..%2fetc", "1e999,nan", new string('x', 5_000),
    ];

    [Fact]
    public async Task Nonsense_in_any_parameter_of_any_address_breaks_nothing()
    {
        var member = await server.Member();
        var routes = MastodonApiServices.Endpoints.Select(static one => one.Endpoint).Where(static one => !one.Route.StartsWith("/api/v1/streaming", StringComparison.Ordinal)).ToList();
        var faults = new List<string>();
        foreach (var route in routes)
        {
            foreach (var value in Values)
            {
                var path = System.Text.RegularExpressions.Regex.Replace(route.Route, @"\{\w+\}", value.Length is 0 or > 100 ? "x" : value);
                var parameters = string.Join('&', Names.Select(name => $"{name}={value}"));
                using var request = new HttpRequestMessage(new HttpMethod(route.Method), route.Method == "GET" ? Fitting($"{path}?{parameters}") : path);
                if (route.Method != "GET") request.Content = new StringContent(parameters, new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", member.Token);
                using var response = await server.Server.Http.SendAsync(request);
                if ((int)response.StatusCode >= 500) faults.Add($"{route.Method} {route.Route} with {value[..Math.Min(value.Length, 30)]} → {(int)response.StatusCode}");
                if (response.Headers.Contains("X-Injected")) faults.Add($"{route.Method} {route.Route}: a header was made of a parameter");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    /// <summary>The server takes 8 KB of request line.</summary>
    private static string Fitting(string address) => address.Length < 8_000 ? address : address[..7_000];
}
