using System.Net;
using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi;
using Antiphon.Server.Tests.Api.Contract;
using Xunit;

namespace Antiphon.Server.Tests.Api;

/// <summary>
/// Every endpoint is asked: for what there is, for what there is not, without a token, with a token that allows too little, and with an empty body. <see cref="ApiClient"/> holds each
/// answer against the published description, refusals too; here it is held that the answer is the right one.
/// </summary>
[Collection(ApiTests.Name)]
public sealed class DescribedTests(ApiServer server)
{
    private const string Nothing = "999999999999999999";

    /// <summary>Answers that are no JSON document: streams, and what the crawlers of other programs read.</summary>
    private static readonly string[] Elsewhere = ["/api/v1/streaming", "/health", "/.well-known/host-meta", "/.well-known/webfinger"];

    /// <summary>What must be asked for by name.</summary>
    private static readonly Dictionary<string, string> Queries = new()
    {
        ["/api/v1/accounts/lookup"] = "?acct={name}",
        ["/api/v1/accounts/search"] = "?q={name}",
        ["/api/v1/accounts/relationships"] = "?id[]={account}",
        ["/api/v1/accounts/familiar_followers"] = "?id[]={account}",
        ["/api/v1/accounts"] = "?id[]={account}",
        ["/api/v1/statuses"] = "?id[]={status}",
        ["/api/v1/markers"] = "?timeline[]=home&timeline[]=notifications",
        ["/api/v2/search"] = "?q={name}",
        ["/api/v1/timelines/link"] = "?url=https%3A%2F%2Fexample.org%2F",
    };

    /// <summary>Lists in which something stands, in a house where people have done this and that.</summary>
    private static readonly string[] Filled =
    [
        "/api/v1/accounts/{id}/statuses", "/api/v1/accounts/{id}/followers", "/api/v1/accounts/{id}/following", "/api/v1/accounts/relationships", "/api/v1/accounts/search", "/api/v1/blocks",
        "/api/v1/bookmarks", "/api/v1/conversations", "/api/v1/favourites", "/api/v1/mutes", "/api/v1/notifications", "/api/v1/statuses/{id}/favourited_by", "/api/v1/statuses/{id}/reblogged_by",
        "/api/v1/statuses/{id}/history", "/api/v1/timelines/home", "/api/v1/timelines/public", "/api/v1/timelines/tag/{hashtag}",
    ];

    private static IEnumerable<EndpointAttribute> Asked =>
        MastodonApiServices.Endpoints.Select(static one => one.Endpoint).Where(static one => !Elsewhere.Any(other => one.Route.StartsWith(other, StringComparison.Ordinal)));

    [Fact]
    public async Task What_there_is_is_answered_as_described_at_every_address_that_can_be_read()
    {
        var (me, ids) = await Lived();
        var empty = new List<string>();
        foreach (var endpoint in Asked.Where(static one => one is { Method: "GET", Allow: Allow.Anyone or Allow.Members }))
        {
            var path = Path(endpoint.Route, ids) + Query(endpoint.Route, ids);
            var answer = await me.Api.Get(path);
            if (Known(endpoint.Route, ids)) Assert.True(answer.Status == HttpStatusCode.OK, $"{path}: {(int)answer.Status} {answer.Body}");
            if (Filled.Contains(endpoint.Route) && answer.Body == "[]") empty.Add(path);
            if (endpoint.Allow == Allow.Anyone) await server.Nobody.Get(path);
        }

        Assert.Empty(empty);
    }

    [Fact]
    public async Task What_there_is_not_and_what_one_may_not_is_refused_as_described_at_every_address()
    {
        // To be able to join, the one with too little may change accounts as well.
        var (me, little) = (await server.Member("asks"), await server.Member("asks", "profile"));
        foreach (var endpoint in Asked)
        {
            var (method, path) = (new HttpMethod(endpoint.Method), Path(endpoint.Route, new Dictionary<string, string>()));
            var without = await server.Nobody.Send(method, path);
            if (endpoint.Allow is Allow.Members or Allow.Apps) Assert.True(without.Status == HttpStatusCode.Unauthorized, $"{method} {path} without a token: {(int)without.Status} {without.Body}");
            if (endpoint.Allow == Allow.Members && endpoint.Scope != Scope.None && (endpoint.Scope & (Scope.Profile | Scope.WriteAccounts)) == 0)
            {
                var refused = await little.Api.Send(method, path);
                Assert.True(refused.Status == HttpStatusCode.Forbidden, $"{method} {path} with too small a scope: {(int)refused.Status} {refused.Body}");
            }

            // Whatever it is: a document of its type or a refusal in the words that apps know, and never a fault.
            if (endpoint.Allow != Allow.Secret) await me.Api.Send(method, path);
            await server.Nobody.Send(method, path, new StringContent("{\"id\":[{}],\"status\":{}}", System.Text.Encoding.UTF8, "application/json"));
        }
    }

