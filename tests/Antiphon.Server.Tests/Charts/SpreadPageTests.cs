using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Antiphon.Server.Tests.Browser;
using Xunit;

namespace Antiphon.Server.Tests.Charts;

/// <summary>How a call spread, as a running server shows it and hands it out; and the page as it stood.</summary>
public sealed partial class SpreadPageTests(Town town) : IClassFixture<Town>
{
    private static readonly string[] All = ["hours", "networks", "languages", "routes", "depth", "carriers", "decay"];

    private HttpClient Http => town.Server.Http;

    [Fact]
    public async Task Every_series_is_a_table_for_machines_with_the_same_rows_in_both_forms()
    {
        await SpreadIsThere("/calls/metoo");
        foreach (var series in All)
        {
            using var csv = await Http.GetAsync($"/calls/metoo/{series}.csv", Cancel);
            Assert.Equal((HttpStatusCode.OK, "text/csv"), (csv.StatusCode, csv.Content.Headers.ContentType!.MediaType));
            var lines = (await csv.Content.ReadAsStringAsync(Cancel)).TrimEnd('\n').Split('\n');
            using var json = JsonDocument.Parse(await Http.GetStringAsync($"/calls/metoo/{series}.json", Cancel));
            var rows = json.RootElement.GetProperty("rows").EnumerateArray().ToList();
            Assert.Equal(lines.Length - 1, rows.Count);
            Assert.All(rows, row => Assert.Equal(lines[0].Split(','), row.EnumerateObject().Select(static column => column.Name)));
            Assert.True(json.RootElement.GetProperty("sequence").GetInt64() > 0 && json.RootElement.GetProperty("says").GetString()!.Length > 20);
        }
    }

    [Fact]
    public async Task The_people_of_every_series_are_those_of_the_count()
    {
        await SpreadIsThere("/calls/metoo");
        using var count = JsonDocument.Parse(await Http.GetStringAsync("/calls/metoo.json", Cancel));
        var people = count.RootElement.GetProperty("answered").GetProperty("at_most").GetInt64();
        Assert.Equal(people, await Sum("hours", "answered"));
        Assert.Equal(people, await Sum("networks", "answered"));
        Assert.Equal(people, await Sum("routes", "free") + await Sum("routes", "button") + await Sum("routes", "direct") + await Sum("routes", "deeper"));
        Assert.Equal(people, await Sum("decay", "standing"));
        Assert.Equal(count.RootElement.GetProperty("ever_answered").GetInt64(), await Sum("decay", "ever"));
    }

