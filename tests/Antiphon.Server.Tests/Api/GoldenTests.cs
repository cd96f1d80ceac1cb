using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Antiphon.Server.Tests.Api.Contract;
using Xunit;

namespace Antiphon.Server.Tests.Api;

/// <summary>
/// Whole documents as apps get them, kept as files: a key that is lost, renamed or turned into another type shows as a difference. What differs from run to run (ids, times,
/// addresses, names of files) is written as a word. <c>ANTIPHON_WRITE_GOLDEN=1</c> writes them anew.
/// </summary>
[Collection(ApiTests.Name)]
public sealed partial class GoldenTests(ApiServer server)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Status_and_account()
    {
        var (author, other) = (await server.Member("golden"), await server.Member("golden"));
        var quoted = await other.Api.Say("to be quoted");
        var written = await author.Api.Say(
            $"Look #WorkedIll @{other.Name} http://example.org/a?b=c", ("media_ids[]", await author.Api.Upload(TestPng.Striped(), "stripes")), ("spoiler_text", "stripes"),
            ("language", "en"), ("in_reply_to_id", quoted.Id), ("quoted_status_id", quoted.Id));
        Same("status", (await server.Nobody.Get($"/api/v1/statuses/{written.Id}")).Json);
        Same("boost", (await other.Api.Post($"/api/v1/statuses/{written.Id}/reblog")).Json);
        Same("credential-account", (await author.Api.Get("/api/v1/accounts/verify_credentials")).Json);
        Same("relationship", (await author.Api.Post($"/api/v1/accounts/{other.Id}/follow")).Json);
    }

    [Fact]
    public async Task Notification()
    {
        var (me, other) = (await server.Member("golden"), await server.Member("golden"));
        await other.Api.Say($"@{me.Name} hello");
        Same("notification", (await me.Api.Get("/api/v1/notifications")).Json[0]);
    }

    [Fact]
    public async Task Instance()
    {
        Same("instance-v1", (await server.Nobody.Get("/api/v1/instance")).Json);
        Same("instance-v2", (await server.Nobody.Get("/api/v2/instance")).Json);
        Same("nodeinfo", (await server.Nobody.Get("/nodeinfo/2.1")).Json);
    }

    private void Same(string name, JsonElement json, [CallerFilePath] string here = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(here)!, "Golden", name + ".json");
        var text = Settled(JsonSerializer.Serialize(json, Indented)) + "\n";
        if (Environment.GetEnvironmentVariable("ANTIPHON_WRITE_GOLDEN") == "1") File.WriteAllText(path, text);
        else Assert.Equal(File.ReadAllText(path), text);
    }

    private string Settled(string text)
    {
        text = text.Replace(server.Server.Url, "http://here", StringComparison.Ordinal).Replace($"ws://127.0.0.1:{server.Server.Port}", "ws://here", StringComparison.Ordinal)
            .Replace($"127.0.0.1:{server.Server.Port}", "here", StringComparison.Ordinal);
        text = Keys().Replace(text, "$1: \"KEY\"");
        text = Times().Replace(text, "TIME");
        text = Days().Replace(text, "\"DAY\"");
        text = Counted().Replace(text, "$1: 0");
        text = Promised().Replace(text, "VERSION+antiphon");
        text = PromisedNumber().Replace(text, "$1: 0");
        text = Files().Replace(text, "FILE.$1");
        return Names().Replace(Ids().Replace(text, "ID"), "golden");
    }

    [GeneratedRegex(@"(""public_key""): ""[A-Za-z0-9_=-]{88}""")]
    private static partial Regex Keys();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")]
    private static partial Regex Times();

    [GeneratedRegex(@"""\d{4}-\d\d-\d\d""")]
    private static partial Regex Days();

    [GeneratedRegex(@"(""(?:active_month|activeMonth|activeHalfyear|user_count|status_count|total|localPosts|statuses_count|followers_count|following_count)""): \d+")]
    private static partial Regex Counted();

    /// <summary>Which version is promised follows from the endpoints; a test of its own holds it.</summary>
    [GeneratedRegex(@"\d+\.\d+\.\d+\+antiphon")]
    private static partial Regex Promised();

    [GeneratedRegex(@"(?<=""api_versions"": \{\s*)(""mastodon""): \d+")]
    private static partial Regex PromisedNumber();

    [GeneratedRegex(@"[0-9a-f]{32}\.(png|jpg|webp)")]
    private static partial Regex Files();

    [GeneratedRegex(@"(?<="")\d+(?="")|(?<=/)\d{10,}|(?<=ungrouped-)\d+")]
    private static partial Regex Ids();

    [GeneratedRegex(@"golden\d+")]
    private static partial Regex Names();
}
