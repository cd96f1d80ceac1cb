using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Antiphon.Server.Tests.Harness;
using Xunit;

namespace Antiphon.Server.Tests.Calls;

/// <summary>What the caller and moderators put on a call's page, as everybody reads it: the kept page changes at once.</summary>
public sealed partial class CallStoryPageTests(OneCall call) : IClassFixture<OneCall>
{
    private HttpClient Http => call.Server.Http;

    [Fact]
    public async Task The_callers_headline_stands_above_the_call_and_one_that_is_too_long_is_not_lost()
    {
        await Ask("headed", "Who has paid for a course that they had to take? Answer this too.", "this too");
        using var imre = await SignedIn("imre");
        await imre.Open("/calls/headed/change");
        var refused = await imre.Submit(new() { ["Headline"] = new string('x', 151), ["Standfirst"] = "Before the hearing." }, "Headline");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("A headline has 150 characters at most.", refused.Text, StringComparison.Ordinal);
        Assert.Contains(new string('x', 151), refused.Html, StringComparison.Ordinal);
        Assert.Contains("Before the hearing.", refused.Html, StringComparison.Ordinal);
        await imre.Submit(new() { ["Headline"] = "A bill for one's own training", ["Standfirst"] = "Before the hearing.", ["LeadsTo"] = "/calls/ill", ["deed"] = "save" }, "Headline");
        var page = await Http.GetStringAsync("/calls/headed");
        Assert.Contains("<h1 dir=\"auto\">A bill for one&#x27;s own training</h1>", page, StringComparison.Ordinal);
        Assert.Contains("Who has paid for a course", page, StringComparison.Ordinal);
        Assert.Matches("Who has gone to work ill[^<]*</a><span class=\"fine\">Chosen by whoever asks here", page);
    }

    [Fact]
    public async Task A_pinned_post_stands_among_the_voices_until_it_is_deleted_or_its_author_takes_it_off()
    {
        await Ask("voiced", "Who has lent tools to the firm? Answer lent mine.", "lent mine");
        using var imre = await SignedIn("imre");
        var first = await Post("I run a bakery with nine people, and the tools are mine to buy.");
        var second = await Post("The wholesaler gives discounts to firms only.");
        foreach (var post in (string[])[first, second])
        {
            await imre.Open("/calls/voiced/voices");
            await imre.Submit(new() { ["Post"] = $"{call.Server.Url}/@lena/{post}" }, "name=\"Post\"");
        }

        var page = await Http.GetStringAsync("/calls/voiced");
        Assert.Contains("I run a bakery with nine people", page, StringComparison.Ordinal);
        Assert.Contains("The wholesaler gives discounts", page, StringComparison.Ordinal);
        Assert.Single(PostOf(first).Matches(page));

        using (var deleted = await call.Lena.DeleteAsync($"/api/v1/statuses/{first}")) Assert.Equal(HttpStatusCode.OK, deleted.StatusCode);
        Assert.DoesNotContain("I run a bakery with nine people", await Http.GetStringAsync("/calls/voiced"), StringComparison.Ordinal);

        using var lena = await SignedIn("lena");
        await lena.Open("/calls/voiced");
        await lena.Submit([], "handler=decline");
        Assert.DoesNotContain("The wholesaler gives discounts", await Http.GetStringAsync("/calls/voiced"), StringComparison.Ordinal);
        await imre.Open("/calls/voiced/voices");
        Assert.Contains("Its author does not want to be quoted here.", (await imre.Submit(new() { ["Post"] = $"/@lena/{second}" }, "name=\"Post\"")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await lena.Open("/calls/voiced/voices")).Status);
    }

