using System.Net;
using Antiphon.Server.Tests.Api.Contract;
using Xunit;

namespace Antiphon.Server.Tests.Api;

public abstract class ProfilesTests(ApiServer server)
{
    [Fact]
    public async Task A_profile_is_changed_field_by_field_with_pictures_and_what_is_not_given_stays()
    {
        var member = await server.Member();
        using var form = ApiClient.Multipart(
            ("avatar", TestPng.Striped()), ("display_name", "Some One"), ("note", "I work at night"), ("fields_attributes[0][name]", "web"), ("fields_attributes[0][value]", "http://example.org"),
            ("bot", "0"), ("locked", "true"), ("discoverable", "1"));
        var changed = await member.Api.Patch("/api/v1/accounts/update_credentials", form);
        Assert.Equal(HttpStatusCode.OK, changed.Status);
        Assert.Equal(("Some One", "<p>I work at night</p>", true, false), (changed["display_name"].GetString(), changed["note"].GetString(), changed["locked"].GetBoolean(), changed["bot"].GetBoolean()));
        Assert.Equal("I work at night", changed["source"].GetProperty("note").GetString());
        Assert.Equal("http://example.org", changed["source"].GetProperty("fields")[0].GetProperty("value").GetString());
        using var avatar = await server.Server.Http.GetAsync(changed["avatar"].GetString());
        Assert.StartsWith("image/", avatar.Content.Headers.ContentType!.MediaType, StringComparison.Ordinal);
        var again = await member.Api.Patch("/api/v1/accounts/update_credentials", new StringContent("""{"note":"","fields_attributes":[{"name":"a","value":"b"}]}""", System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(("Some One", "", "a", changed["avatar"].GetString()), (
            again["display_name"].GetString(), again["note"].GetString(), again["fields"][0].GetProperty("name").GetString(), again["avatar"].GetString()));
        Assert.NotEqual(changed["avatar"].GetString(), (await member.Api.Delete("/api/v1/profile/avatar"))["avatar"].GetString());
        Assert.Equal(HttpStatusCode.OK, (await member.Api.Delete("/api/v1/profile/header")).Status);
    }

    [Theory]
    [InlineData("display_name", "A name that is far too long for any account to have it")]
    [InlineData("source[privacy]", "direct")]
    [InlineData("source[language]", "no language")]
    public async Task What_a_profile_cannot_be_is_refused_by_name(string name, string value)
    {
        var refused = await server.Bob.Patch("/api/v1/accounts/update_credentials", new FormUrlEncodedContent([KeyValuePair.Create(name, value)]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("details", refused.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_avatar_that_is_no_picture_is_refused_and_the_old_one_stays()
    {
        var member = await server.Member();
        using var form = ApiClient.Multipart(("avatar", "<svg onload='alert(1)'/>"u8.ToArray()), ("display_name", "Changed"));
        var refused = await member.Api.Patch("/api/v1/accounts/update_credentials", form);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.True(refused["details"].TryGetProperty("avatar", out _), refused.Body);
        Assert.Equal(string.Empty, (await member.Api.Get("/api/v1/accounts/verify_credentials"))["display_name"].GetString());
    }

    [Fact]
    public async Task Signing_up_through_an_app_refuses_by_field_and_needs_the_apps_token()
    {
        var app = await server.AppAlone(ApiServer.Scopes);
        (string, string)[] form = [("username", "bob1"), ("email", "x@example.org"), ("password", "a long enough one"), ("agreement", "true"), ("locale", "en-GB")];
        var taken = await app.Post("/api/v1/accounts", form);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, taken.Status);
        Assert.True(taken["details"].TryGetProperty("username", out _), taken.Body);
        Assert.True((await app.Post("/api/v1/accounts", ("username", "newcomer"), ("email", "x@example.org"), ("password", "a long enough one")))["details"].TryGetProperty("agreement", out _));
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.Nobody.Post("/api/v1/accounts", form)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await server.AppAlone("read")).Post("/api/v1/accounts", form)).Status);
    }

    [Fact]
    public async Task A_picture_is_described_before_it_is_attached_and_then_belongs_to_its_post()
    {
        using var form = ApiClient.Multipart(("file", TestPng.Striped()), ("description", "stripes"), ("focus", "0.5,-0.5"));
        var uploaded = await server.Bob.Send(HttpMethod.Post, "/api/v1/media", form);
        Assert.Equal(("image", "stripes"), (uploaded["type"].GetString(), uploaded["description"].GetString()));
        Assert.Equal(-0.5, uploaded["meta"].GetProperty("focus").GetProperty("y").GetDouble());
        Assert.StartsWith(server.Server.Url, (await server.Bob.Get($"/api/v1/media/{uploaded.Id}"))["url"].GetString(), StringComparison.Ordinal);
        var described = await server.Bob.Put($"/api/v1/media/{uploaded.Id}", ("description", "better stripes"), ("focus", "1,1"));
        Assert.Equal("better stripes", described["description"].GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await server.Ada.Put($"/api/v1/media/{uploaded.Id}", ("description", "not mine"))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await server.Ada.Post("/api/v1/statuses", ("status", "x"), ("media_ids[]", uploaded.Id))).Status);
        await server.Bob.Say("posted", ("media_ids[]", uploaded.Id));
        Assert.Equal(HttpStatusCode.NotFound, (await server.Bob.Get($"/api/v1/media/{uploaded.Id}")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await server.Bob.Post("/api/v2/media", ("file", "no file"))).Status);
    }

    [Fact]
    public async Task Follows_blocks_and_mutes_answer_how_the_two_stand_and_are_listed()
    {
        var (me, other) = (await server.Member(), await server.Member());
        Assert.True((await me.Api.Post($"/api/v1/accounts/{other.Id}/follow", ("reblogs", "false")))["following"].GetBoolean());
        Assert.Equal([other.Id], (await me.Api.Get($"/api/v1/accounts/{me.Id}/following")).Ids);
        Assert.Equal([me.Id], (await server.Nobody.Get($"/api/v1/accounts/{other.Id}/followers")).Ids);
        Assert.True((await other.Api.Get($"/api/v1/accounts/relationships?id={me.Id}")).Json[0].GetProperty("followed_by").GetBoolean());
        Assert.False((await me.Api.Post($"/api/v1/accounts/{other.Id}/unfollow"))["following"].GetBoolean());
        Assert.True((await me.Api.Post($"/api/v1/accounts/{other.Id}/mute", ("duration", "3600")))["muting"].GetBoolean());
        Assert.Equal([other.Id], (await me.Api.Get("/api/v1/mutes")).Ids);
        Assert.False((await me.Api.Post($"/api/v1/accounts/{other.Id}/unmute"))["muting"].GetBoolean());
        Assert.True((await me.Api.Post($"/api/v1/accounts/{other.Id}/block"))["blocking"].GetBoolean());
        Assert.Equal([other.Id], (await me.Api.Get("/api/v1/blocks")).Ids);
        Assert.False((await me.Api.Post($"/api/v1/accounts/{other.Id}/unblock"))["blocking"].GetBoolean());
        await me.Api.Patch("/api/v1/accounts/update_credentials", new FormUrlEncodedContent([KeyValuePair.Create("locked", "1")]));
        Assert.True((await other.Api.Post($"/api/v1/accounts/{me.Id}/follow"))["requested"].GetBoolean());
        Assert.Equal([other.Id], (await me.Api.Get("/api/v1/follow_requests")).Ids);
        Assert.True((await me.Api.Post($"/api/v1/follow_requests/{other.Id}/authorize"))["followed_by"].GetBoolean());
        Assert.False((await me.Api.Post($"/api/v1/accounts/{other.Id}/remove_from_followers"))["followed_by"].GetBoolean());
    }

    [Fact]
    public async Task Lists_are_made_filled_read_and_ended_and_nobody_elses_are_to_be_told_from_none()
    {
        var (me, other) = (await server.Member(), await server.Member());
        var none = await other.Api.Get("/api/v1/lists/1");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await me.Api.Post("/api/v1/lists", ("title", ""))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await me.Api.Post("/api/v1/lists", ("title", "x"), ("replies_policy", "some"))).Status);
        var list = await me.Api.PostJson("/api/v1/lists", """{"title":"Near","replies_policy":"followed","exclusive":false}""");
        Assert.Equal(("Near", "followed", false), (list["title"].GetString(), list["replies_policy"].GetString(), list["exclusive"].GetBoolean()));
        Assert.Equal(HttpStatusCode.NotFound, (await me.Api.Post($"/api/v1/lists/{list.Id}/accounts", ("account_ids[]", other.Id))).Status);
        await me.Api.Post($"/api/v1/accounts/{other.Id}/follow");
        Assert.Equal("{}", (await me.Api.PostJson($"/api/v1/lists/{list.Id}/accounts", $$"""{"account_ids":["{{other.Id}}"]}""")).Body);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await me.Api.Post($"/api/v1/lists/{list.Id}/accounts", ("account_ids[]", other.Id))).Status);
        Assert.Equal([other.Id], (await me.Api.Get($"/api/v1/lists/{list.Id}/accounts")).Ids);
        Assert.Equal([list.Id], (await me.Api.Get($"/api/v1/accounts/{other.Id}/lists")).Ids);
        var (first, second) = (await other.Api.Say("first"), await other.Api.Say("second"));
        var newest = await me.Api.Get($"/api/v1/timelines/list/{list.Id}?limit=1");
        Assert.Equal([second.Id], newest.Ids);
        await other.Api.Say("meanwhile");
        Assert.Equal([first.Id], (await me.Api.Get(newest.Page("next")!)).Ids);
        Assert.True((await me.Api.Put($"/api/v1/lists/{list.Id}", ("title", "Apart"), ("exclusive", "true")))["exclusive"].GetBoolean());
        Assert.Empty((await me.Api.Get("/api/v1/timelines/home")).Ids);
        foreach (var path in new[] { $"/api/v1/lists/{list.Id}", $"/api/v1/lists/{list.Id}/accounts", $"/api/v1/timelines/list/{list.Id}" })
        {
            var hidden = await other.Api.Get(path);
            Assert.Equal((none.Status, none.Body), (hidden.Status, hidden.Body));
        }

        using var gone = new StringContent($$"""{"account_ids":["{{other.Id}}"]}""", System.Text.Encoding.UTF8, "application/json");
        Assert.Equal("{}", (await me.Api.Send(HttpMethod.Delete, $"/api/v1/lists/{list.Id}/accounts", gone)).Body);
        Assert.Equal(3, (await me.Api.Get("/api/v1/timelines/home")).Ids.Count);
        Assert.Equal("{}", (await me.Api.Delete($"/api/v1/lists/{list.Id}")).Body);
        Assert.Equal("[]", (await me.Api.Get("/api/v1/lists")).Body);
    }

    [Fact]
    public async Task Hashtags_are_followed_and_featured()
    {
        var (me, other) = (await server.Member(), await server.Member());
        var tag = $"Walk{me.Name}";
        var said = await other.Api.Say($"I walk #{tag}");
        Assert.True((await me.Api.Post($"/api/v1/tags/{tag}/follow"))["following"].GetBoolean());
        Assert.Equal([said.Id], (await me.Api.Get("/api/v1/timelines/home")).Ids);
        Assert.True((await me.Api.Get($"/api/v1/tags/{tag}"))["following"].GetBoolean());
        Assert.Equal(tag, (await me.Api.Get("/api/v1/followed_tags")).Json[0].GetProperty("name").GetString());
        Assert.False((await me.Api.Post($"/api/v1/tags/{tag}/unfollow"))["following"].GetBoolean());
        Assert.Equal(HttpStatusCode.NotFound, (await me.Api.Post("/api/v1/tags/no%20tag/follow")).Status);
        Assert.Equal(tag, (await other.Api.Get("/api/v1/featured_tags/suggestions")).Json[0].GetProperty("name").GetString());
        var featured = await other.Api.Post("/api/v1/featured_tags", ("name", "#" + tag));
        Assert.Equal("1", featured["statuses_count"].GetString());
        Assert.Equal([featured.Id], (await server.Nobody.Get($"/api/v1/accounts/{other.Id}/featured_tags")).Ids);
        Assert.Equal(HttpStatusCode.NotFound, (await me.Api.Delete($"/api/v1/featured_tags/{featured.Id}")).Status);
        Assert.Equal("{}", (await other.Api.Delete($"/api/v1/featured_tags/{featured.Id}")).Body);
        Assert.True((await other.Api.Post($"/api/v1/tags/{tag}/feature"))["featuring"].GetBoolean());
        Assert.False((await other.Api.Post($"/api/v1/tags/{tag}/unfeature"))["featuring"].GetBoolean());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await me.Api.Post("/api/v1/featured_tags", ("name", "no tag"))).Status);
    }

    [Fact]
    public async Task Endorsements_notes_languages_domains_suggestions_and_the_profile_answer_as_in_Mastodon()
    {
        var (me, other, third) = (await server.Member(), await server.Member(), await server.Member());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await me.Api.Post($"/api/v1/accounts/{other.Id}/pin")).Status);
        var followed = await me.Api.PostJson($"/api/v1/accounts/{other.Id}/follow", """{"languages":["de","en"],"notify":true}""");
        Assert.Equal(["de", "en"], followed["languages"].EnumerateArray().Select(static one => one.GetString()));
        Assert.True((await me.Api.Post($"/api/v1/accounts/{other.Id}/endorse"))["endorsed"].GetBoolean());
        Assert.Equal([other.Id], (await me.Api.Get("/api/v1/endorsements")).Ids);
        Assert.Equal([other.Id], (await server.Nobody.Get($"/api/v1/accounts/{me.Id}/endorsements")).Ids);
        Assert.False((await me.Api.Post($"/api/v1/accounts/{other.Id}/unpin"))["endorsed"].GetBoolean());
        Assert.Equal("a neighbour", (await me.Api.Post($"/api/v1/accounts/{other.Id}/note", ("comment", "a neighbour")))["note"].GetString());
        Assert.Equal("a neighbour", (await me.Api.Get($"/api/v1/accounts/relationships?id[]={other.Id}")).Json[0].GetProperty("note").GetString());
        Assert.Equal("{}", (await me.Api.Post("/api/v1/domain_blocks", ("domain", "far.example"))).Body);
        Assert.Equal("""["far.example"]""", (await me.Api.Get("/api/v1/domain_blocks")).Body);
        Assert.Equal("{}", (await me.Api.Delete("/api/v1/domain_blocks?domain=far.example")).Body);
        await other.Api.Post($"/api/v1/accounts/{third.Id}/follow");
        var profile = await third.Api.Put("/api/v1/profile", ("discoverable", "true"), ("note", "typed"));
        Assert.Equal(("typed", true), (profile["note"].GetString(), (await third.Api.Get("/api/v1/profile"))["discoverable"].GetBoolean()));
        Assert.Contains(third.Id, (await server.Nobody.Get("/api/v1/directory?order=new&local=true")).Ids);
        Assert.Equal(third.Id, (await me.Api.Get("/api/v2/suggestions?limit=1")).Json[0].GetProperty("account").GetProperty("id").GetString());
        Assert.Equal([other.Id], (await me.Api.Get($"/api/v1/accounts/familiar_followers?id[]={third.Id}")).Json[0].GetProperty("accounts").EnumerateArray().Select(static one => one.GetProperty("id").GetString()));
        Assert.Equal("{}", (await me.Api.Delete($"/api/v1/suggestions/{third.Id}")).Body);
        Assert.DoesNotContain(third.Id, (await me.Api.Get("/api/v1/suggestions")).Ids);
        Assert.Equal(HttpStatusCode.Forbidden, (await me.Api.Post("/api/v1/emails/confirmations")).Status);
    }

    [Fact]
    public async Task A_profiles_posts_are_listed_as_asked()
    {
        var member = await server.Member();
        var plain = await member.Api.Say("plain #Walk");
        var reply = await member.Api.Say("a reply", ("in_reply_to_id", server.CallPost));
        var picture = await member.Api.Say("picture", ("media_ids[]", await member.Api.Upload(TestPng.Striped())));
        var boost = await member.Api.Post($"/api/v1/statuses/{server.CallPost}/reblog");
        await member.Api.Post($"/api/v1/statuses/{plain.Id}/pin");
        var path = $"/api/v1/accounts/{member.Id}/statuses";
        Assert.Equal([boost.Id, picture.Id, reply.Id, plain.Id], (await server.Nobody.Get(path)).Ids);
        Assert.Equal([picture.Id, plain.Id], (await server.Nobody.Get($"{path}?exclude_replies=1&exclude_reblogs=true")).Ids);
        Assert.Equal([picture.Id], (await server.Nobody.Get($"{path}?only_media=1")).Ids);
        Assert.Equal([plain.Id], (await server.Nobody.Get($"{path}?pinned=true")).Ids);
        Assert.Equal([plain.Id], (await server.Nobody.Get($"{path}?tagged=walk")).Ids);
        Assert.Equal([picture.Id], (await server.Nobody.Get((await server.Nobody.Get($"{path}?limit=1")).Page("next")!)).Ids);
        var search = await server.Bob.Get($"/api/v1/accounts/search?q={member.Name}&limit=5&resolve=false");
        Assert.Equal([member.Id], search.Ids);
        Assert.Equal([member.Id], (await server.Bob.Get($"/api/v1/accounts?id[]={member.Id}")).Ids);
        Assert.Equal(member.Id, (await server.Bob.Get($"/api/v1/accounts/familiar_followers?id={member.Id}")).Ids[0]);
    }
}

[Collection(ApiTests.Name)]
public sealed class ProfilesOnSqliteTests(ApiServer server) : ProfilesTests(server);

[Collection(PostgresApiTests.Name)]
public sealed class ProfilesOnPostgresTests(PostgresApiServer server) : ProfilesTests(server);
