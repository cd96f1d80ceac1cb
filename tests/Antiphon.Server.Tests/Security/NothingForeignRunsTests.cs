using System.Net;
using System.Text.Json;
using AngleSharp.Html.Parser;
using Antiphon.Server.Tests.Harness;
using Xunit;

namespace Antiphon.Server.Tests.Security;

/// <summary>
/// Attacks in every text, looked at through every page, feed of the API, form and error page: nothing of them becomes markup, and no address does more than lead somewhere.
/// The positive twin of each: the text is there to be read.
/// </summary>
public sealed class NothingForeignRunsTests(HostileHouse hostile) : IClassFixture<HostileHouse>
{
    /// <summary>Values that apps show as markup; all others are text to them.</summary>
    private static readonly HashSet<string> Markup = ["content", "note", "value"];

    private static readonly string[] Places = ["/search?q=", "/tags/", "/calls/", "/@", "/", "/sign-in?back=", "/sign-up?invite=", "/once/", "/confirm/", "/oauth/authorize?state="];

    private OpenHouse House => hostile.House;

    [Fact]
    public async Task No_page_that_a_visitor_reaches_holds_markup_of_anybody_s()
    {
        var crawl = new Crawl(House.Http);
        await crawl.From("/", "/calls/worked-ill", "/@mallory", "/@eve@evil.example", "/@ines", "/local", "/public", "/tags/WorkedIll", "/search?q=alert", "/about", "/sign-up", "/sign-in", "/recover");

        Assert.True(crawl.Pages.Count >= 8, string.Join(' ', crawl.Pages));
        foreach (var field in Fields("title", "wording", "suggested", "phrase", "link", "headline", "standfirst", "said", "who", "said by", "remark", "removed", "was", "right")) Assert.Contains(field, crawl.Said, StringComparison.Ordinal);
        Assert.Contains("onzzmark=1>", crawl.Said, StringComparison.Ordinal);
        Assert.Empty(House.Errors);
    }

    [Fact]
    public async Task No_page_of_an_owner_holds_markup_of_anybody_s()
    {
        using var browser = await House.Browser(hostile.Owner);
        var crawl = new Crawl(browser);
        await crawl.From("/", "/home", "/notifications", "/settings", "/settings/account", "/settings/apps", "/settings/sessions", "/admin", "/write", "/calls/worked-ill", "/@mallory", "/search?q=alert");

        Assert.True(crawl.Pages.Count >= 10, string.Join(' ', crawl.Pages));
        Assert.Contains("onzzmark=1>", crawl.Said, StringComparison.Ordinal);
        Assert.Empty(House.Errors);
    }

    [Fact]
    public async Task No_page_of_who_wrote_it_or_was_written_to_holds_markup_of_anybody_s()
    {
        foreach (var member in new[] { hostile.Mallory, hostile.Ines })
        {
            using var browser = await House.Browser(member);
            var crawl = new Crawl(browser);
            await crawl.From("/home", "/notifications", "/settings", "/settings/profile", "/settings/account", "/settings/apps", "/write", "/bookmarks", "/@" + member.Username);
            Assert.Contains("onzzmark=1>", crawl.Said, StringComparison.Ordinal);
        }

        Assert.Empty(House.Errors);
    }

