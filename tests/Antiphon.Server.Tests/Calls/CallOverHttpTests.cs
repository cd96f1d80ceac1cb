using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Antiphon.Server.Tests.Harness;
using Xunit;

namespace Antiphon.Server.Tests.Calls;

/// <summary>A server with one call, its caller and one person who answers, for all tests here; each looks at what it changes itself.</summary>
public sealed class OneCall : IAsyncLifetime
{
    public RunningServer Server { get; private set; } = null!;

    public HttpClient Lena { get; private set; } = null!;

    /// <summary>The call's own post.</summary>
    public string Post { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await RunningServer.Start();
        await Server.Account("imre", owner: true);
        await Server.Account("lena");
        await Server.Done("call", "open", "--slug", "ill", "--by", "imre", "--text", "Who has gone to work ill? Answer me too.", "--phrase", "me too", "--hashtag", "WorkedIll");
        Lena = Server.As(await Server.Token("lena"));
        Post = Regex.Match(await Server.Http.GetStringAsync("/calls/ill"), "/@imre/([0-9]+)").Groups[1].Value;
    }

    public async ValueTask DisposeAsync()
    {
        Lena.Dispose();
        await Server.DisposeAsync();
    }

    /// <summary>Posts a reply to the call.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> Reply(string text)
    {
        using var form = new FormUrlEncodedContent([new("status", text), new("in_reply_to_id", Post)]);
        using var answer = await Lena.PostAsync("/api/v1/statuses", form);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("id").GetString()!;
    }

    /// <summary>The data, once it counts what was just done: it is published four times a second.</summary>
    public async Task<JsonElement> Data(Func<JsonElement, bool> until)
    {
        var deadline = DateTime.UtcNow.AddSeconds(10);
        while (true)
        {
            var json = JsonDocument.Parse(await Server.Http.GetStringAsync("/calls/ill.json")).RootElement;
            if (until(json)) return json;
            Assert.True(DateTime.UtcNow < deadline, json.ToString());
            await Task.Yield();
        }
    }
}

public sealed class CallOverHttpTests(OneCall call) : IClassFixture<OneCall>
{
    private static readonly string[] Demanded =
    [
        "slug", "as_of", "sequence", "answered", "joined", "amplified", "stories", "posts", "replies", "boosts", "likes", "ever_answered", "withdrawn", "removed", "series",
    ];

    private HttpClient Http => call.Server.Http;

    [Fact]
    public async Task The_data_has_the_keys_that_others_rely_on_and_any_site_may_read_it()
    {
        var post = await call.Reply("Me too.");
        var json = await call.Data(static json => json.GetProperty("answered").GetProperty("people").GetInt32() == 1);
        Assert.All(Demanded, key => Assert.True(json.TryGetProperty(key, out _), key));
        Assert.Equal(["people", "at_least", "at_most", "by_network", "by_tier"], json.GetProperty("answered").EnumerateObject().Select(static p => p.Name));
        Assert.True(json.GetProperty("joined").TryGetProperty("people", out _));
        Assert.Equal(["t", "answered", "joined", "posts"], json.GetProperty("series")[0].EnumerateObject().Select(static p => p.Name));
        Assert.Equal("fewer than 10", json.GetProperty("answered").GetProperty("by_tier").GetProperty("C").GetString());
        using var answer = await Http.GetAsync("/calls/ill.json");
        Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal($"\"{json.GetProperty("sequence").GetInt64()}\"", answer.Headers.ETag!.Tag);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        var csv = (await Http.GetStringAsync("/calls/ill.csv")).Split('\n');
        Assert.Equal("t,answered,joined,posts", csv[0]);
        Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:00:00.000Z,1,0,[0-9]+$", csv[1]);
        await Delete(post);
    }

    [Theory]
    [InlineData("/calls/ill")]
    [InlineData("/calls/ill.json")]
    [InlineData("/calls/ill.csv")]
    public async Task What_a_reader_has_already_is_not_sent_again(string path)
    {
        using var first = await Http.GetAsync(path);
        using var ask = new HttpRequestMessage(HttpMethod.Get, path);
        ask.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await Http.SendAsync(ask);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal("public, no-cache", second.Headers.CacheControl!.ToString());
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());

