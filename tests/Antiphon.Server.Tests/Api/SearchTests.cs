using System.Net;
using System.Text.Json;
using Antiphon.Server.Tests.Api.Contract;
using Xunit;

namespace Antiphon.Server.Tests.Api;

public abstract class SearchTests(ApiServer server)
{
    [Fact]
    public async Task Accounts_posts_and_tags_are_found_and_only_what_was_asked_for()
    {
        var word = "word" + Guid.NewGuid().ToString("N")[..8];
        var member = await server.Member(word);
        var said = await member.Api.Say($"about {word} #{word}Tag");
        await member.Api.Say($"{word} in private", ("visibility", "private"));
        var all = await server.Ada.Get($"/api/v2/search?q={word}");
        Assert.Equal([said.Id], Ids(all["statuses"]));
        Assert.Equal($"{word}Tag", all["hashtags"][0].GetProperty("name").GetString());
        Assert.Equal("1", all["hashtags"][0].GetProperty("history")[0].GetProperty("uses").GetString());
        Assert.Equal([member.Id], Ids((await server.Ada.Get($"/api/v2/search?q=@{member.Name}"))["accounts"]));
        Assert.Equal([member.Id], Ids((await server.Ada.Get($"/api/v2/search?q=@{member.Name}@127.0.0.1:{server.Server.Port}&type=accounts"))["accounts"]));
        var tags = await server.Ada.Get($"/api/v2/search?q=%23{word}&type=hashtags");
        Assert.Empty(tags["statuses"].EnumerateArray());
        Assert.Single(tags["hashtags"].EnumerateArray());
    }

    [Fact]
    public async Task Posts_are_found_by_author_and_anything_by_its_address()
    {
        var member = await server.Member();
        Assert.Empty(Ids((await member.Api.Get("/api/v2/search?q=from:me&type=statuses&limit=1"))["statuses"]));
        var said = await member.Api.Say("an apple");
        await server.Ada.Say("an apple too");
        Assert.Equal([said.Id], Ids((await member.Api.Get("/api/v2/search?q=from:me&type=statuses&limit=1"))["statuses"]));
        Assert.Equal([said.Id], Ids((await server.Bob.Get($"/api/v2/search?q=apple+from:{member.Name}"))["statuses"]));
        Assert.Equal([said.Id], Ids((await server.Bob.Get($"/api/v2/search?q=apple&account_id={member.Id}"))["statuses"]));
        Assert.Equal([said.Id], Ids((await server.Bob.Get($"/api/v2/search?resolve=true&q={Uri.EscapeDataString(said["url"].GetString()!)}"))["statuses"]));
        var secret = await member.Api.Say("hidden", ("visibility", "private"));
        Assert.Empty(Ids((await server.Bob.Get($"/api/v2/search?resolve=true&q={Uri.EscapeDataString(secret["url"].GetString()!)}"))["statuses"]));
    }

    [Fact]
    public async Task Further_results_follow_by_offset_without_a_gap()
    {
        var word = "offset" + Guid.NewGuid().ToString("N")[..8];
        var said = new List<string>();
        for (var i = 0; i < 5; i++) said.Insert(0, (await server.Bob.Say($"{word} {i}")).Id);
        var first = Ids((await server.Ada.Get($"/api/v2/search?q={word}&type=statuses&limit=2"))["statuses"]);
        var rest = Ids((await server.Ada.Get($"/api/v2/search?q={word}&type=statuses&limit=3&offset=2"))["statuses"]);
        Assert.Equal(said, [.. first, .. rest]);
    }

    [Fact]
    public async Task A_tag_has_its_week_and_what_is_no_tag_is_not_found()
    {
        var tag = "Week" + Guid.NewGuid().ToString("N")[..8];
        await server.Bob.Say($"#{tag}");
        await server.Bob.Say($"#{tag} again");
        var read = await server.Nobody.Get($"/api/v1/tags/{tag.ToLowerInvariant()}");
        Assert.Equal(tag, read["name"].GetString());
        Assert.Equal(7, read["history"].GetArrayLength());
        Assert.Equal(("2", "1"), (read["history"][0].GetProperty("uses").GetString(), read["history"][0].GetProperty("accounts").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, (await server.Nobody.Get("/api/v1/tags/not%20one")).Status);
    }

    private static IReadOnlyList<string> Ids(JsonElement list) => [.. list.EnumerateArray().Select(static one => one.GetProperty("id").GetString()!)];
}

[Collection(ApiTests.Name)]
public sealed class SearchOnSqliteTests(ApiServer server) : SearchTests(server);

[Collection(PostgresApiTests.Name)]
public sealed class SearchOnPostgresTests(PostgresApiServer server) : SearchTests(server);
