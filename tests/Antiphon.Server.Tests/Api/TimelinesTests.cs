using System.Net;
using System.Text.Json;
using Antiphon.Server.Tests.Api.Contract;
using Xunit;

namespace Antiphon.Server.Tests.Api;

public abstract class TimelinesTests(ApiServer server)
{
    [Fact]
    public async Task Home_has_what_one_follows_and_oneself_and_nothing_else()
    {
        var (reader, followed, stranger) = (await server.Member(), await server.Member(), await server.Member());
        Assert.True((await reader.Api.Post($"/api/v1/accounts/{followed.Id}/follow"))["following"].GetBoolean());
        var own = await reader.Api.Say("mine");
        var theirs = await followed.Api.Say("theirs");
        var other = await stranger.Api.Say("a stranger's");
        await followed.Api.Say("a direct one", ("visibility", "direct"));
        var boost = await followed.Api.Post($"/api/v1/statuses/{other.Id}/reblog");
        Assert.Equal([boost.Id, theirs.Id, own.Id], (await reader.Api.Get("/api/v1/timelines/home")).Ids);
        await reader.Api.Post($"/api/v1/accounts/{stranger.Id}/mute");
        Assert.Equal([theirs.Id, own.Id], (await reader.Api.Get("/api/v1/timelines/home")).Ids);
    }

    [Fact]
    public async Task The_public_timeline_is_for_everybody_and_has_public_first_posts_alone()
    {
        var member = await server.Member();
        var first = await member.Api.Say("for all");
        await member.Api.Say("not listed", ("visibility", "unlisted"));
        await member.Api.Say("a reply", ("in_reply_to_id", server.CallPost));
        var picture = await member.Api.Say("with a picture", ("media_ids[]", await member.Api.Upload(TestPng.Striped())));
        Assert.Equal([picture.Id, first.Id], (await server.Nobody.Get("/api/v1/timelines/public?limit=2")).Ids);
        Assert.Equal(picture.Id, (await server.Nobody.Get("/api/v1/timelines/public?only_media=True&limit=1&local=1")).Ids[0]);
        Assert.Empty((await server.Nobody.Get("/api/v1/timelines/public?remote=true")).Ids);
    }

    [Fact]
    public async Task A_tag_is_found_by_any_spelling_and_with_others_or_without()
    {
        var tag = "Tag" + Guid.NewGuid().ToString("N")[..8];
        var plain = await server.Bob.Say($"a #{tag}");
        var both = await server.Bob.Say($"b #{tag.ToUpperInvariant()} #{tag}More");
        var other = await server.Bob.Say($"c #{tag}Other");
        var path = $"/api/v1/timelines/tag/{tag.ToLowerInvariant()}";
        Assert.Equal([both.Id, plain.Id], (await server.Nobody.Get(path)).Ids);
        Assert.Equal([other.Id, both.Id, plain.Id], (await server.Nobody.Get($"{path}?any[]={tag}Other")).Ids);
        Assert.Equal([both.Id], (await server.Nobody.Get($"{path}?all[]={tag}More")).Ids);
        Assert.Equal([plain.Id], (await server.Nobody.Get($"{path}?none[]={tag}more")).Ids);
        var page = await server.Nobody.Get($"{path}?any[]={tag}Other&limit=1");
        Assert.Equal([both.Id], (await server.Nobody.Get(page.Page("next")!)).Ids);
    }

    [Fact]
    public async Task Likes_and_bookmarks_are_listed_by_when_they_were_made()
    {
        var member = await server.Member();
        var (one, two) = (await server.Ada.Say("first written"), await server.Ada.Say("second written"));
        foreach (var (act, list) in new[] { ("favourite", "favourites"), ("bookmark", "bookmarks") })
        {
            await member.Api.Post($"/api/v1/statuses/{two.Id}/{act}");
            await member.Api.Post($"/api/v1/statuses/{one.Id}/{act}");
            var page = await member.Api.Get($"/api/v1/{list}?limit=1");
            Assert.Equal([one.Id], page.Ids);
            var last = await member.Api.Get(page.Page("next")!);
            Assert.Equal([two.Id], last.Ids);
            Assert.Null(last.Page("next"));
            Assert.Equal([one.Id], (await member.Api.Get(last.Page("prev")!)).Ids);
        }
    }