    [Fact]
    public async Task A_statement_is_quoted_as_text_with_its_source()
    {
        await Ask("quoted", "Who was never given a contract? Answer nor was I.", "nor was I");
        using var imre = await SignedIn("imre");
        await imre.Open("/calls/quoted/voices");
        var refused = await imre.Submit(new() { ["Quoted"] = "We <b>will</b> look into it.", ["Who"] = "The ministry", ["Link"] = "javascript:alert(1)", ["At"] = "" }, "name=\"Quoted\"");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("We &lt;b&gt;will&lt;/b&gt; look into it.", refused.Html, StringComparison.Ordinal);
        await imre.Submit(new() { ["Link"] = "https://example.org/statement", ["Quoted"] = "We <b>will</b> look into it.", ["Who"] = "The ministry", ["At"] = "2026-03-02" }, "name=\"Quoted\"");
        var page = await Http.GetStringAsync("/calls/quoted");
        Assert.Contains("We &lt;b&gt;will&lt;/b&gt; look into it.", page, StringComparison.Ordinal);
        Assert.Matches("The ministry</bdi>, <time[^>]*>2 March 2026</time> · <a href=\"https://example.org/statement\" rel=\"[^\"]*nofollow[^\"]*\">on example.org</a>", page);
    }

    [Fact]
    public async Task A_figure_of_others_stands_apart_with_its_source_and_its_removal_on_record()
    {
        await Ask("claimed", "Who has waited for a wage? Answer me as well.", "me as well");
        using var imre = await SignedIn("imre");
        await imre.Open("/calls/claimed/claims");
        Dictionary<string, string> figure = new()
        {
            ["Figure"] = "4.7 million", ["What"] = "People", ["On"] = "Facebook", ["SaidBy"] = "The network itself", ["Link"] = "https://example.org/newsroom", ["Until"] = "2017-10-16T12:00",
        };
        var refused = await imre.Submit(figure, "name=\"Figure\"");
        Assert.Contains("Enter the figure as a whole number", refused.Text, StringComparison.Ordinal);
        Assert.Contains("4.7 million", refused.Html, StringComparison.Ordinal);
        figure["Figure"] = "4,700,000";
        await imre.Submit(figure, "name=\"Figure\"");
        var page = await Seen("/calls/claimed");
        Assert.Contains("4,700,000 people Facebook", page, StringComparison.Ordinal);
        Assert.Contains("to 16 October 2017, 12:00 UTC", page, StringComparison.Ordinal);
        Assert.Contains("Nobody has been counted yet.", page, StringComparison.Ordinal);

        using var before = await Http.GetAsync("/calls/claimed.json");
        var json = JsonDocument.Parse(await before.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(0, json.GetProperty("answered").GetProperty("at_most").GetInt32());
        Assert.Equal((4_700_000, "people", "facebook"), (json.GetProperty("claims")[0].GetProperty("value").GetInt64(), json.GetProperty("claims")[0].GetProperty("what").GetString(), json.GetProperty("claims")[0].GetProperty("network").GetString()));

        await imre.Open("/calls/claimed/claims");
        await imre.Submit(new() { ["why"] = "The network has withdrawn it." }, "handler=off");
        page = await Seen("/calls/claimed");
        Assert.Contains("Taken off again", page, StringComparison.Ordinal);
        Assert.Contains("The network has withdrawn it.", page, StringComparison.Ordinal);
        using var after = await Http.GetAsync("/calls/claimed.json");
        Assert.NotEqual(before.Headers.ETag, after.Headers.ETag);
        Assert.NotEqual(JsonValueKind.Null, JsonDocument.Parse(await after.Content.ReadAsStringAsync()).RootElement.GetProperty("claims")[0].GetProperty("removed").ValueKind);
    }

    [Fact]
    public async Task A_correction_stands_on_the_page_with_its_time()
    {
        await Ask("corrected", "Who has trained a manager? Answer so have I.", "so have I");
        using var imre = await SignedIn("imre");
        await imre.Open("/calls/corrected/corrections");
        await imre.Submit(new() { ["Was"] = "The hearing of 11 October.", ["RightIs"] = "It was on 12 October." }, "name=\"Was\"");
        var page = await Seen("/calls/corrected");
        Assert.Matches("[0-9]{2}:[0-9]{2}:[0-9]{2} UTC · by whoever asks\\s+This page said: The hearing of 11 October. Right is: It was on 12 October.", page);
        var correction = JsonDocument.Parse(await Http.GetStringAsync("/calls/corrected.json")).RootElement.GetProperty("corrections")[0];
        Assert.Equal(("It was on 12 October.", "caller"), (correction.GetProperty("right_is").GetString(), correction.GetProperty("by").GetString()));

        // Whoever was told by the feed is told of this too.
        var feed = await Http.GetStringAsync("/calls/corrected.atom");
        Assert.Matches("<title>The page was corrected</title>[\\s\\S]*?This page said: The hearing of 11 October\\.\\s+Right is: It was on 12 October\\.", feed);
    }

    [Fact]
    public async Task Replies_stand_beneath_what_they_reply_to_and_are_counted_in_the_pages_head()
    {
        await Ask("talked", "Who has no keys to the office? Answer no keys.", "no keys");
        var post = Regex.Match(await Http.GetStringAsync("/calls/talked"), "/@imre/([0-9]+)").Groups[1].Value;
        var first = await Post("Has anybody asked the caretaker?", post);
        await Post("He has none himself.", first);
        var page = await Until("/calls/talked", static page => page.Contains("2 replies in the conversation", StringComparison.Ordinal));
        Assert.Contains("href=\"#conversation\"", page, StringComparison.Ordinal);
        Assert.Matches("Has anybody asked the caretaker[\\s\\S]*?<div class=\"deeper\">[\\s\\S]*?He has none himself", page);
    }

    [Fact]
    public async Task Every_mark_on_the_page_leads_to_a_note_on_it_and_every_id_is_there_once()
    {
        var post = await call.Reply("Me too.");
        var page = await Until("/calls/ill", static page => page.Contains("class=\"story\"", StringComparison.Ordinal));
        var ids = Regex.Matches(page, " id=\"([^\"]+)\"").Select(static match => match.Groups[1].Value).ToList();
        Assert.Equal(ids.Distinct(), ids);
        var anchors = Regex.Matches(page, "href=\"#([^\"]+)\"").Select(static match => match.Groups[1].Value).Distinct().ToList();
        Assert.Contains("note-answered", anchors);
        Assert.Empty(anchors.Except(ids));
        using var deleted = await call.Lena.DeleteAsync($"/api/v1/statuses/{post}");
        Assert.Equal(HttpStatusCode.OK, deleted.StatusCode);
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    private static Regex PostOf(string id) => new($"id=\"p{id}\"");

    private Task Ask(string slug, string text, string phrase) => call.Server.Done("call", "open", "--slug", slug, "--by", "imre", "--text", text, "--phrase", phrase);

    private async Task<Visitor> SignedIn(string name)
    {
        var visitor = new Visitor(call.Server);
        await visitor.SignIn(name);
        return visitor;
    }

    private async Task<string> Post(string text, string? replyTo = null)
    {
        using var form = new FormUrlEncodedContent([new("status", text), .. replyTo is null ? [] : (KeyValuePair<string, string>[])[new("in_reply_to_id", replyTo)]]);
        using var answer = await call.Lena.PostAsync("/api/v1/statuses", form);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("id").GetString()!;
    }

    /// <summary>What stands on a page as text, each run of white space as one space.</summary>
    private async Task<string> Seen(string path) => Regex.Replace(WebUtility.HtmlDecode(Tags().Replace(await Http.GetStringAsync(path), " ")), "\\s+", " ");

    /// <summary>The page, once it counts what was just done: boards are published four times a second.</summary>
    private async Task<string> Until(string path, Func<string, bool> until)
    {
        var deadline = DateTime.UtcNow.AddSeconds(10);
        while (true)
        {
            var page = await Http.GetStringAsync(path);
            if (until(page)) return page;
            Assert.True(DateTime.UtcNow < deadline, page);
        }
    }
}