    /// <summary>What a visitor types comes back in the page: in a search, a name that nobody has, a form that was refused.</summary>
    [Fact]
    public async Task Nothing_that_is_sent_comes_back_as_markup()
    {
        for (var i = 0; i < hostile.Payloads.Count; i++)
        {
            // Each attack in three of the places, so that each place has some seventy of them.
            var text = Uri.EscapeDataString(hostile.Payloads[i] + Inert.Sentinel);
            foreach (var path in Enumerable.Range(i, 3).Select(at => Places[at % Places.Length] + text))
            {
                using var answer = await House.Http.GetAsync(path, TestContext.Current.CancellationToken);
                if ((int)answer.StatusCode >= 500) Assert.Fail($"{path}: {answer.StatusCode}");
                if (answer.Content.Headers.ContentType?.MediaType == "text/html") Inert.Page(path, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
                else Assert.True(answer.Content.Headers.ContentLength is null or 0 || answer.Content.Headers.ContentType?.MediaType is "application/json", $"{path}: {answer.Content.Headers.ContentType}");
            }
        }

        Assert.Empty(House.Errors);
    }

    /// <summary>Every form of the house, filled with attacks in every field.</summary>
    [Fact]
    public async Task No_form_gives_back_markup()
    {
        var mara = await House.Member("mara", Antiphon.People.Role.Administrator);
        using var browser = await House.Browser(mara);
        var crawl = new Crawl(browser);
        await crawl.From("/", "/settings", "/settings/profile", "/settings/account", "/settings/appearance", "/settings/writing", "/settings/invites", "/write", "/ask", "/admin", "/calls/worked-ill");
        var doors = new Crawl(House.Http);
        await doors.From("/sign-in", "/sign-up", "/recover");
        Assert.True(crawl.Forms.Count >= 5 && doors.Forms.Count >= 3, string.Join('\n', crawl.Forms.Keys.Concat(doors.Forms.Keys)));
        var number = 0;
        foreach (var (_, form) in crawl.Forms.Concat(doors.Forms))
        {
            if (form.Action.Contains("sign-out", StringComparison.Ordinal)) continue;
            for (var round = 0; round < 2; round++)
            {
                var fields = form.Fields.ToDictionary(static one => one.Key, one => one.Value.Contains(':', StringComparison.Ordinal) || round == 1 ? hostile.Attack(one.Key, number++) : one.Value);
                using var request = new HttpRequestMessage(HttpMethod.Post, form.Action) { Content = new FormUrlEncodedContent(fields) };
                request.Headers.TryAddWithoutValidation("Origin", House.Url);
                using var answer = await browser.SendAsync(request, TestContext.Current.CancellationToken);
                if ((int)answer.StatusCode >= 500) Assert.Fail($"{form.Action} with {string.Join(',', fields.Keys)}: {answer.StatusCode} {string.Join('\n', House.Errors)}");
                if (answer.Content.Headers.ContentType?.MediaType == "text/html") Inert.Page(form.Action, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
                if (answer.Headers.Location is { } location) Assert.True(Inert.Leads(location.ToString()), $"{form.Action} leads to {location}");
            }
        }

        Assert.Empty(House.Errors);
    }

    [Fact]
    public async Task No_answer_of_the_API_holds_markup_beyond_that_of_texts()
    {
        using var app = await House.App(hostile.Ines);
        var call = hostile.Call.Post;
        string[] paths =
        [
            "/api/v1/timelines/public?limit=40", "/api/v1/timelines/public?local=true&limit=40", "/api/v1/timelines/tag/WorkedIll?limit=40", "/api/v1/timelines/home", "/api/v1/notifications?limit=80",
            $"/api/v1/statuses/{call}", $"/api/v1/statuses/{call}/context", $"/api/v1/accounts/{hostile.Mallory.Id}", $"/api/v1/accounts/{hostile.Mallory.Id}/statuses?limit=40",
            "/api/v1/accounts/lookup?acct=eve@evil.example", "/api/v2/search?q=mallory", "/api/v2/search?q=alert&type=statuses", "/api/v1/instance", "/api/v2/instance", "/api/v1/instance/rules",
            "/api/v1/accounts/verify_credentials", "/api/v1/apps/verify_credentials",
        ];
        var texts = 0;
        foreach (var path in paths)
        {
            using var answer = await app.GetAsync(path, TestContext.Current.CancellationToken);
            if (answer.StatusCode == HttpStatusCode.NotFound) continue;
            Assert.Equal(("application/json", HttpStatusCode.OK, path), (answer.Content.Headers.ContentType?.MediaType, answer.StatusCode, path));
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            texts += Look(path, json.RootElement, null);
        }

        Assert.True(texts > 500, $"Only {texts} texts were looked at.");
        Assert.Empty(House.Errors);
    }

    /// <summary>The attack stands in the texts whole, to be read: escaping is not deleting.</summary>
    [Fact]
    public async Task What_was_written_is_what_is_read()
    {
        using var page = await House.Http.GetAsync($"/api/v1/accounts/{hostile.Mallory.Id}/statuses?limit=40", TestContext.Current.CancellationToken);
        using var json = JsonDocument.Parse(await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var parser = new HtmlParser();
        var read = json.RootElement.EnumerateArray().Select(status => parser.ParseDocument(status.GetProperty("content").GetString()!).Body!.TextContent).ToList();
        Assert.Contains(read, static text => text.Contains("javascript:alert(1)", StringComparison.Ordinal));
        using var crowded = await House.Http.GetAsync($"/api/v1/statuses/{hostile.Call.Post}", TestContext.Current.CancellationToken);
        using var call = JsonDocument.Parse(await crowded.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains("<zzmark zzmark=1 onzzmark=1>", parser.ParseDocument(call.RootElement.GetProperty("content").GetString()!).Body!.TextContent, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Fields(params string[] names) => names.Select(static name => $"({name})");

    private static int Look(string where, JsonElement json, string? name)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                return json.EnumerateObject().Sum(one => Look(where, one.Value, one.Name));
            case JsonValueKind.Array:
                return json.EnumerateArray().Sum(one => Look(where, one, name));
            case JsonValueKind.String when name is not null && Markup.Contains(name):
                Inert.Text($"{where} {name}", json.GetString()!);
                return 1;
            case JsonValueKind.String when name == "description" && where == "/api/v1/instance":
                Inert.Text($"{where} {name}", json.GetString()!); // Apps show what a server says of itself as markup.
                return 1;
            case JsonValueKind.String when name is "uri" && where == "/api/v1/instance":
                return 0; // A host, by Mastodon's habit.
            case JsonValueKind.String when name is "url" or "uri" or "avatar" or "avatar_static" or "header" or "header_static" or "preview_url" or "website" or "streaming":
                Assert.True(Inert.Leads(json.GetString()!) || json.GetString()!.StartsWith("ws", StringComparison.Ordinal), $"{where}: {name} is {json}");
                return 0;
            default:
                return 0;
        }
    }
}
