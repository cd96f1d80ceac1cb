using System.Net;
using System.Text.Json;
using Antiphon.Server.Tests.Api.Contract;
using Xunit;

namespace Antiphon.Server.Tests.Api;

public abstract class NotificationsTests(ApiServer server)
{
    [Fact]
    public async Task Everything_that_concerns_one_is_told_and_listed_by_kind_and_by_who_did_it()
    {
        var (me, other, third) = (await server.Member(), await server.Member(), await server.Member());
        var said = await me.Api.Say("something");
        await other.Api.Post($"/api/v1/accounts/{me.Id}/follow");
        await other.Api.Post($"/api/v1/statuses/{said.Id}/favourite");
        await other.Api.Post($"/api/v1/statuses/{said.Id}/reblog");
        await third.Api.Say("a quote", ("quoted_status_id", said.Id));
        await third.Api.Say($"@{me.Name} look");
        var all = await me.Api.Get("/api/v1/notifications");
        Assert.Equal(["mention", "quote", "reblog", "favourite", "follow"], Types(all.Json));
        Assert.Equal(["favourite", "follow"], Types((await me.Api.Get("/api/v1/notifications?types[]=favourite&types[]=follow")).Json));
        Assert.Equal(["mention", "quote"], Types((await me.Api.Get("/api/v1/notifications?exclude_types[]=favourite&exclude_types[]=follow&exclude_types[]=reblog")).Json));
        Assert.Equal(["mention", "quote"], Types((await me.Api.Get($"/api/v1/notifications?account_id={third.Id}")).Json));
        Assert.Empty(Types((await me.Api.Get("/api/v1/notifications?types[]=poll")).Json));
        await me.Api.Post($"/api/v1/accounts/{third.Id}/block");
        Assert.Equal(["reblog", "favourite", "follow"], Types((await me.Api.Get("/api/v1/notifications")).Json));
        Assert.Equal(["reblog"], Types((await me.Api.Get("/api/v1/notifications?limit=1")).Json));
    }

    [Fact]
    public async Task One_is_read_and_dismissed_by_its_owner_alone_and_all_are_cleared()
    {
        var (me, other) = (await server.Member(), await server.Member());
        foreach (var text in new[] { "one", "two", "three" }) await other.Api.Say($"@{me.Name} {text}");
        var list = await me.Api.Get("/api/v1/notifications?limit=2");
        Assert.Equal(list.Json[0].GetRawText(), (await me.Api.Get($"/api/v1/notifications/{list.Ids[0]}")).Body);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Api.Get($"/api/v1/notifications/{list.Ids[0]}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Api.Post($"/api/v1/notifications/{list.Ids[0]}/dismiss")).Status);
        Assert.Equal("{}", (await me.Api.Post($"/api/v1/notifications/{list.Ids[0]}/dismiss")).Body);
        Assert.Equal("{}", (await me.Api.Post("/api/v1/notifications/dismiss", ("id", list.Ids[1]))).Body);
        Assert.Single((await me.Api.Get("/api/v1/notifications")).Ids);
        Assert.Equal("{}", (await me.Api.Post("/api/v1/notifications/clear")).Body);
        var empty = await me.Api.Get("/api/v1/notifications");
        Assert.Equal(("[]", null), (empty.Body, empty.Header("Link")));
    }

    [Fact]
    public async Task Markers_take_ids_as_numbers_answer_texts_and_say_what_is_unread()
    {
        var (me, other) = (await server.Member(), await server.Member());
        Assert.Equal("{}", (await me.Api.Get("/api/v1/markers?timeline[]=notifications&timeline[]=home")).Body);
        await other.Api.Say($"@{me.Name} one");
        await other.Api.Say($"@{me.Name} two");
        var ids = (await me.Api.Get("/api/v1/notifications")).Ids;
        Assert.Equal(2, (await me.Api.Get("/api/v1/notifications/unread_count"))["count"].GetInt32());
        var set = await me.Api.PostJson("/api/v1/markers", $$"""{"notifications":{"last_read_id":{{ids[1]}} },"home":{"last_read_id":"113000000000000000"} }""");
        Assert.Equal((ids[1], 1), (set["notifications"].GetProperty("last_read_id").GetString(), set["notifications"].GetProperty("version").GetInt32()));
        Assert.Equal(1, (await me.Api.Get("/api/v1/notifications/unread_count"))["count"].GetInt32());
        await me.Api.Post("/api/v1/markers", ("notifications[last_read_id]", ids[0]));
        var read = await me.Api.Get("/api/v1/markers?timeline[]=notifications");
        Assert.Equal(2, read["notifications"].GetProperty("version").GetInt32());
        Assert.False(read.Json.TryGetProperty("home", out _));
        Assert.Equal(0, (await me.Api.Get("/api/v1/notifications/unread_count"))["count"].GetInt32());
    }

    [Fact]
    public async Task Groups_name_each_account_and_status_once_and_are_read_by_their_key_and_dismissed()
    {
        var (me, other, third) = (await server.Member(), await server.Member(), await server.Member());
        var said = await me.Api.Say("something");
        foreach (var one in new[] { other, third })
        {
            await one.Api.Post($"/api/v1/statuses/{said.Id}/favourite");
            await one.Api.Post($"/api/v1/statuses/{said.Id}/reblog");
        }

        await third.Api.Say($"@{me.Name} look");
        var grouped = await me.Api.Get("/api/v2/notifications");
        var groups = grouped["notification_groups"];
        Assert.Equal(["mention:1", "reblog:2", "favourite:2"], groups.EnumerateArray().Select(static one => $"{one.GetProperty("type").GetString()}:{one.GetProperty("notifications_count")}"));
        Assert.Equal((2, 2), (grouped["accounts"].GetArrayLength(), grouped["statuses"].GetArrayLength()));
        Assert.Equal([third.Id, other.Id], groups[1].GetProperty("sample_account_ids").EnumerateArray().Select(static one => one.GetString()));
        Assert.Equal(JsonValueKind.Number, groups[1].GetProperty("most_recent_notification_id").ValueKind);
        Assert.StartsWith("ungrouped-", groups[0].GetProperty("group_key").GetString());
        var single = await me.Api.Get("/api/v1/notifications?types[]=reblog&limit=1");
        Assert.Equal(groups[1].GetProperty("group_key").GetString(), single.Json[0].GetProperty("group_key").GetString());
        var partial = await me.Api.Get("/api/v2/notifications?expand_accounts=partial_avatars&types[]=reblog");
        Assert.Equal((1, 1), (partial["accounts"].GetArrayLength(), partial["partial_accounts"].GetArrayLength()));
        Assert.Equal(HttpStatusCode.BadRequest, (await me.Api.Get("/api/v2/notifications?expand_accounts=none")).Status);
        Assert.Equal(5, (await me.Api.Get("/api/v2/notifications?grouped_types[]=follow"))["notification_groups"].GetArrayLength());
        Assert.Equal((3, 5), ((await me.Api.Get("/api/v2/notifications/unread_count"))["count"].GetInt32(), (await me.Api.Get("/api/v1/notifications/unread_count"))["count"].GetInt32()));

        var first = await me.Api.Get("/api/v2/notifications?limit=2");
        Assert.Contains("rel=\"next\"", first.Header("Link"));
        Assert.DoesNotContain("rel=\"next\"", grouped.Header("Link"));
        var key = groups[2].GetProperty("group_key").GetString();
        Assert.Equal([third.Id, other.Id], (await me.Api.Get($"/api/v2/notifications/{key}/accounts")).Ids);
        Assert.Equal(key, (await me.Api.Get($"/api/v2/notifications/{key}"))["notification_groups"][0].GetProperty("group_key").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await other.Api.Get($"/api/v2/notifications/{key}")).Status);
        await other.Api.Post($"/api/v2/notifications/{key}/dismiss");
        Assert.Equal("{}", (await me.Api.Post($"/api/v2/notifications/{key}/dismiss")).Body);
        Assert.Equal(HttpStatusCode.NotFound, (await me.Api.Get($"/api/v2/notifications/{key}")).Status);
    }

