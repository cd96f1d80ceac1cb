using System.Collections.Concurrent;
using System.Text.Json;
using Xunit;

namespace Antiphon.Server.Tests.Api;

[Collection(ApiTests.Name)]
public sealed class LargeThreadTests(ApiServer server)
{
    private const int Replies = 1_000;
    private const int AtOnce = 64;

    [Fact]
    public async Task A_thousand_answers_written_by_many_at_once_are_all_there_once_and_in_order()
    {
        var (asker, writer) = (await server.Member(), await server.Member());
        var root = await asker.Api.Say("How was your week?");
        var written = new ConcurrentBag<string>();
        await Parallel.ForAsync(0, Replies, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) =>
        {
            var said = await writer.Api.Say($"answer {number}", ("in_reply_to_id", root.Id));
            written.Add(said.Id);
        });
        var context = await server.Nobody.Get($"/api/v1/statuses/{root.Id}/context");
        var shown = context["descendants"].EnumerateArray().Select(static one => one.GetProperty("id").GetString()!).ToList();
        Assert.Equal(written.Select(long.Parse).Order(), shown.Select(long.Parse));
        Assert.Equal(Replies, (await server.Nobody.Get($"/api/v1/statuses/{root.Id}"))["replies_count"].GetInt32());

        // The same for somebody who has muted who wrote them: nothing, and the post itself still there.
        var reader = await server.Member();
        await reader.Api.Post($"/api/v1/accounts/{writer.Id}/mute");
        Assert.Equal(JsonValueKind.Array, (await reader.Api.Get($"/api/v1/statuses/{root.Id}/context"))["ancestors"].ValueKind);
        Assert.Empty((await reader.Api.Get($"/api/v1/statuses/{root.Id}/context"))["descendants"].EnumerateArray());
    }
}
