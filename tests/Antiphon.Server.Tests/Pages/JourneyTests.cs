using System.Net;
using System.Text.RegularExpressions;
using Antiphon.Server.Tests.Harness;
using Xunit;

namespace Antiphon.Server.Tests.Pages;

/// <summary>What a person does in a browser without scripts, from joining to deleting.</summary>
public sealed class JourneyTests(People people) : IClassFixture<People>
{
    [Fact]
    public async Task Somebody_asks_to_join_is_let_in_writes_edits_and_deletes_without_scripts()
    {
        using var otto = new Visitor(people.Server);
        await otto.Open("/sign-up");
        await otto.Submit(new() { ["Username"] = "otto", ["Email"] = "otto@example.org", ["Password"] = "a long enough one", ["Reason"] = "I worked ill, and want to say so." });
        Assert.Equal("/sign-up/waiting", otto.Page.Address.AbsolutePath);

        using var imre = new Visitor(people.Server);
        await imre.SignIn("imre");
        await imre.Open("/admin/accounts");
        Assert.Contains("I worked ill, and want to say so.", imre.Page.Text);
        await imre.Submit(new() { ["deed"] = "approve" });
        Assert.Contains("They are in", imre.Page.Text);

        await otto.SignIn("otto");
        Assert.Equal("/home", otto.Page.Address.AbsolutePath);
        await otto.Open("/write");
        await otto.Submit(new() { ["Text"] = "The canteen was closed, and I came anyway. #WorkedIll" });
        Assert.Contains("Posted.", otto.Page.Text);
        var address = otto.Page.Address.AbsolutePath;
        var id = address.Split('/')[^1];
        Assert.Contains("The canteen was closed", (await imre.Open("/local")).Text);
        Assert.Contains("The canteen was closed", (await imre.Open("/tags/workedill")).Text);

        await otto.Open("/write?edit=" + id);
        Assert.Contains("The canteen was closed", otto.Page.Text);
        await otto.Submit(new() { ["Text"] = "The canteen was open, and I came anyway." });
        Assert.Contains("The canteen was open", (await imre.Open(address)).Text);
        Assert.Contains("The canteen was closed", (await imre.Open($"/posts/{id}/history")).Text);

        await otto.Open($"/posts/{id}/delete");
        await otto.Submit([]);
        Assert.Contains("The post is gone.", otto.Page.Text);
        Assert.Equal(HttpStatusCode.NotFound, (await imre.Open(address)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await imre.Open($"/posts/{id}/history")).Status);
    }