    [Fact]
    public async Task A_private_word_of_a_stranger_is_a_request_and_a_conversation()
    {
        var (me, other) = (await server.Member(), await server.Member());
        Assert.Equal("filter", (await me.Api.Get("/api/v2/notifications/policy"))["for_private_mentions"].GetString());
        var word = await other.Api.Say($"@{me.Name} a word", ("visibility", "direct"));
        Assert.Equal("[]", (await me.Api.Get("/api/v1/notifications")).Body);
        Assert.Single((await me.Api.Get("/api/v1/notifications?include_filtered=true")).Ids);
        var asked = (await me.Api.Get("/api/v1/notifications/requests")).Json[0];
        Assert.Equal((other.Id, word.Id, "1"), (asked.GetProperty("account").GetProperty("id").GetString(), asked.GetProperty("last_status").GetProperty("id").GetString(), asked.GetProperty("notifications_count").GetString()));
        Assert.Equal("{}", (await me.Api.Post("/api/v1/notifications/requests/accept", ("id[]", asked.GetProperty("id").GetString()!))).Body);
        Assert.True((await me.Api.Get("/api/v1/notifications/requests/merged"))["merged"].GetBoolean());
        Assert.Single((await me.Api.Get("/api/v1/notifications")).Ids);
        var changed = await me.Api.Put("/api/v2/notifications/policy", ("for_not_following", "drop"));
        Assert.Equal(("drop", 0), (changed["for_not_following"].GetString(), changed["summary"].GetProperty("pending_requests_count").GetInt32()));
        Assert.True((await me.Api.Get("/api/v1/notifications/policy"))["filter_not_following"].GetBoolean());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await me.Api.Put("/api/v2/notifications/policy", ("for_not_following", "maybe"))).Status);

        var mine = (await me.Api.Get("/api/v1/conversations")).Json[0];
        var id = mine.GetProperty("id").GetString();
        Assert.Equal((true, word.Id), (mine.GetProperty("unread").GetBoolean(), mine.GetProperty("last_status").GetProperty("id").GetString()));
        Assert.False((await me.Api.Post($"/api/v1/conversations/{id}/read"))["unread"].GetBoolean());
        Assert.Equal("{}", (await me.Api.Delete($"/api/v1/conversations/{id}")).Body);
        Assert.Equal("[]", (await me.Api.Get("/api/v1/conversations")).Body);
    }

    private static IEnumerable<string> Types(JsonElement list) => list.EnumerateArray().Select(static one => one.GetProperty("type").GetString()!);
}

[Collection(ApiTests.Name)]
public sealed class NotificationsOnSqliteTests(ApiServer server) : NotificationsTests(server);

[Collection(PostgresApiTests.Name)]
public sealed class NotificationsOnPostgresTests(PostgresApiServer server) : NotificationsTests(server);