    [Fact]
    public async Task Direct_posts_are_conversations_of_those_who_take_part()
    {
        var (one, two) = (await server.Member(), await server.Member());
        var said = await one.Api.Say($"@{two.Name} just for you", ("visibility", "direct"));
        var answer = await two.Api.Say($"@{one.Name} thank you", ("visibility", "direct"), ("in_reply_to_id", said.Id));
        var conversation = (await one.Api.Get("/api/v1/conversations")).Json[0];
        Assert.Equal(answer.Id, conversation.GetProperty("last_status").GetProperty("id").GetString());
        Assert.Equal([two.Id], conversation.GetProperty("accounts").EnumerateArray().Select(static one => one.GetProperty("id").GetString()));
        Assert.DoesNotContain(answer.Id, (await server.Ada.Get("/api/v1/conversations")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("max_id")]
    [InlineData("min_id")]
    public async Task Paging_skips_and_repeats_nothing_while_others_are_writing(string way)
    {
        var (reader, writer) = (await server.Member(), await server.Member());
        await reader.Api.Post($"/api/v1/accounts/{writer.Id}/follow");
        var before = new List<string>();
        for (var i = 0; i < 30; i++) before.Add((await writer.Api.Say($"before {i}")).Id);
        using var stop = new CancellationTokenSource();
        var meanwhile = Task.Run(async () =>
        {
            var written = new List<string>();
            while (!stop.IsCancellationRequested) written.Add((await writer.Api.Say("meanwhile")).Id);
            return written;
        });
        var seen = new List<string>();
        string? next = way == "max_id" ? "/api/v1/timelines/home?limit=7" : $"/api/v1/timelines/home?limit=7&min_id={before[0]}";
        while (next is not null && !(way == "min_id" && seen.Contains(before[^1])))
        {
            var page = await reader.Api.Get(next);
            seen.AddRange(way == "max_id" ? page.Ids : page.Ids.Reverse());
            next = page.Page(way == "max_id" ? "next" : "prev");
        }

        await stop.CancelAsync();
        var later = await meanwhile;
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Equal(way == "max_id" ? before.AsEnumerable().Reverse() : before.Skip(1), seen.Where(before.Contains));
        Assert.All(seen.Except(before), id => Assert.Contains(id, later));
        Assert.Equal(seen.Select(long.Parse).Order(), way == "max_id" ? seen.Select(long.Parse).Reverse() : seen.Select(long.Parse));
    }

    [Fact]
    public async Task Pages_whose_posts_are_hidden_from_the_reader_are_filled_up_and_the_last_is_known()
    {
        var tag = "Hidden" + Guid.NewGuid().ToString("N")[..8];
        var (reader, shown, muted) = (await server.Member(), await server.Member(), await server.Member());
        var first = await shown.Api.Say($"#{tag} first");
        for (var i = 0; i < 50; i++) await muted.Api.Say($"#{tag} {i}");
        var last = await shown.Api.Say($"#{tag} last");
        await reader.Api.Post($"/api/v1/accounts/{muted.Id}/mute");
        var one = await reader.Api.Get($"/api/v1/timelines/tag/{tag}?limit=1");
        Assert.Equal([last.Id], one.Ids);
        var two = await reader.Api.Get(one.Page("next")!);
        Assert.Equal([first.Id], two.Ids);
        Assert.Null(two.Page("next"));
        Assert.Equal([last.Id], (await reader.Api.Get($"/api/v1/timelines/tag/{tag}?limit=1&min_id={first.Id}")).Ids);
    }
}

[Collection(ApiTests.Name)]
public sealed class TimelinesOnSqliteTests(ApiServer server) : TimelinesTests(server);

[Collection(PostgresApiTests.Name)]
public sealed class TimelinesOnPostgresTests(PostgresApiServer server) : TimelinesTests(server);
