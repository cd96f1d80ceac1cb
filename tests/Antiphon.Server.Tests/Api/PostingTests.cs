using System.Net;
using System.Text.Json;
using Antiphon.Server.Tests.Api.Contract;
using Xunit;

namespace Antiphon.Server.Tests.Api;

/// <summary>Polls, posts for later, quotes and pictures, in the shapes that apps read.</summary>
[Collection(ApiTests.Name)]
public sealed class PostingTests(ApiServer server)
{
    [Fact]
    public async Task A_poll_is_asked_by_form_or_json_and_voted_in_and_read_by_each_as_they_may()
    {
        var (me, other) = (await server.Member(), await server.Member());
        var byForm = await me.Api.Say("Which?", ("poll[options][]", "Tea"), ("poll[options][]", "Coffee"), ("poll[expires_in]", "3600"), ("poll[multiple]", "1"), ("poll[hide_totals]", "true"));
        var asked = await me.Api.PostJson("/api/v1/statuses", """{"status":"Which?","poll":{"options":["Tea","Coffee"],"expires_in":3600,"multiple":false}}""");
        Assert.Equal((byForm.Id, true, true), (Poll(byForm).GetProperty("id").GetString(), Poll(byForm).GetProperty("multiple").GetBoolean(), Poll(byForm).GetProperty("voted").GetBoolean()));

        var voted = await other.Api.PostJson($"/api/v1/polls/{asked.Id}/votes", """{"choices":[1]}""");
        var hidden = await other.Api.Post($"/api/v1/polls/{byForm.Id}/votes", ("choices[]", "0"), ("choices[]", "1"));
        Assert.Equal(
            ("[1]", true, 1, 1, 1),
            (voted["own_votes"].ToString(), voted["voted"].GetBoolean(), voted["votes_count"].GetInt32(), voted["voters_count"].GetInt32(), voted["options"][1].GetProperty("votes_count").GetInt32()));
        Assert.Equal((JsonValueKind.Null, 2, 1), (hidden["options"][0].GetProperty("votes_count").ValueKind, hidden["votes_count"].GetInt32(), hidden["voters_count"].GetInt32()));
        Assert.Equal(voted.Body, (await other.Api.Get($"/api/v1/polls/{asked.Id}")).Body);
        Assert.Equal(voted.Body, (await other.Api.Get($"/api/v1/statuses/{asked.Id}"))["poll"].GetRawText());
        Assert.False((await server.Nobody.Get($"/api/v1/polls/{asked.Id}")).Json.TryGetProperty("voted", out _));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await other.Api.Post($"/api/v1/polls/{asked.Id}/votes", ("choices[]", "0"))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await me.Api.Post($"/api/v1/polls/{asked.Id}/votes", ("choices[]", "0"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Api.Get("/api/v1/polls/1")).Status);
        var deleted = await me.Api.Delete($"/api/v1/statuses/{asked.Id}");
        Assert.Equal(("Which?", "Tea"), (deleted["text"].GetString(), Poll(deleted).GetProperty("options")[0].GetProperty("title").GetString()));
    }

    [Fact]
    public async Task An_edit_without_its_poll_takes_it_away_and_the_history_keeps_it()
    {
        var me = await server.Member();
        var asked = await me.Api.Say("Which?", ("poll[options][]", "Tea"), ("poll[options][]", "Coffee"), ("poll[expires_in]", "3600"));
        var edited = await me.Api.Put($"/api/v1/statuses/{asked.Id}", ("status", "Never mind"));
        Assert.Equal(JsonValueKind.Null, Poll(edited).ValueKind);
        var history = await me.Api.Get($"/api/v1/statuses/{asked.Id}/history");
        Assert.Equal("Coffee", history.Json[0].GetProperty("poll").GetProperty("options")[1].GetProperty("title").GetString());
        Assert.False(history.Json[1].TryGetProperty("poll", out _));
    }

