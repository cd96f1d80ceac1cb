using System.Net;
using System.Text.Json;
using Antiphon.Server.Tests.Api.Contract;
using Antiphon.Server.Tests.Streaming;
using Xunit;

namespace Antiphon.Server.Tests.Api;

[Collection(ApiTests.Name)]
public sealed class FiltersTests(ApiServer server)
{
    [Fact]
    public async Task A_filter_is_made_by_form_or_JSON_with_its_keywords_and_changed_part_by_part()
    {
        var me = (await server.Member()).Api;
        var made = await me.PostJson("/api/v2/filters", """{"title":"Weather","context":["home","account"],"filter_action":"blur","expires_in":86400,"keywords_attributes":[{"keyword":"rain"},{"keyword":"#wet","whole_word":false}]}""");
        Assert.Equal(HttpStatusCode.OK, made.Status);
        Assert.Equal(("Weather", "blur", "[\"home\",\"account\"]"), (made["title"].GetString(), made["filter_action"].GetString(), made["context"].GetRawText()));
        Assert.Equal(["rain:True", "#wet:False"], made["keywords"].EnumerateArray().Select(static one => $"{one.GetProperty("keyword")}:{one.GetProperty("whole_word")}"));
        var first = made["keywords"][0].GetProperty("id").GetString()!;
        var changed = await me.Put(
            $"/api/v2/filters/{made.Id}", ("expires_in", ""), ("keywords_attributes[][id]", first), ("keywords_attributes[][_destroy]", "1"), ("keywords_attributes[][keyword]", "snow"));
        Assert.True(changed.Status == HttpStatusCode.OK, changed.Body);
        Assert.Equal((JsonValueKind.Null, "Weather"), (changed["expires_at"].ValueKind, changed["title"].GetString()));

        var added = await me.PostJson($"/api/v2/filters/{made.Id}/keywords", """{"keyword":"hail","whole_word":"0"}""");
        Assert.Equal(("hail", false), (added["keyword"].GetString(), added["whole_word"].GetBoolean()));
        Assert.Equal("sleet", (await me.Put($"/api/v2/filters/keywords/{added.Id}", ("keyword", "sleet")))["keyword"].GetString());
        Assert.Equal("{}", (await me.Delete($"/api/v2/filters/keywords/{added.Id}")).Body);
        Assert.Equal(HttpStatusCode.NotFound, (await me.Get($"/api/v2/filters/keywords/{added.Id}")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await me.PostJson("/api/v2/filters", """{"title":"x","context":["nowhere"]}""")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await me.PostJson("/api/v2/filters", """{"context":["home"]}""")).Status);
        Assert.Equal("{}", (await me.Delete($"/api/v2/filters/{made.Id}")).Body);
        Assert.Equal("[]", (await me.Get("/api/v2/filters")).Body);
    }

    [Fact]
    public async Task The_first_version_has_an_array_of_phrases_of_the_same_filters()
    {
        var me = (await server.Member()).Api;
        var made = await me.Post("/api/v1/filters", ("phrase", "rain"), ("context[]", "home"), ("context[]", "public"), ("irreversible", "true"), ("whole_word", "false"));
        Assert.Equal(("rain", false, true), (made["phrase"].GetString(), made["whole_word"].GetBoolean(), made["irreversible"].GetBoolean()));
        Assert.Equal("hide", (await me.Get("/api/v2/filters")).Json[0].GetProperty("filter_action").GetString());
        Assert.Equal("snow", (await me.Put($"/api/v1/filters/{made.Id}", ("phrase", "snow"), ("context[]", "home")))["phrase"].GetString());
        Assert.Equal("snow", (await me.Get("/api/v2/filters")).Json[0].GetProperty("title").GetString());
        Assert.Equal(made.Id, (await me.Get("/api/v1/filters")).Json[0].GetProperty("id").GetString());
        Assert.Equal("{}", (await me.Delete($"/api/v1/filters/{made.Id}")).Body);
        Assert.Equal("[]", (await me.Get("/api/v2/filters")).Body);
    }