    [Fact]
    public async Task What_was_typed_is_kept_when_it_is_refused()
    {
        using var lena = new Visitor(people.Server);
        await lena.SignIn("lena");
        await lena.Open("/write");
        var long_ = string.Concat(Enumerable.Repeat("a fever & a shift, ", 40));
        await lena.Submit(new() { ["Text"] = long_, ["Warning"] = "illness" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, lena.Page.Status);
        Assert.Contains(long_, WebUtility.HtmlDecode(lena.Page.Html));
        Assert.Contains("value=\"illness\"", lena.Page.Html);
        Assert.Contains("too long", lena.Page.Text);
        await lena.Submit(new() { ["Text"] = long_, ["Story"] = "true" });
        Assert.Contains("Posted.", lena.Page.Text);
    }

    [Fact]
    public async Task A_poll_is_asked_and_voted_in_without_scripts()
    {
        using var lena = new Visitor(people.Server);
        await lena.SignIn("lena");
        await lena.Open("/write");
        await lena.Submit(new() { ["Text"] = "When did you last stay home?", ["option-1"] = "This winter", ["PollTime"] = "3600" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, lena.Page.Status);
        Assert.Contains("A poll has 2 options at least.", lena.Page.Text);
        Assert.Contains("value=\"This winter\"", lena.Page.Html);
        await lena.Submit(new() { ["Text"] = "When did you last stay home?", ["option-1"] = "This winter", ["option-2"] = " ", ["option-4"] = "Never <b>", ["PollTime"] = "3600" });
        Assert.Contains("Posted.", lena.Page.Text);
        Assert.Contains("0 people voted", lena.Page.Text);
        Assert.Contains("Never &lt;b&gt;", lena.Page.Html);
        var address = lena.Page.Address.AbsolutePath;
        var id = address.Split('/')[^1];

        using var imre = await people.As("imre");
        var choice = new Dictionary<string, string> { ["choice-" + id] = "1", ["back"] = address, ["anchor"] = id };
        var voted = await imre.PostAsync($"/posts/{id}/vote", new FormUrlEncodedContent(choice));
        Assert.Equal((HttpStatusCode.SeeOther, address + "#p" + id), (voted.StatusCode, voted.Headers.Location!.OriginalString));
        Assert.Contains("your choice", await imre.GetStringAsync(address));
        Assert.Contains("one person voted", (await lena.Open(address)).Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("You have already voted on this poll.", await (await imre.PostAsync($"/posts/{id}/vote", new FormUrlEncodedContent(choice))).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_makes_one_post()
    {
        using var lena = await people.As("lena");
        var form = new Dictionary<string, string> { ["Text"] = "Sent by an impatient finger", ["Key"] = new('A', 32) };
        var first = await lena.PostAsync("/write", new FormUrlEncodedContent(form));
        var second = await lena.PostAsync("/write", new FormUrlEncodedContent(form));
        Assert.Equal(HttpStatusCode.SeeOther, first.StatusCode);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
    }

    [Fact]
    public async Task The_buttons_under_a_post_do_what_they_say_and_take_it_back()
    {
        using var imre = await people.As("imre");
        using var noor = await people.As("noor");
        var id = await Write(imre, "Good morning to everybody");
        foreach (var (deed, undo, said) in new[] { ("like", "unlike", "Liked 1"), ("boost", "unboost", "Passed on 1"), ("keep", "unkeep", "Bookmarked") })
        {
            var done = await noor.PostAsync($"/posts/{id}/{deed}", new FormUrlEncodedContent(new Dictionary<string, string> { ["back"] = "/@imre", ["anchor"] = id }));
            Assert.Equal((HttpStatusCode.SeeOther, $"/@imre#p{id}"), (done.StatusCode, done.Headers.Location!.OriginalString));
            Assert.Contains($"{undo}\" name=\"anchor\" value=\"{id}\" aria-pressed=\"true\">{said}", await noor.GetStringAsync($"/@imre/{id}"));
            await noor.PostAsync($"/posts/{id}/{undo}", null);
            Assert.DoesNotContain(said, await noor.GetStringAsync($"/@imre/{id}"));
        }

        Assert.Equal("/home", (await noor.PostAsync($"/posts/{id}/like", new FormUrlEncodedContent([new("back", "//elsewhere.example/")]))).Headers.Location!.OriginalString);
        await imre.PostAsync($"/posts/{id}/pin", null);
        Assert.Contains(">Pinned<", await noor.GetStringAsync("/@imre"));
        Assert.Equal(HttpStatusCode.BadRequest, (await noor.PostAsync($"/posts/{id}/pin", null)).StatusCode);
    }

    [Fact]
    public async Task Whose_post_it_is_not_is_told_the_same_as_of_a_post_that_never_was()
    {
        using var imre = await people.As("imre");
        using var noor = await people.As("noor");
        var (id, none) = (await Write(imre, "Mine alone to change"), "117000000000000001");
        foreach (var address in new[] { "/posts/{0}/delete", "/write?edit={0}" })
        {
            Assert.Equal(await Told(await noor.GetAsync(address.Replace("{0}", none, StringComparison.Ordinal)), none), await Told(await noor.GetAsync(address.Replace("{0}", id, StringComparison.Ordinal)), id));
            Assert.Equal(HttpStatusCode.OK, (await imre.GetAsync(address.Replace("{0}", id, StringComparison.Ordinal))).StatusCode);
        }

        Assert.Equal(await Told(await noor.PostAsync($"/posts/{none}/delete", null), none), await Told(await noor.PostAsync($"/posts/{id}/delete", null), id));
        Assert.Equal(await Told(await Edit(noor, none), none), await Told(await Edit(noor, id), id));
        Assert.Contains("Mine alone to change", await noor.GetStringAsync($"/@imre/{id}"));
        var secret = await Write(imre, "Only for myself", ("Visibility", "Direct"));
        foreach (var address in new[] { "/@imre/{0}", "/posts/{0}/history", "/write?reply={0}", "/write?quote={0}" })
        {
            Assert.Equal(await Told(await noor.GetAsync(address.Replace("{0}", none, StringComparison.Ordinal)), none), await Told(await noor.GetAsync(address.Replace("{0}", secret, StringComparison.Ordinal)), secret));
        }

        foreach (var deed in new[] { "like", "boost", "keep", "hush" })
        {
            Assert.Equal(await Told(await noor.PostAsync($"/posts/{none}/{deed}", null), none), await Told(await noor.PostAsync($"/posts/{secret}/{deed}", null), secret));
        }
    }

    internal static async Task<string> Write(HttpClient by, string text, params (string Name, string Value)[] more)
    {
        var answer = await by.PostAsync("/write", new FormUrlEncodedContent([new("Text", text), .. more.Select(static one => KeyValuePair.Create(one.Name, one.Value))]));
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!.OriginalString.Split('/')[^1];
    }

    private static Task<HttpResponseMessage> Edit(HttpClient by, string id) =>
        by.PostAsync("/write", new FormUrlEncodedContent([new("edit", id), new("Text", "Not yours any more")]));

    /// <summary>Status and page, without the number that was asked for and the form tokens, which are new each time.</summary>
    private static async Task<(HttpStatusCode Status, string Page)> Told(HttpResponseMessage answer, string id) =>
        (answer.StatusCode, Regex.Replace((await answer.Content.ReadAsStringAsync()).Replace(id, "ID", StringComparison.Ordinal), "form_token[^>]*", string.Empty));
}
