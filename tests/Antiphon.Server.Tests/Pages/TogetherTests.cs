using System.Net;
using System.Text.RegularExpressions;
using Xunit;

namespace Antiphon.Server.Tests.Pages;

/// <summary>What one does and another sees: notifications, following, search, administration.</summary>
public sealed class TogetherTests(People people) : IClassFixture<People>
{
    [Fact]
    public async Task What_several_did_to_one_post_is_one_line_and_looking_reads_it_here_and_in_apps()
    {
        await people.Server.Account("vera");
        using var vera = await people.As("vera");
        using var lena = await people.As("lena");
        using var noor = await people.As("noor");
        var id = await JourneyTests.Write(vera, "A quiet evening");
        await lena.PostAsync($"/posts/{id}/like", null);
        await noor.PostAsync($"/posts/{id}/like", null);
        await JourneyTests.Write(noor, "@vera good night", ("reply", id));
        Assert.Contains(">Notifications<b>3</b>", await vera.GetStringAsync("/home"));

        var page = await vera.GetStringAsync("/notifications");
        Assert.Single(Regex.Matches(page, "liked your post"));
        Assert.Matches("noor</bdi></a> and <a href=\"/@lena\"><bdi>lena</bdi></a> liked your post", WebUtility.HtmlDecode(page));
        Assert.Equal(2, Regex.Count(page, "<li class=\"fresh\">"));
        Assert.Contains("good night", page);
        Assert.DoesNotContain("<b>3</b>", await vera.GetStringAsync("/home"));
        Assert.DoesNotContain("<li class=\"fresh\">", await vera.GetStringAsync("/notifications"));
        Assert.DoesNotContain("liked your post", await vera.GetStringAsync("/notifications?only=mentions"));

        using var app = people.Server.As(await people.Server.Token("vera"));
        using var markers = System.Text.Json.JsonDocument.Parse(await app.GetStringAsync("/api/v1/markers?timeline[]=notifications"));
        using var newest = System.Text.Json.JsonDocument.Parse(await app.GetStringAsync("/api/v1/notifications?limit=1"));
        Assert.Equal(newest.RootElement[0].GetProperty("id").GetString(), markers.RootElement.GetProperty("notifications").GetProperty("last_read_id").GetString());
    }

    [Fact]
    public async Task A_locked_account_is_asked_and_says_yes_from_its_notifications()
    {
        await people.Server.Account("ines");
        using var ines = await people.As("ines");
        using var lena = await people.As("lena");
        Assert.Equal(HttpStatusCode.SeeOther, (await ines.PostAsync("/settings/profile", new FormUrlEncodedContent([new("DisplayName", "Ines"), new("Locked", "true")]))).StatusCode);
        var secret = await JourneyTests.Write(ines, "For those I know", ("Visibility", "Followers"));
        var profile = await lena.GetStringAsync("/@ines");
        Assert.Contains("Ask to follow", profile);
        await lena.PostAsync(Regex.Match(profile, "/people/[0-9]+/follow").Value, null);
        Assert.Contains("Take back the request", await lena.GetStringAsync("/@ines"));
        Assert.Equal(HttpStatusCode.NotFound, (await lena.GetAsync($"/@ines/{secret}")).StatusCode);

        var asked = await ines.GetStringAsync("/notifications");
        Assert.Contains("asks to follow you", asked);
        await ines.PostAsync(Regex.Match(asked, "/people/[0-9]+/accept").Value, null);
        Assert.Equal(HttpStatusCode.OK, (await lena.GetAsync($"/@ines/{secret}")).StatusCode);
        Assert.Contains("For those I know", await lena.GetStringAsync("/home"));
        await ines.PostAsync(Regex.Match(await ines.GetStringAsync("/@lena"), "/people/[0-9]+/block").Value, null);
        Assert.Equal(HttpStatusCode.NotFound, (await lena.GetAsync($"/@ines/{secret}")).StatusCode);
        Assert.DoesNotContain("For those I know", await lena.GetStringAsync("/home"));
    }

    [Fact]
    public async Task Search_finds_people_hashtags_and_words_and_nothing_that_is_not_public()
    {
        using var lena = await people.As("lena");
        await JourneyTests.Write(lena, "The thermometer said thirtynine #Feverish");
        await JourneyTests.Write(lena, "The thermometer was wrong", ("Visibility", "Followers"));
        var found = WebUtility.HtmlDecode(await people.Server.Http.GetStringAsync("/search?q=thermometer"));
        Assert.Contains("thirtynine", found);
        Assert.DoesNotContain("was wrong", found);
        Assert.Contains("href=\"/tags/Feverish\"", await people.Server.Http.GetStringAsync("/search?q=fever&kind=tags"));
        Assert.Contains("href=\"/@lena\"", await people.Server.Http.GetStringAsync("/search?q=lena&kind=people"));
        Assert.Contains("Nothing found for “<b>&”.", WebUtility.HtmlDecode(await people.Server.Http.GetStringAsync("/search?q=%3Cb%3E%26")));
    }