    [Fact]
    public async Task A_series_that_there_is_not_and_a_call_that_there_is_not_are_answered_alike()
    {
        foreach (var path in (string[])["/calls/metoo/secrets.csv", "/calls/nobody/hours.csv", "/calls/metoo/secrets.json"])
        {
            using var answer = await Http.GetAsync(path, Cancel);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task The_page_draws_it_says_it_and_has_its_table_and_data_beside_it()
    {
        var page = await SpreadIsThere("/calls/metoo");
        Assert.Contains("Every answer stood free: none hung on the call itself", page, StringComparison.Ordinal);
        Assert.Contains("id=\"cascade-t\"", page, StringComparison.Ordinal);
        Assert.Contains("How it spread is counted up to line ", page, StringComparison.Ordinal);
        foreach (var series in (string[])["routes", "decay", "hours", "networks"]) Assert.Contains($"/calls/metoo/{series}.csv", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_can_be_read_as_it_stood_and_says_so()
    {
        using var now = JsonDocument.Parse(await Http.GetStringAsync("/calls/worked-ill.json", Cancel));
        var last = now.RootElement.GetProperty("sequence").GetInt64();
        var people = now.RootElement.GetProperty("answered").GetProperty("at_most").GetInt64();
        var first = await Http.GetStringAsync("/calls/worked-ill?at=0", Cancel);
        Assert.Contains("data-n=\"at_least\">0<", first, StringComparison.Ordinal);
        Assert.Contains("noindex", first, StringComparison.Ordinal);
        Assert.Contains("What has been deleted since is gone here too", first, StringComparison.Ordinal);
        Assert.DoesNotContain("/calls/worked-ill/live", first, StringComparison.Ordinal);
        Assert.DoesNotContain("canteen", first, StringComparison.Ordinal);

        var then = await Http.GetStringAsync($"/calls/worked-ill?at={last}", Cancel);
        Assert.Contains($"at line {last} of the ledger", then, StringComparison.Ordinal);
        Assert.Contains("canteen", then, StringComparison.Ordinal);
        Assert.Contains($"/calls/worked-ill.json?at={last}", then, StringComparison.Ordinal);
        using var data = JsonDocument.Parse(await Http.GetStringAsync($"/calls/worked-ill.json?at={last}", Cancel));
        Assert.Equal((last, people), (data.RootElement.GetProperty("sequence").GetInt64(), data.RootElement.GetProperty("answered").GetProperty("at_most").GetInt64()));
        using var routes = JsonDocument.Parse(await Http.GetStringAsync($"/calls/worked-ill/routes.json?at={last}", Cancel));
        Assert.Equal(last, routes.RootElement.GetProperty("sequence").GetInt64());
        Assert.DoesNotContain("noindex", await Http.GetStringAsync("/calls/worked-ill", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_cited_page_leads_to_stands_as_the_page_stood()
    {
        var page = await Http.GetStringAsync("/calls/worked-ill?at=0", Cancel);
        Assert.Contains("/calls/worked-ill/card?lang=en&amp;at=0\"", page, StringComparison.Ordinal);
        Assert.Contains("/calls/worked-ill/card.png?lang=en&amp;at=0\"", page, StringComparison.Ordinal);
        Assert.Contains("worked-ill%3Fat%3D0&amp;format=json", page, StringComparison.Ordinal);
        var card = await Http.GetStringAsync("/calls/worked-ill/card?lang=en&at=0", Cancel);
        Assert.Contains("data-n=\"at_least\">0<", card, StringComparison.Ordinal);
        Assert.Contains("/calls/worked-ill?at=0\" target", card, StringComparison.Ordinal);
        Assert.DoesNotContain("/calls/worked-ill/live", card, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", card, StringComparison.Ordinal);
        Assert.Contains("/calls/worked-ill/live", await Http.GetStringAsync("/calls/worked-ill/card?lang=en", Cancel), StringComparison.Ordinal);
        var picture = await Http.GetByteArrayAsync("/calls/worked-ill/card.png?lang=en&at=0", Cancel);
        Assert.Equal(picture, await Http.GetByteArrayAsync("/calls/worked-ill/card.png?lang=en&at=0", Cancel));
        Assert.NotEqual(picture, await Http.GetByteArrayAsync("/calls/worked-ill/card.png?lang=en", Cancel));
        using var embedded = JsonDocument.Parse(await Http.GetStringAsync($"/oembed?url={Uri.EscapeDataString(new Uri(Http.BaseAddress!, "/calls/worked-ill?at=0").ToString())}", Cancel));
        Assert.EndsWith("0 people answered", embedded.RootElement.GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.Contains("at=0", embedded.RootElement.GetProperty("html").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("999999999")]
    [InlineData("-1")]
    [InlineData("yesterday")]
    [InlineData("")]
    [InlineData("99999999999999999999999")]
    public async Task A_line_that_there_is_not_is_answered_plainly_and_not_kept(string at)
    {
        foreach (var path in (string[])["/calls/worked-ill", "/calls/worked-ill.json", "/calls/worked-ill.csv", "/calls/worked-ill/hours.csv", "/calls/worked-ill/card", "/calls/worked-ill/card.png"])
        {
            using var answer = await Http.GetAsync($"{path}?at={at}", Cancel);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Matches("no line|is a number", await answer.Content.ReadAsStringAsync(Cancel));
            Assert.True(answer.Headers.CacheControl is null or { NoStore: true } or { NoCache: true } or { Private: true }, $"{path}: {answer.Headers.CacheControl}");
        }
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The page once its first snapshot is there.</summary>
    private async Task<string> SpreadIsThere(string path)
    {
        for (var until = DateTime.UtcNow.AddSeconds(30); ; await Task.Delay(100, Cancel))
        {
            var page = await Http.GetStringAsync(path, Cancel);
            if (Counted().IsMatch(page) || DateTime.UtcNow > until) return page;
        }
    }

    private async Task<long> Sum(string series, string column)
    {
        using var json = JsonDocument.Parse(await Http.GetStringAsync($"/calls/metoo/{series}.json", Cancel));
        return json.RootElement.GetProperty("rows").EnumerateArray().Sum(row => row.GetProperty(column).GetInt64());
    }

    [GeneratedRegex("How it spread is counted up to line [1-9]")]
    private static partial Regex Counted();
}
