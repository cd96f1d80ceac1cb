using System.Net;
using System.Text.Json;
using Antiphon.Server.Tests.Api.Contract;
using Xunit;

namespace Antiphon.Server.Tests.Api;

public abstract class StatusesTests(ApiServer server)
{
    [Fact]
    public async Task A_post_is_written_with_all_that_apps_send_and_read_again_as_it_was_answered()
    {
        var picture = await server.Bob.Upload(TestPng.Striped(), "stripes");
        var other = await server.Ada.Say("somebody else's");
        var written = await server.Bob.PostJson("/api/v1/statuses", $$"""
            {"status":"Look #ÉtéIndien at http://example.org/x","media_ids":["{{picture}}"],"in_reply_to_id":{{other.Id}},"quoted_status_id":"{{other.Id}}","spoiler_text":"stripes",
             "sensitive":false,"visibility":"unlisted","language":"fr","quote_approval_policy":"public"}
            """);
        Assert.Equal(HttpStatusCode.OK, written.Status);
        Assert.Equal("unlisted", written["visibility"].GetString());
        Assert.Equal("fr", written["language"].GetString());
        Assert.True(written["sensitive"].GetBoolean(), "A warning makes a post sensitive.");
        Assert.Equal("stripes", written["media_attachments"][0].GetProperty("description").GetString());
        Assert.Equal(other.Id, written["in_reply_to_id"].GetString());
        Assert.Equal(other.Id, written["quote"].GetProperty("quoted_status").GetProperty("id").GetString());
        Assert.Equal("eteindien", written["tags"][0].GetProperty("name").GetString());
        var read = await server.Bob.Get($"/api/v1/statuses/{written.Id}");
        Assert.Equal(written.Body, read.Body);
        Assert.Equal(1, (await server.Nobody.Get($"/api/v1/statuses/{other.Id}"))["replies_count"].GetInt32());
    }

    [Fact]
    public async Task The_same_idempotency_key_gives_the_same_post_and_another_key_another()
    {
        async Task<string> Send(string key) => (await server.Bob.Send(
            HttpMethod.Post, "/api/v1/statuses", new FormUrlEncodedContent([KeyValuePair.Create("status", "once")]), ("Idempotency-Key", key))).Id;
        var first = await Send("the-same");
        Assert.Equal(first, await Send("the-same"));
        Assert.NotEqual(first, await Send("another"));
    }

    [Fact]
    public async Task What_a_member_starts_from_holds_where_the_app_says_nothing()
    {
        var member = await server.Member();
        await member.Api.Patch("/api/v1/accounts/update_credentials", new FormUrlEncodedContent(
            [KeyValuePair.Create("source[privacy]", "private"), KeyValuePair.Create("source[sensitive]", "true"), KeyValuePair.Create("source[language]", "de")]));
        var said = await member.Api.Say("quietly");
        Assert.Equal(("private", true, "de"), (said["visibility"].GetString(), said["sensitive"].GetBoolean(), said["language"].GetString()));
        var preferences = await member.Api.Get("/api/v1/preferences");
        Assert.Equal("private", preferences["posting:default:visibility"].GetString());
        var loud = await member.Api.Say("loudly", ("visibility", "public"), ("sensitive", "0"), ("language", "EN"));
        Assert.Equal(("public", false, "en"), (loud["visibility"].GetString(), loud["sensitive"].GetBoolean(), loud["language"].GetString()));
    }

    [Theory]
    [InlineData("poll", "{\"status\":\"x\",\"poll\":{\"options\":[\"a\"],\"expires_in\":3600}}")]
    [InlineData("expires_in", "{\"status\":\"x\",\"poll\":{\"options\":[\"a\",\"b\"],\"expires_in\":60}}")]
    [InlineData("scheduled_at", "{\"status\":\"x\",\"scheduled_at\":\"2020-01-01T00:00:00.000Z\"}")]
    [InlineData("quote_approval_policy", "{\"status\":\"x\",\"quote_approval_policy\":\"friends\"}")]
    [InlineData("visibility", "{\"status\":\"x\",\"visibility\":\"everyone\"}")]
    [InlineData("language", "{\"status\":\"x\",\"language\":\"Klingon!\"}")]
    [InlineData("in_reply_to_id", "{\"status\":\"x\",\"in_reply_to_id\":\"1\"}")]
    [InlineData("quoted_status_id", "{\"status\":\"x\",\"quoted_status_id\":\"1\"}")]
    [InlineData("media_ids", "{\"status\":\"x\",\"media_ids\":[\"1\"]}")]
    [InlineData("status", "{\"status\":\"  \"}")]
    public async Task What_cannot_be_is_refused_with_the_name_of_the_parameter_and_nothing_is_written(string name, string json)
    {
        var before = (await server.Bob.Get("/api/v1/timelines/home?limit=1")).Ids;
        var refused = await server.Bob.PostJson("/api/v1/statuses", json);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.True(refused["details"].TryGetProperty(name, out _), refused.Body);
        Assert.Equal(before, (await server.Bob.Get("/api/v1/timelines/home?limit=1")).Ids);
    }

