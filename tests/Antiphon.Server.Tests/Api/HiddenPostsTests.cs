using System.Net;
using System.Text.Json;
using Antiphon.MastodonApi;
using Antiphon.Server.Tests.Api.Contract;
using Xunit;

namespace Antiphon.Server.Tests.Api;

/// <summary>Whoever may not read a post cannot tell it from one that was never written, at any of its addresses; each with the same request by its author, which is answered.</summary>
public abstract class HiddenPostsTests(ApiServer server)
{
    /// <summary>What nobody has. Later than anything that is written in a test.</summary>
    private const string Nothing = "999999999999999999";

    private const string Quoting = "{quoting_status_id}";

    /// <summary>Headers that differ from one answer to the next by their nature.</summary>
    private static readonly HashSet<string> Passing = new(StringComparer.OrdinalIgnoreCase) { "Date", "X-RateLimit-Remaining", "X-RateLimit-Reset" };

    public static TheoryData<string, string> Routes
    {
        get
        {
            var routes = new TheoryData<string, string>();
            foreach (var (_, endpoint) in MastodonApiServices.Endpoints.Where(static one => one.Endpoint.Route.StartsWith("/api/v1/statuses/{id}", StringComparison.Ordinal)))
                routes.Add(endpoint.Method, endpoint.Route);
            return routes;
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_post_that_one_may_not_read_and_one_that_does_not_exist_are_answered_byte_for_byte_alike(string method, string route)
    {
        var (author, stranger, blocked) = (await server.Member(), await server.Member(), await server.Member());
        await author.Api.Post($"/api/v1/accounts/{blocked.Id}/block");
        var hidden = new List<string>();
        foreach (var visibility in new[] { "private", "direct" }) hidden.Add((await author.Api.Say("hidden", ("visibility", visibility))).Id);
        var toTheBlocked = (await author.Api.Say("public, but not for everybody")).Id;
        foreach (var (who, ids) in new[] { (stranger.Api, hidden), (server.Nobody, hidden), (blocked.Api, [.. hidden, toTheBlocked]) })
        {
            var nothing = await Ask(who, method, route, Nothing);
            foreach (var id in ids) Alike(nothing, await Ask(who, method, route, id));
        }

        // The author's own: answered, or refused for a reason that only who may read it is told.
        foreach (var own in new[] { toTheBlocked, hidden[0] })
        {
            var quoting = route.Contains(Quoting, StringComparison.Ordinal) ? (await author.Api.Say("quoting it", ("quoted_status_id", own), ("visibility", "private"))).Id : Nothing;
            Assert.NotEqual(HttpStatusCode.NotFound, (await Ask(author.Api, method, route, own, quoting)).Status);
        }
    }

    [Theory]
    [InlineData("GET", "/api/v1/notifications/{id}")]
    [InlineData("POST", "/api/v1/notifications/{id}/dismiss")]
    [InlineData("GET", "/api/v1/media/{id}")]
    [InlineData("PUT", "/api/v1/media/{id}")]
    [InlineData("PUT", "/api/v1/statuses/{id}")]
    [InlineData("DELETE", "/api/v1/statuses/{id}")]
    public async Task Somebody_elses_id_in_an_address_is_like_none(string method, string route)
    {
        var (owner, stranger) = (await server.Member(), await server.Member());
        await stranger.Api.Say($"@{owner.Name} hello");
        var id = route.Contains("notifications", StringComparison.Ordinal) ? (await owner.Api.Get("/api/v1/notifications")).Ids[0]
            : route.Contains("media", StringComparison.Ordinal) ? await owner.Api.Upload(TestPng.Striped())
            : (await owner.Api.Say("mine")).Id;
        Alike(await Ask(stranger.Api, method, route, Nothing), await Ask(stranger.Api, method, route, id));
        Assert.Equal(HttpStatusCode.OK, (await Ask(owner.Api, method, route, id)).Status);
    }

    [Theory]
    [InlineData("media_ids[]")]
    [InlineData("in_reply_to_id")]
    [InlineData("quoted_status_id")]
    public async Task Somebody_elses_id_in_a_body_is_like_none(string field)
    {
        var (owner, stranger) = (await server.Member(), await server.Member());
        var id = field == "media_ids[]" ? await owner.Api.Upload(TestPng.Striped()) : (await owner.Api.Say("hidden", ("visibility", "private"))).Id;
        Alike(await stranger.Api.Post("/api/v1/statuses", ("status", "x"), (field, Nothing)), await stranger.Api.Post("/api/v1/statuses", ("status", "x"), (field, id)));
        Assert.Equal(HttpStatusCode.OK, (await owner.Api.Post("/api/v1/statuses", ("status", "x"), ("visibility", "private"), (field, id))).Status);
        var said = await stranger.Api.Say("mine");
        if (field != "media_ids[]") return;
        var other = await owner.Api.Upload(TestPng.Striped());
        Alike(
            await stranger.Api.Put($"/api/v1/statuses/{said.Id}", ("status", "x"), (field, Nothing)), await stranger.Api.Put($"/api/v1/statuses/{said.Id}", ("status", "x"), (field, other)));
        await stranger.Api.Put($"/api/v1/statuses/{said.Id}", ("status", "x"), ("media_attributes[][id]", other), ("media_attributes[][description]", "not yours"));
        Assert.Equal(JsonValueKind.Null, (await owner.Api.Get($"/api/v1/media/{other}"))["description"].ValueKind);
    }

    [Fact]
    public async Task Hidden_posts_are_in_no_list_search_context_or_notification_of_those_who_may_not_read_them()
    {
        var word = "hush" + Guid.NewGuid().ToString("N")[..8];
        var (author, follower, stranger) = (await server.Member(), await server.Member(), await server.Member());
        await follower.Api.Post($"/api/v1/accounts/{author.Id}/follow");
        var open = await author.Api.Say("open");
        var hidden = await author.Api.Say($"{word} #{word}", ("visibility", "private"), ("in_reply_to_id", open.Id));
        await author.Api.Say($"{word} #{word} @{follower.Name}", ("visibility", "direct"));
        string[] places =
        [
            $"/api/v1/accounts/{author.Id}/statuses", $"/api/v1/statuses/{open.Id}/context", $"/api/v1/timelines/tag/{word}", "/api/v1/timelines/public", "/api/v1/timelines/home",
            $"/api/v2/search?q={word}", $"/api/v1/statuses?id[]={hidden.Id}", "/api/v1/notifications", "/api/v1/conversations", $"/api/v1/accounts/{author.Id}/statuses?tagged={word}",
        ];
        foreach (var place in places) Assert.DoesNotContain($"{word} ", (await stranger.Api.Get(place)).Body, StringComparison.Ordinal);
        Assert.Contains(hidden.Id, (await follower.Api.Get("/api/v1/timelines/home")).Ids);
        Assert.Contains($"{word} ", (await follower.Api.Get("/api/v1/conversations")).Body, StringComparison.Ordinal);
        Assert.Contains(hidden.Id, (await follower.Api.Get($"/api/v1/statuses/{open.Id}/context")).Body, StringComparison.Ordinal);
    }

    private static Task<Answer> Ask(ApiClient who, string method, string route, string id, string quoting = Nothing) => who.Send(
        new HttpMethod(method),
        route.Replace("{id}", id, StringComparison.Ordinal).Replace(Quoting, quoting, StringComparison.Ordinal),
        method == "PUT" ? new FormUrlEncodedContent([KeyValuePair.Create("status", "changed"), KeyValuePair.Create("description", "changed")]) : null);

    private static void Alike(Answer expected, Answer actual)
    {
        Assert.Equal((expected.Status, expected.Body), (actual.Status, actual.Body));
        Assert.Equal(Lasting(expected), Lasting(actual));
        static IEnumerable<string> Lasting(Answer answer) => answer.Headers.Where(static one => !Passing.Contains(one.Key)).Select(static one => $"{one.Key}: {one.Value}").Order();
    }
}

[Collection(ApiTests.Name)]
public sealed class HiddenPostsOnSqliteTests(ApiServer server) : HiddenPostsTests(server);

[Collection(PostgresApiTests.Name)]
public sealed class HiddenPostsOnPostgresTests(PostgresApiServer server) : HiddenPostsTests(server);