        using var head = await Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(first.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task A_page_for_everybody_sets_no_cookie_and_is_the_same_packed()
    {
        using var plain = await Http.GetAsync("/calls/ill");
        Assert.False(plain.Headers.Contains("Set-Cookie"));
        Assert.Contains("default-src 'none'", plain.Headers.GetValues("Content-Security-Policy").Single());
        using var ask = new HttpRequestMessage(HttpMethod.Get, "/calls/ill");
        ask.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        using var packed = await Http.SendAsync(ask);
        Assert.Equal("gzip", packed.Content.Headers.ContentEncoding.Single());
        await using var unpacked = new System.IO.Compression.GZipStream(await packed.Content.ReadAsStreamAsync(), System.IO.Compression.CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        Assert.Equal(await plain.Content.ReadAsStringAsync(), await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task An_edit_and_a_deletion_show_on_the_page_at_once()
    {
        var post = await call.Reply("Me too. It was a night shift.");
        await Page(static page => page.Contains("It was a night shift.", StringComparison.Ordinal));
        using var form = new FormUrlEncodedContent([new("status", "Me too. It was a day shift.")]);
        using var edited = await call.Lena.PutAsync($"/api/v1/statuses/{post}", form);
        Assert.Equal(HttpStatusCode.OK, edited.StatusCode);
        var page = await Http.GetStringAsync("/calls/ill");
        Assert.DoesNotContain("It was a night shift.", page, StringComparison.Ordinal);
        await Delete(post);
        Assert.DoesNotContain("It was a day shift.", await Http.GetStringAsync("/calls/ill"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_moderators_move_shows_on_the_page_with_its_reason_and_not_with_a_name()
    {
        var post = await call.Reply("Me too, says my neighbour.");
        var session = await call.Server.Session("imre");
        var admin = await As(session, HttpMethod.Get, "/admin/calls/ill", null);
        Assert.Contains("a reply or a quote whose own words hold the phrase or the hashtag", admin, StringComparison.Ordinal);
        var person = Regex.Match(admin, "name=\"person\" value=\"([0-9]+)\"><input type=\"hidden\" name=\"source\" value=\"" + post).Groups[1].Value;
        await As(session, HttpMethod.Post, "/admin/calls/ill?handler=move", new() { ["person"] = person, ["source"] = post, ["to"] = "Joined", ["Note"] = "It speaks of somebody else." });
        var page = await Page(static page => page.Contains("It speaks of somebody else.", StringComparison.Ordinal));
        Assert.Contains("answered → joined", page, StringComparison.Ordinal);
        var json = await call.Data(static json => json.GetProperty("joined").GetProperty("people").GetInt32() == 1);
        Assert.Equal(0, json.GetProperty("answered").GetProperty("people").GetInt32());
        Assert.Equal(1, json.GetProperty("removed").GetInt32());
        await Delete(post);
    }

    [Fact]
    public async Task Hidden_from_the_public_a_call_is_nowhere()
    {
        await call.Server.Done("call", "open", "--slug", "other", "--by", "imre", "--text", "Who has paid for a course they had to take? Answer this too.", "--phrase", "this too");
        var session = await call.Server.Session("imre");
        await As(session, HttpMethod.Post, "/admin/calls/other?handler=state", new() { ["deed"] = "hide", ["Note"] = "It was asked twice." });
        foreach (var path in (string[])["/calls/other", "/calls/other.json", "/calls/other.csv", "/calls/other/live", "/calls/other/answer", "/calls/other/stories"])
        {
            using var answer = await Http.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        Assert.DoesNotContain("/calls/other", await Http.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.Contains("Only those who look after this server", await As(session, HttpMethod.Get, "/calls/other", null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asks_sees_first_what_will_count_and_may_later_change_what_stands_beside_it()
    {
        var session = await call.Server.Session("lena");
        Dictionary<string, string> asked = new()
        {
            ["Wording"] = "Who was asked to train the person who replaced them? Answer “so was I”.", ["Phrases"] = "so was I\nich auch", ["Tags"] = "#TrainedMyOwn", ["Try"] = "So was I, in 2019.", ["deed"] = "look",
        };
        var preview = await As(session, HttpMethod.Post, "/ask", asked);
        Assert.Contains("Ich auch", preview, StringComparison.Ordinal);
        Assert.Contains("So was I, in 2019.", preview, StringComparison.Ordinal);
        Assert.Contains("trainedmyown", preview, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await Http.GetAsync("/calls/trainedmyown")).StatusCode);

        asked["deed"] = "open";
        await As(session, HttpMethod.Post, "/ask", asked);
        Assert.Contains(">So was I</a>", await Http.GetStringAsync("/calls/trainedmyown"), StringComparison.Ordinal);

        await As(session, HttpMethod.Post, "/calls/trainedmyown/change", new() { ["SuggestedBy"] = "a colleague", ["Links"] = "https://example.org/report The report", ["deed"] = "save" });
        Assert.Contains("<bdi>The report</bdi>", await Http.GetStringAsync("/calls/trainedmyown"), StringComparison.Ordinal);
        await As(session, HttpMethod.Post, "/calls/trainedmyown/change", new() { ["deed"] = "close" });
        Assert.Contains("This call is closed.", await Http.GetStringAsync("/calls/trainedmyown"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await Status(await call.Server.Session("imre"), "/calls/trainedmyown/change"));
    }

    private async Task Delete(string post)
    {
        using var deleted = await call.Lena.DeleteAsync($"/api/v1/statuses/{post}");
        Assert.Equal(HttpStatusCode.OK, deleted.StatusCode);
    }

    /// <summary>The public page, once it shows what was just done.</summary>
    private async Task<string> Page(Func<string, bool> until)
    {
        var deadline = DateTime.UtcNow.AddSeconds(10);
        while (true)
        {
            var page = await Http.GetStringAsync("/calls/ill");
            if (until(page)) return page;
            Assert.True(DateTime.UtcNow < deadline, page);
        }
    }

    private async Task<HttpStatusCode> Status(string session, string path)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Get, path);
        ask.Headers.Add("Cookie", "session=" + session);
        using var answer = await Http.SendAsync(ask);
        return answer.StatusCode;
    }

    private async Task<string> As(string session, HttpMethod method, string path, Dictionary<string, string>? form)
    {
        using var ask = new HttpRequestMessage(method, path);
        ask.Headers.Add("Cookie", "session=" + session);
        ask.Headers.Add("Sec-Fetch-Site", "same-origin");
        if (form is not null) ask.Content = new FormUrlEncodedContent(form);
        using var answer = await Http.SendAsync(ask);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.SeeOther, $"{path} answers {answer.StatusCode}: {body}");
        return WebUtility.HtmlDecode(body);
    }
}