    [Fact]
    public async Task An_edit_changes_text_warning_pictures_and_descriptions_and_the_history_keeps_what_was()
    {
        var (first, second) = (await server.Bob.Upload(TestPng.Striped(), "one"), await server.Bob.Upload(TestPng.Striped(2), "two"));
        var said = await server.Bob.Say("before", ("media_ids[]", first));
        var edited = await server.Bob.Put(
            $"/api/v1/statuses/{said.Id}",
            ("status", "after"), ("spoiler_text", "careful"), ("media_ids[]", first), ("media_ids[]", second),
            ("media_attributes[][id]", first), ("media_attributes[][description]", "the first"), ("media_attributes[][focus]", "0.5,-0.25"));
        Assert.Equal(HttpStatusCode.OK, edited.Status);
        Assert.Equal(JsonValueKind.String, edited["edited_at"].ValueKind);
        Assert.Equal(["the first", "two"], edited["media_attachments"].EnumerateArray().Select(static one => one.GetProperty("description").GetString()));
        Assert.Equal(0.5, edited["media_attachments"][0].GetProperty("meta").GetProperty("focus").GetProperty("x").GetDouble());
        var history = (await server.Nobody.Get($"/api/v1/statuses/{said.Id}/history")).Json;
        Assert.Equal(["<p>before</p>", "<p>after</p>"], history.EnumerateArray().Select(static one => one.GetProperty("content").GetString()));
        Assert.Equal("one", history[0].GetProperty("media_attachments")[0].GetProperty("description").GetString());
        Assert.Equal(said["created_at"].GetString(), history[0].GetProperty("created_at").GetString());
        var source = await server.Bob.Get($"/api/v1/statuses/{said.Id}/source");
        Assert.Equal(("after", "careful"), (source["text"].GetString(), source["spoiler_text"].GetString()));
        Assert.Empty((await server.Bob.Put($"/api/v1/statuses/{said.Id}", ("status", "bare")))["media_attachments"].EnumerateArray());
    }