    [Fact]
    public async Task An_owner_limits_suspends_and_restores_with_a_reason_on_record_and_hands_over_a_link_once()
    {
        await people.Server.Account("rufus");
        using var imre = await people.As("imre");
        using var rufus = await people.As("rufus");
        await JourneyTests.Write(rufus, "Loud words");
        var page = "/admin/accounts/" + Regex.Match(await imre.GetStringAsync("/admin/accounts?q=rufus"), "href=\"/admin/accounts/([0-9]+)\"").Groups[1].Value;
        Assert.Equal(HttpStatusCode.SeeOther, (await imre.PostAsync(page + "?handler=act", new FormUrlEncodedContent([new("Act", "Suspend"), new("Text", "Shouting at people")]))).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await rufus.GetAsync("/home")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await people.Server.Http.GetAsync("/@rufus")).StatusCode);
        await imre.PostAsync(page + "?handler=standing", new FormUrlEncodedContent([new("deed", "restore"), new("Note", "Said sorry")]));
        Assert.Equal(HttpStatusCode.OK, (await people.Server.Http.GetAsync("/@rufus")).StatusCode);
        var log = await imre.GetStringAsync("/admin/log");
        Assert.Contains("Shouting at people", log);
        Assert.Contains("Said sorry", log);

        var made = await imre.PostAsync(page + "?handler=link", null);
        var link = Regex.Match(await made.Content.ReadAsStringAsync(), "/once/[A-Za-z0-9_-]+").Value;
        Assert.Equal(HttpStatusCode.OK, (await people.Server.Http.GetAsync(link)).StatusCode);
        Assert.DoesNotContain("/once/", await imre.GetStringAsync(page));
        using var noor = await people.As("noor");
        Assert.Equal(HttpStatusCode.Forbidden, (await noor.GetAsync("/admin/log")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await noor.PostAsync(page + "?handler=act", new FormUrlEncodedContent([new("Act", "Suspend")]))).StatusCode);
    }

    [Fact]
    public async Task A_picture_that_came_with_a_refused_text_comes_back_and_is_posted_with_its_description()
    {
        using var lena = await people.As("lena");
        using var form = new MultipartFormDataContent
        {
            { new StringContent(new string('x', 600)), "Text" },
            { new ByteArrayContent(Convert.FromBase64String(Dot)), "picture-1", "dot.png" },
            { new StringContent("A single dot"), "about-new-1" },
        };
        var refused = await lena.PostAsync("/write", form);
        var page = await refused.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var picture = Regex.Match(page, "name=\"picture\" value=\"([0-9]+)\"").Groups[1].Value;
        Assert.Contains("A single dot", page);
        var id = await JourneyTests.Write(lena, "Look", ("picture", picture), ("about-" + picture, "One dot, really"));
        Assert.Contains("alt=\"One dot, really\"", await people.Server.Http.GetStringAsync($"/@lena/{id}"));

        using var noor = await people.As("noor");
        var stolen = await JourneyTests.Write(noor, "Mine now", ("picture", picture), ("about-" + picture, "Taken"));
        Assert.DoesNotContain("<img src", await people.Server.Http.GetStringAsync($"/@noor/{stolen}"));
    }

    [Fact]
    public async Task A_long_conversation_is_read_page_by_page()
    {
        using var noor = await people.As("noor");
        var id = await JourneyTests.Write(noor, "Count with me");
        for (var n = 1; n <= 160; n++) await JourneyTests.Write(noor, $"reply number {n} of many", ("reply", id));
        var first = await people.Server.Http.GetStringAsync($"/@noor/{id}");
        Assert.Contains("reply number 150 of", first);
        Assert.DoesNotContain("reply number 151 of", first);
        var second = await people.Server.Http.GetStringAsync($"/@noor/{id}?part=2");
        Assert.Contains("reply number 151 of", second);
        Assert.Contains("Count with me", second);
        Assert.Equal(161, Regex.Count(first + second, "reply number [0-9]+ of many") + 1);
    }

    /// <summary>A PNG of one pixel.</summary>
    private const string Dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
}
