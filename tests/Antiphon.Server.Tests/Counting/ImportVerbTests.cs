using System.Text.Json;
using Antiphon.Networks.Archives;
using Antiphon.Server.Tests.Harness;
using Xunit;

namespace Antiphon.Server.Tests.Counting;

/// <summary>The command line's import, by a real process beside a running server.</summary>
public sealed class ImportVerbTests
{
    [Fact]
    public async Task Several_archives_are_looked_at_then_taken_in_and_a_broken_one_refuses_all()
    {
        await using var server = await RunningServer.Start();
        await server.Account("imre", owner: true);
        await server.Done("call", "open", "--slug", "ill", "--by", "imre", "--text", "Who went to work ill?", "--phrase", "me too", "--hashtag", "WorkedIll", "--at", "2017-10-15T20:21:11Z");
        var tweets = Path.Combine(server.Directory, "tweets");
        await File.WriteAllTextAsync(tweets, Tweet("919660000000000001", "me too", null) + Tweet("919660000000000002", "Me too.", "919660000000000500") + "{\"id_str\":\"cut o\n", TestContext.Current.CancellationToken);
        var ids = Path.Combine(server.Directory, "ids");
        await File.WriteAllTextAsync(ids, "919660000000000003\n919660000000000001\n", TestContext.Current.CancellationToken);
        var page = Path.Combine(server.Directory, "page");
        await File.WriteAllTextAsync(page, "<!doctype html><title>saved</title>", TestContext.Current.CancellationToken);

        var help = await server.Done("import", "--help");
        Assert.All(Formats.All, format => Assert.Contains($"  {format.Name} ", help, StringComparison.Ordinal));

        var look = await server.Done("import", tweets, ids, "--call", "ill", "--dry-run", "--json");
        Assert.Equal(["twitter-v1", "twitter-ids"], look.TrimEnd().Split('\n').Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("format").GetString()!));
        Assert.Equal(0, await Posts(server));

        var (code, _, said) = await server.Verb("import", tweets, page, "--call", "ill");
        Assert.Equal(1, code);
        Assert.Contains("page: This is a saved web page.", said, StringComparison.Ordinal);
        Assert.Contains("Nothing was imported.", said, StringComparison.Ordinal);
        Assert.Equal(0, await Posts(server));

        var report = await server.Done("import", ids, tweets, "--call", "ill", "--call-post", "https://twitter.com/imre/status/919660000000000500");
        Assert.Contains("tweets (twitter-v1): 3 rows", report, StringComparison.Ordinal);
        Assert.Contains("line 3: ", report, StringComparison.Ordinal);
        Assert.Equal(3, await Posts(server));
        await server.Done("recount", "ill");
    }

    private static async Task<long> Posts(RunningServer server)
    {
        using var count = JsonDocument.Parse(await server.Done("recount", "ill", "--json"));
        return count.RootElement.GetProperty("posts").GetInt64();
    }

    private static string Tweet(string id, string text, string? parent) =>
        $"{{\"id_str\":\"{id}\",\"text\":\"{text}\",\"in_reply_to_status_id_str\":{(parent is null ? "null" : $"\"{parent}\"")},\"user\":{{\"id_str\":\"7\",\"created_at\":\"Mon Jul 16 12:59:01 +0000 2007\"}}}}\n";
}