    [Fact]
    public async Task A_deleted_post_is_given_back_with_its_text_and_its_pictures_can_be_posted_again()
    {
        var picture = await server.Bob.Upload(TestPng.Striped());
        var said = await server.Bob.Say("to be written anew @ada", ("media_ids[]", picture));
        var deleted = await server.Bob.Delete($"/api/v1/statuses/{said.Id}");
        Assert.Equal("to be written anew @ada", deleted["text"].GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await server.Bob.Get($"/api/v1/statuses/{said.Id}")).Status);
        var again = await server.Bob.Say("anew", ("media_ids[]", picture));
        Assert.Single(again["media_attachments"].EnumerateArray());
    }

    [Theory]
    [InlineData("favourite", "favourited", "favourites_count")]
    [InlineData("bookmark", "bookmarked", null)]
    [InlineData("pin", "pinned", null)]
    [InlineData("mute", "muted", null)]
    public async Task Marks_are_set_and_taken_back_by_an_empty_post_and_twice_is_once(string act, string flag, string? count)
    {
        var said = await server.Bob.Say("to be marked");
        for (var twice = 0; twice < 2; twice++)
        {
            var set = await server.Bob.Post($"/api/v1/statuses/{said.Id}/{act}");
            Assert.Equal((HttpStatusCode.OK, said.Id, true), (set.Status, set.Id, set[flag].GetBoolean()));
            if (count is not null) Assert.Equal(1, set[count].GetInt32());
        }

        Assert.False((await server.Ada.Get($"/api/v1/statuses/{said.Id}"))[flag].GetBoolean(), "Nobody else's mark.");
        for (var twice = 0; twice < 2; twice++)
        {
            var taken = await server.Bob.Post($"/api/v1/statuses/{said.Id}/un{act}");
            Assert.Equal((HttpStatusCode.OK, said.Id, false), (taken.Status, taken.Id, taken[flag].GetBoolean()));
        }
    }

    [Fact]
    public async Task A_boost_is_a_post_around_the_post_and_taking_it_back_answers_the_post()
    {
        var said = await server.Ada.Say("pass it on");
        var boost = await server.Bob.Post($"/api/v1/statuses/{said.Id}/reblog", ("visibility", "unlisted"));
        Assert.NotEqual(said.Id, boost.Id);
        Assert.Equal("unlisted", boost["visibility"].GetString());
        Assert.Equal(said.Id, boost["reblog"].GetProperty("id").GetString());
        Assert.True(boost["reblog"].GetProperty("reblogged").GetBoolean());
        Assert.Equal(boost.Id, (await server.Bob.Post($"/api/v1/statuses/{said.Id}/reblog")).Id);
        Assert.Single((await server.Nobody.Get($"/api/v1/statuses/{said.Id}/reblogged_by")).Ids);
        await server.Bob.Post($"/api/v1/statuses/{boost.Id}/favourite");
        Assert.Single((await server.Nobody.Get($"/api/v1/statuses/{said.Id}/favourited_by")).Ids);
        var back = await server.Bob.Post($"/api/v1/statuses/{said.Id}/unreblog");
        Assert.Equal((said.Id, false, 0), (back.Id, back["reblogged"].GetBoolean(), back["reblogs_count"].GetInt32()));
        Assert.Equal(HttpStatusCode.NotFound, (await server.Bob.Get($"/api/v1/statuses/{boost.Id}")).Status);
    }

    [Fact]
    public async Task Quotes_are_listed_under_the_post_and_counted()
    {
        var said = await server.Ada.Say("to be quoted");
        var quote = await server.Bob.Say("indeed", ("quoted_status_id", said.Id));
        Assert.Equal([quote.Id], (await server.Nobody.Get($"/api/v1/statuses/{said.Id}/quotes")).Ids);
        Assert.Equal(1, (await server.Nobody.Get($"/api/v1/statuses/{said.Id}"))["quotes_count"].GetInt32());
    }

    [Fact]
    public async Task A_conversation_is_told_from_its_first_post_down_and_depth_first_below()
    {
        var root = await server.Ada.Say("root");
        var one = await server.Bob.Say("one", ("in_reply_to_id", root.Id));
        var two = await server.Ada.Say("two", ("in_reply_to_id", root.Id));
        var under = await server.Ada.Say("under one", ("in_reply_to_id", one.Id));
        var context = await server.Nobody.Get($"/api/v1/statuses/{root.Id}/context");
        Assert.Equal([one.Id, under.Id, two.Id], Ids(context["descendants"]));
        var below = await server.Nobody.Get($"/api/v1/statuses/{under.Id}/context");
        Assert.Equal([root.Id, one.Id], Ids(below["ancestors"]));
    }

    [Fact]
    public async Task Several_posts_are_read_at_once_by_either_spelling_of_the_list()
    {
        var (one, two) = (await server.Ada.Say("one of two"), await server.Ada.Say("two of two", ("visibility", "direct")));
        Assert.Equal([two.Id, one.Id], (await server.Ada.Get($"/api/v1/statuses?id[]={two.Id}&id[]={one.Id}&id[]=1")).Ids);
        Assert.Equal([one.Id], (await server.Bob.Get($"/api/v1/statuses?id={two.Id}&id={one.Id}")).Ids);
    }

    [Fact]
    public async Task A_reply_of_me_too_from_an_app_that_knows_nothing_of_calls_moves_the_number()
    {
        var before = await server.Answered();
        var (one, two) = (await server.Member(), await server.Member());
        var first = await one.Api.Say("Me too", ("in_reply_to_id", server.CallPost));
        await server.Answered(before + 1);
        var second = await one.Api.Say("me too!", ("in_reply_to_id", server.CallPost));
        await two.Api.Say("Me too", ("in_reply_to_id", server.CallPost));
        await server.Answered(before + 2);
        await one.Api.Put($"/api/v1/statuses/{first.Id}", ("status", "What a good question"));
        await one.Api.Delete($"/api/v1/statuses/{second.Id}");
        await server.Answered(before + 1);
    }

    private static IEnumerable<string> Ids(JsonElement list) => list.EnumerateArray().Select(static one => one.GetProperty("id").GetString()!);
}

[Collection(ApiTests.Name)]
public sealed class StatusesOnSqliteTests(ApiServer server) : StatusesTests(server);

[Collection(PostgresApiTests.Name)]
public sealed class StatusesOnPostgresTests(PostgresApiServer server) : StatusesTests(server);
