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