    [Fact]
    public async Task A_post_for_later_is_kept_listed_moved_and_taken_back_and_is_no_post()
    {
        var me = await server.Member();
        var picture = await me.Api.Upload(TestPng.Striped(), "stripes");
        var at = DateTimeOffset.UtcNow.AddDays(2).ToString("yyyy-MM-dd'T'HH:mm:ss.000'Z'");
        var put = await me.Api.PostJson("/api/v1/statuses", $$"""{"status":"Later","media_ids":["{{picture}}"],"visibility":"unlisted","scheduled_at":"{{at}}"}""");
        var polled = await me.Api.Say("Later too", ("scheduled_at", at), ("poll[options][]", "a"), ("poll[options][]", "b"), ("poll[expires_in]", "600"));
        Assert.Equal((at, "Later", "unlisted"), (put["scheduled_at"].GetString(), put["params"].GetProperty("text").GetString(), put["params"].GetProperty("visibility").GetString()));
        Assert.Equal(picture, put["media_attachments"][0].GetProperty("id").GetString());
        Assert.Equal("b", polled["params"].GetProperty("poll").GetProperty("options")[1].GetString());
        var first = await me.Api.Get("/api/v1/scheduled_statuses?limit=1");
        Assert.Equal([polled.Id], first.Ids);
        Assert.Equal([put.Id], (await me.Api.Get($"/api/v1/scheduled_statuses?limit=1&max_id={polled.Id}")).Ids);
        Assert.Empty((await server.Bob.Get("/api/v1/scheduled_statuses")).Ids);
        var moved = await me.Api.Put($"/api/v1/scheduled_statuses/{put.Id}", ("scheduled_at", at.Replace(".000", ".500", StringComparison.Ordinal)));
        Assert.EndsWith(".500Z", moved["scheduled_at"].GetString());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await me.Api.Put($"/api/v1/scheduled_statuses/{put.Id}", ("scheduled_at", "2020-01-01"))).Status);
        Assert.Equal("{}", (await me.Api.Delete($"/api/v1/scheduled_statuses/{put.Id}")).Body);
        Assert.Equal(HttpStatusCode.NotFound, (await me.Api.Get($"/api/v1/scheduled_statuses/{put.Id}")).Status);
        Assert.Empty((await me.Api.Get($"/api/v1/accounts/{me.Id}/statuses")).Ids);
    }

    [Fact]
    public async Task A_quote_says_what_may_be_done_and_is_taken_back_by_whom_it_quotes()
    {
        var (me, other) = (await server.Member(), await server.Member());
        var post = await me.Api.Say("Quote me", ("quote_approval_policy", "public"));
        var quote = await other.Api.Say("See", ("quoted_status_id", post.Id));
        Assert.Equal("accepted", quote["quote"].GetProperty("state").GetString());
        Assert.Equal([quote.Id], (await server.Nobody.Get($"/api/v1/statuses/{post.Id}/quotes")).Ids);

        Assert.Equal(HttpStatusCode.NotFound, (await other.Api.Post($"/api/v1/statuses/{post.Id}/quotes/{quote.Id}/revoke")).Status);
        var revoked = await me.Api.Post($"/api/v1/statuses/{post.Id}/quotes/{quote.Id}/revoke");
        Assert.Equal(("revoked", JsonValueKind.Null), (revoked["quote"].GetProperty("state").GetString(), revoked["quote"].GetProperty("quoted_status").ValueKind));
        Assert.DoesNotContain("quote-inline", (await server.Nobody.Get($"/api/v1/statuses/{quote.Id}")).Body);
        Assert.Empty((await server.Nobody.Get($"/api/v1/statuses/{post.Id}/quotes")).Ids);

        var closed = await me.Api.Put($"/api/v1/statuses/{post.Id}/interaction_policy", ("quote_approval_policy", "nobody"));
        Assert.Equal(("automatic", 0), (closed["quote_approval"].GetProperty("current_user").GetString(), closed["quote_approval"].GetProperty("automatic").GetArrayLength()));
        Assert.Equal("denied", (await other.Api.Get($"/api/v1/statuses/{post.Id}"))["quote_approval"].GetProperty("current_user").GetString());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await other.Api.Post("/api/v1/statuses", ("status", "See"), ("quoted_status_id", post.Id))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Api.Put($"/api/v1/statuses/{post.Id}/interaction_policy", ("quote_approval_policy", "public"))).Status);
    }

    [Fact]
    public async Task A_quote_of_somebody_blocked_or_muted_says_so()
    {
        var (me, other) = (await server.Member(), await server.Member());
        var post = await other.Api.Say("Quote me");
        var quote = await server.Bob.Say("See", ("quoted_status_id", post.Id));
        await me.Api.Post($"/api/v1/accounts/{other.Id}/mute");
        Assert.Equal("muted_account", (await me.Api.Get($"/api/v1/statuses/{quote.Id}"))["quote"].GetProperty("state").GetString());
        await me.Api.Post($"/api/v1/accounts/{other.Id}/block");
        Assert.Equal("blocked_account", (await me.Api.Get($"/api/v1/statuses/{quote.Id}"))["quote"].GetProperty("state").GetString());
        await other.Api.Delete($"/api/v1/statuses/{post.Id}");
        Assert.Equal("deleted", (await me.Api.Get($"/api/v1/statuses/{quote.Id}"))["quote"].GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_picture_that_no_post_has_is_deleted_and_one_of_a_post_is_not()
    {
        var me = await server.Member();
        var (waiting, used) = (await me.Api.Upload(TestPng.Striped()), await me.Api.Upload(TestPng.Striped(2)));
        await me.Api.Say("With a picture", ("media_ids[]", used));
        Assert.Equal("{}", (await me.Api.Delete($"/api/v1/media/{waiting}")).Body);
        Assert.Equal(HttpStatusCode.NotFound, (await me.Api.Get($"/api/v1/media/{waiting}")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await me.Api.Delete($"/api/v1/media/{used}")).Status);
    }

    private static JsonElement Poll(Answer status) => status["poll"];
}