    /// <summary>A member to whom and around whom things have happened, and the ids of some of them by the routes' first words.</summary>
    private async Task<(Member Me, Dictionary<string, string> Ids)> Lived()
    {
        var (me, friend, foe) = (await server.Member("lived"), await server.Member("lived"), await server.Member("lived"));
        await me.Api.Post($"/api/v1/accounts/{friend.Id}/follow");
        await friend.Api.Post($"/api/v1/accounts/{me.Id}/follow");
        await me.Api.Post($"/api/v1/accounts/{foe.Id}/mute");
        var blocked = await server.Member("lived");
        await me.Api.Post($"/api/v1/accounts/{blocked.Id}/block");
        var picture = await me.Api.Upload(TestPng.Striped(), "stripes");
        var post = await me.Api.Say($"A day in bed #Lived @{friend.Name} https://example.org/", ("media_ids[]", picture), ("spoiler_text", "tired"), ("language", "en"));
        await me.Api.Put($"/api/v1/statuses/{post.Id}", ("status", "Two days in bed #Lived"), ("media_ids[]", picture));
        await friend.Api.Post($"/api/v1/statuses/{post.Id}/favourite");
        await friend.Api.Post($"/api/v1/statuses/{post.Id}/reblog");
        await friend.Api.Say($"@{me.Name} get well", ("in_reply_to_id", post.Id), ("quoted_status_id", post.Id));
        var letter = await friend.Api.Say($"@{me.Name} only you", ("visibility", "direct"));
        await me.Api.Post($"/api/v1/statuses/{post.Id}/favourite");
        await me.Api.Post($"/api/v1/statuses/{post.Id}/bookmark");
        await me.Api.Post($"/api/v1/statuses/{post.Id}/pin");
        await me.Api.Say("Me too", ("in_reply_to_id", server.CallPost));
        await me.Api.Say("What do you say?", ("quoted_status_id", server.CallPost));
        var notification = (await me.Api.Get("/api/v1/notifications")).Ids[0];
        await me.Api.Post("/api/v1/markers", ("home[last_read_id]", letter.Id), ("notifications[last_read_id]", notification));
        return (me, new()
        {
            ["name"] = friend.Name,
            ["account"] = friend.Id,
            ["/api/v1/accounts/"] = me.Id,
            ["status"] = post.Id,
            ["/api/v1/statuses/"] = post.Id,
            ["/api/v1/notifications/{"] = notification,
            ["/api/v1/media/"] = await me.Api.Upload(TestPng.Striped(2), "in no post yet"),
            ["/api/v1/tags/"] = "lived",
            ["/api/v1/timelines/tag/"] = "lived",
        });
    }

    private static bool Known(string route, Dictionary<string, string> ids) => !route.Contains('{', StringComparison.Ordinal)
        ? route != "/api/v1/push/subscription"
        : ids.Keys.Any(key => key[0] == '/' && route.StartsWith(key, StringComparison.Ordinal)) && route.Count(static c => c == '{') == 1;

    private static string Query(string route, Dictionary<string, string> ids) =>
        Queries.TryGetValue(route, out var query) ? query.Replace("{name}", ids["name"], StringComparison.Ordinal).Replace("{account}", ids["account"], StringComparison.Ordinal).Replace("{status}", ids["status"], StringComparison.Ordinal) : string.Empty;

    /// <summary>With ids of what there is where there are any, and otherwise with one that nobody has.</summary>
    private static string Path(string route, Dictionary<string, string> ids)
    {
        var id = ids.Where(one => one.Key[0] == '/' && route.StartsWith(one.Key, StringComparison.Ordinal)).Select(static one => one.Value).FirstOrDefault() ?? Nothing;
        return string.Join('/', route.Split('/').Select(part => part.StartsWith('{') ? id : part));
    }
}
