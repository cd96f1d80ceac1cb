using Antiphon.Server.Tests.Harness;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Server.Tests;

public sealed class StartTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task The_server_starts_and_says_that_it_is_well_and_verbs_work_through_it_and_without_it(StoreKind kind)
    {
        await using var server = await RunningServer.Start(kind, postgres);
        Assert.Equal("ok\n", await server.Http.GetStringAsync("/healthz"));
        await OneCallAnswered(server, "ill", "imre");
        var (code, _, said) = await server.Verb("serve", "--urls", $"http://127.0.0.1:{RunningServer.FreePort()}");
        Assert.Equal(3, code);
        Assert.Contains("Stop it first", said);
        Assert.Equal(0, await server.Stop());
        await OneCallAnswered(server, "late", "lena");
    }

    [Fact]
    public async Task A_wrong_setting_is_named_in_one_sentence_before_the_port_opens()
    {
        await using var server = await RunningServer.Start();
        await server.Stop();
        var (code, _, said) = await server.Verb("serve", "--urls", "ftp://here");
        Assert.Equal(2, code);
        Assert.StartsWith("--urls: ", said);
        Assert.Single(said.TrimEnd().Split('\n'));
    }

    private static async Task OneCallAnswered(RunningServer server, string slug, string name)
    {
        await server.Account(name, owner: name == "imre");
        Assert.Matches("^[A-Za-z0-9_-]{43}\n$", await server.Done("token", "create", name, "--scopes", "read write follow push"));
        await server.Done("call", "open", "--slug", slug, "--by", name, "--text", "Who went to work ill?", "--phrase", "me too", "--hashtag", "WorkedIll", "--at", "2017-10-15T20:21:11Z");
        var file = Path.Combine(server.Directory, slug + ".csv");
        await File.WriteAllTextAsync(file, Networks.Archives.ReplayReader.Header + "\n1508100000,a2,b1,a2,1,0,0,0,0,,3,9,0-3,0,0\n1508100001,a3,b2,a3,1,0,0,0,0,,0,0,26+,0,0\n");
        await server.Done("import", file, "--call", slug);
        using var json = System.Text.Json.JsonDocument.Parse(await server.Done("recount", slug, "--json"));
        Assert.Equal(1, json.RootElement.GetProperty("answered").GetProperty("people").GetInt32());
        Assert.Equal(1, json.RootElement.GetProperty("joined").GetProperty("people").GetInt32());
        Assert.Equal(1, (await server.Verb("import", file, "--call", "nothere")).Code);
    }
}