    [Fact]
    public async Task A_filter_holds_in_every_list_and_stream_with_the_answer_that_it_was_made()
    {
        var (me, other) = (await server.Member(), await server.Member());
        await me.Api.Post($"/api/v1/accounts/{other.Id}/follow");
        var start = await other.Api.Say("A thread");
        await using var socket = await Socket.Open(server.Server, me.Token);
        await socket.Subscribe("user");
        await socket.Subscribe("public:local");
        var rain = await other.Api.Say($"Zyxrain #filterswork @{me.Name}", ("in_reply_to_id", start.Id));
        foreach (var _ in "123") Assert.Contains((await socket.Next()).Name, new[] { "update", "notification" });
        var filter = await me.Api.PostJson("/api/v2/filters", """{"title":"Wet","context":["home","notifications","public","thread","account"],"keywords_attributes":[{"keyword":"zyxrain"}]}""");
        Assert.Equal("filters_changed", (await socket.Next()).Name);

        string[] places =
        [
            $"/api/v1/statuses/{rain.Id}", $"/api/v1/statuses/{start.Id}/context", "/api/v1/timelines/home", "/api/v1/timelines/tag/filterswork", $"/api/v1/accounts/{other.Id}/statuses",
            "/api/v2/search?q=zyxrain&type=statuses", "/api/v1/notifications",
        ];
        foreach (var place in places) Assert.True(Caught(await me.Api.Get(place), rain.Id) == "Wet:Zyxrain", place);
        Assert.Equal("", Caught(await other.Api.Get("/api/v1/timelines/tag/filterswork"), rain.Id));

        await other.Api.Say("Zyxrain again");
        var (one, two) = (await socket.Next(), await socket.Next());
        Assert.All(new[] { one, two }, static heard => Assert.Equal("Wet", heard.Json.GetProperty("filtered")[0].GetProperty("filter").GetProperty("title").GetString()));

        // What hides is left out of the lists that are the server's choice, and of their streams.
        await me.Api.Put($"/api/v2/filters/{filter.Id}", ("filter_action", "hide"));
        Assert.Equal("filters_changed", (await socket.Next()).Name);
        Assert.DoesNotContain(rain.Id, (await me.Api.Get("/api/v1/timelines/home")).Ids);
        Assert.Equal("[]", (await me.Api.Get("/api/v1/notifications")).Body);
        Assert.Contains(rain.Id, (await me.Api.Get("/api/v1/timelines/tag/filterswork")).Ids);
        await other.Api.Say($"Zyxrain for @{me.Name}");
        var heard = await socket.Next();
        Assert.Equal(("public:local", "hide"), (heard.Stream, heard.Json.GetProperty("filtered")[0].GetProperty("filter").GetProperty("filter_action").GetString()));
        var last = await other.Api.Say("Sunshine");
        Assert.Equal(last.Id, (await socket.Next()).Id);

        await me.Api.Delete($"/api/v2/filters/{filter.Id}");
        Assert.Equal("", Caught(await me.Api.Get("/api/v1/timelines/home"), rain.Id));
    }

    /// <summary>What the answer says of the post's filters: the first one's title and word.</summary>
    private static string Caught(Answer answer, string id)
    {
        foreach (var status in Statuses(answer.Json).Where(one => one.GetProperty("id").GetString() == id))
        {
            foreach (var caught in status.GetProperty("filtered").EnumerateArray())
                return $"{caught.GetProperty("filter").GetProperty("title")}:{caught.GetProperty("keyword_matches")[0]}";
            return "";
        }

        return "absent";
    }

    /// <summary>Every status within, wherever it stands.</summary>
    private static IEnumerable<JsonElement> Statuses(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Statuses),
        JsonValueKind.Object => (json.TryGetProperty("filtered", out _) ? [json] : Array.Empty<JsonElement>()).Concat(json.EnumerateObject().SelectMany(static one => Statuses(one.Value))),
        _ => [],
    };
}
