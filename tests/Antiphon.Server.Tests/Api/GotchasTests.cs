using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Antiphon.MastodonApi.About;
using Antiphon.Server.Tests.Api.Contract;
using Xunit;

namespace Antiphon.Server.Tests.Api;

/// <summary>
/// What breaks real apps, found by running them. The numbers are those of the list that was made of it; 8 and 9 (streams) and 10 and 11 (the consent page) are tested with the
/// streams and with signing in.
/// </summary>
[Collection(ApiTests.Name)]
public sealed partial class GotchasTests(ApiServer server)
{
    [Theory]
    [InlineData("GET", "/api/v1/nothing/of/the/kind", null, 404)]
    [InlineData("DELETE", "/api/v1/timelines/home", null, 405)]
    [InlineData("POST", "/api/v1/statuses", "text/plain", 415)]
    [InlineData("POST", "/api/v1/statuses", "application/json", 400)]
    [InlineData("POST", "/api/v1/statuses", "application/x-www-form-urlencoded", 422)]
    [InlineData("POST", "/api/v1/notifications/clear", null, 200)]
    [InlineData("GET", "/api/v1/lists/1", null, 404)]
    public async Task No_1_every_answer_is_json_of_exactly_that_type_errors_and_empty_ones_too(string method, string path, string? type, int status)
    {
        var content = type is null ? null : new StringContent("what", Encoding.UTF8, type);
        var answer = await server.Bob.Send(new HttpMethod(method), path, content);
        Assert.Equal(status, (int)answer.Status);
        Assert.Equal(JsonValueKind.Object, answer.Json.ValueKind);
    }

    [Fact]
    public async Task No_2_the_link_header_is_mastodons_to_the_letter_and_absent_from_an_empty_list()
    {
        var member = await server.Member();
        Assert.Null((await member.Api.Get("/api/v1/timelines/home")).Header("Link"));
        var ids = new List<string>();
        for (var i = 0; i < 3; i++) ids.Insert(0, (await member.Api.Say($"{i}, and; a comma")).Id);
        var first = await member.Api.Get("/api/v1/timelines/home?limit=2");
        var home = Regex.Escape($"{server.Server.Url}/api/v1/timelines/home?limit=2");
        Assert.Matches($"^<{home}&max_id={ids[1]}>; rel=\"next\", <{home}&min_id={ids[0]}>; rel=\"prev\"$", first.Header("Link"));
        var last = await member.Api.Get(first.Page("next")!);
        Assert.Equal([ids[2]], last.Ids);
        Assert.Matches($"^<{home}&min_id={ids[2]}>; rel=\"prev\"$", last.Header("Link"));
        Assert.Null((await member.Api.Get($"/api/v1/timelines/home?max_id={ids[2]}")).Header("Link"));
        Assert.Null((await member.Api.Get((await member.Api.Get("/api/v1/timelines/home?limit=3")).Page("next") ?? "/api/v1/favourites")).Header("Link"));
        var tagged = await server.Bob.Say("#Commas");
        var tag = (await server.Nobody.Get("/api/v1/timelines/tag/Commas?any[]=a,b;c&limit=1")).Header("Link")!;
        Assert.DoesNotContain(',', tag.Replace(", <", string.Empty, StringComparison.Ordinal));
        Assert.Contains(tagged.Id, tag, StringComparison.Ordinal);
        var summer = await server.Bob.Say("#ÉtéIndien");
        await server.Bob.Say("#étéindien again");
        var next = (await server.Nobody.Get("/api/v1/timelines/tag/%C3%89t%C3%A9Indien?limit=1")).Page("next")!;
        Assert.Equal([summer.Id], (await server.Nobody.Get(next)).Ids);
    }

    [Fact]
    public async Task No_3_parameters_that_are_repeated_neither_fail_nor_grow_the_links()
    {
        var answer = await server.Bob.Get($"/api/v1/timelines/public?limit=1&max_id=999999999999999999&limit=1&limit=1&local=1&local=1");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Single(answer.Ids);
        Assert.Single(LimitOfNext().Matches(answer.Page("next")!));
    }

    [Theory]
    [InlineData("true")]
    [InlineData("True")]
    [InlineData("1")]
    public async Task No_4_yes_and_no_lists_and_bodies_are_read_in_every_spelling(string yes)
    {
        var picture = await server.Bob.Upload(TestPng.Striped());
        var form = await server.Bob.Post("/api/v1/statuses", ("status", "form"), ("sensitive", yes), ("media_ids[]", picture));
        Assert.True(form["sensitive"].GetBoolean());
        var json = await server.Bob.PostJson("/api/v1/statuses", $$"""{"status":"json","sensitive":{{(yes == "1" ? "1" : "true")}},"media_ids":[{{await server.Bob.Upload(TestPng.Striped())}}]}""");
        Assert.True(json["sensitive"].GetBoolean());
        Assert.Single(json["media_attachments"].EnumerateArray());
        using var multipart = new MultipartFormDataContent
        {
            { new StringContent("multipart"), "status" }, { new StringContent(yes), "sensitive" }, { new StringContent(await server.Bob.Upload(TestPng.Striped())), "media_ids[]" },
        };
        var parts = await server.Bob.Send(HttpMethod.Post, "/api/v1/statuses", multipart);
        Assert.True(parts["sensitive"].GetBoolean());
        Assert.Single(parts["media_attachments"].EnumerateArray());
        foreach (var path in new[] { "/api/v1/instance/", "/api/v1/conversations/", $"/api/v1/statuses/{form.Id}/" }) Assert.Equal(HttpStatusCode.OK, (await server.Bob.Get(path)).Status);
        var app = await server.Nobody.PostJson("/api/v1/apps", """{"client_name":"x","redirect_uris":["urn:ietf:wg:oauth:2.0:oob","https://a.example/cb"],"scopes":"read"}""");
        Assert.Equal(2, app["redirect_uris"].GetArrayLength());
        Assert.NotEmpty(app["client_secret"].GetString()!);
    }

    [Fact]
    public async Task No_5_and_6_times_have_three_digits_of_fraction_and_ids_are_digits_that_grow()
    {
        var (one, two) = (await server.Bob.Say("one"), await server.Bob.Say("two"));
        Assert.True(long.Parse(two.Id, CultureInfo.InvariantCulture) > long.Parse(one.Id, CultureInfo.InvariantCulture));
        await server.Bob.Put($"/api/v1/statuses/{one.Id}", ("status", "one, edited"));
        foreach (var path in new[]
        {
            "/api/v1/timelines/public?limit=40", $"/api/v1/statuses/{one.Id}", $"/api/v1/statuses/{one.Id}/history", "/api/v1/notifications", "/api/v1/accounts/verify_credentials",
            "/api/v2/instance", $"/api/v1/statuses/{server.CallPost}/context", "/api/v1/markers?timeline[]=home",
        })
        {
            Walk((await server.Bob.Get(path)).Json, path);
        }

        static void Walk(JsonElement at, string path)
        {
            if (at.ValueKind == JsonValueKind.Array) foreach (var one in at.EnumerateArray()) Walk(one, path);
            if (at.ValueKind != JsonValueKind.Object) return;
            foreach (var member in at.EnumerateObject())
            {
                var text = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : null;
                if (member.Name == "last_status_at") Assert.True(text is null || Day().IsMatch(text), $"{path}: {member}");
                else if (member.Name.EndsWith("_at", StringComparison.Ordinal)) Assert.True(text is null || Time().IsMatch(text), $"{path}: {member}");
                if (member.Name is "id" or "in_reply_to_id" or "in_reply_to_account_id" && text is not null) Assert.Matches("^(0|-?[1-9][0-9]*)$", text);
                Walk(member.Value, path);
            }
        }
    }

    [Fact]
    public async Task No_7_scripts_of_any_site_may_ask_and_read_everything_errors_and_pictures_too()
    {
        foreach (var path in new[] { "/api/v1/statuses", "/oauth/token", "/oauth/revoke", "/.well-known/nodeinfo", "/nodeinfo/2.0", "/api/v1/accounts/update_credentials" })
        {
            using var preflight = new HttpRequestMessage(HttpMethod.Options, path);
            preflight.Headers.Add("Origin", "https://app.example");
            preflight.Headers.Add("Access-Control-Request-Method", "POST");
            preflight.Headers.Add("Access-Control-Request-Headers", "authorization,content-type,idempotency-key");
            using var allowed = await server.Server.Http.SendAsync(preflight);
            Assert.True(allowed.IsSuccessStatusCode, path);
            Assert.Equal("*", allowed.Headers.GetValues("Access-Control-Allow-Origin").Single());
            foreach (var header in new[] { "authorization", "content-type", "idempotency-key" })
                Assert.Contains(header, string.Join(',', allowed.Headers.GetValues("Access-Control-Allow-Headers")), StringComparison.OrdinalIgnoreCase);
            foreach (var method in new[] { "GET", "POST", "PUT", "PATCH", "DELETE" })
                Assert.Contains(method, string.Join(',', allowed.Headers.GetValues("Access-Control-Allow-Methods")), StringComparison.Ordinal);
        }

        foreach (var header in new[] { "Link", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset", "X-Request-Id", "Mastodon-Async-Refresh" })
            Assert.Contains(header, (await server.Nobody.Get("/api/v1/statuses/1")).Header("Access-Control-Expose-Headers")!, StringComparison.Ordinal);
        var account = await server.Bob.Get("/api/v1/accounts/verify_credentials");
        using var picture = await server.Server.Http.GetAsync(account["avatar"].GetString());
        Assert.Equal((HttpStatusCode.OK, "*"), (picture.StatusCode, picture.Headers.GetValues("Access-Control-Allow-Origin").Single()));
    }

    [Fact]
    public async Task No_12_limits_are_told_all_three_and_the_date_with_them()
    {
        var answer = await server.Bob.Get("/api/v1/timelines/home");
        Assert.True(int.Parse(answer.Header("X-RateLimit-Limit")!, CultureInfo.InvariantCulture) >= int.Parse(answer.Header("X-RateLimit-Remaining")!, CultureInfo.InvariantCulture));
        Assert.Matches(Time(), answer.Header("X-RateLimit-Reset"));
        Assert.NotNull(answer.Header("Date"));
    }

    [Fact]
    public async Task No_13_the_version_begins_as_mastodons_does_and_promises_nothing_that_is_missing()
    {
        var (first, second) = (await server.Nobody.Get("/api/v1/instance"), await server.Nobody.Get("/api/v2/instance"));
        var version = first["version"].GetString()!;
        Assert.Equal(version, second["version"].GetString());
        Assert.Matches(@"^\d+\.\d+\.\d+\+", version);

        // Which promises that are is held in EndpointTableTests.
        Assert.Equal(Promises.Kept.Version, version.Split('+')[0]);
        Assert.Equal(Promises.Kept.ApiVersion, second["api_versions"].GetProperty("mastodon").GetInt32());
        Assert.StartsWith("ws://", first["urls"].GetProperty("streaming_api").GetString(), StringComparison.Ordinal);
        Assert.Equal(first["urls"].GetProperty("streaming_api").GetString(), second["configuration"].GetProperty("urls").GetProperty("streaming").GetString());
        Assert.Equal(500, first["configuration"].GetProperty("statuses").GetProperty("max_characters").GetInt32());
        foreach (var link in (await server.Nobody.Get("/.well-known/nodeinfo"))["links"].EnumerateArray())
        {
            var nodeinfo = await server.Nobody.Get(new Uri(link.GetProperty("href").GetString()!).AbsolutePath);
            Assert.Equal("antiphon", nodeinfo["software"].GetProperty("name").GetString());
            Assert.Equal("mastodon", nodeinfo["metadata"].GetProperty("upstream").GetProperty("name").GetString());
            Assert.EndsWith(nodeinfo["version"].GetString()!, link.GetProperty("rel").GetString(), StringComparison.Ordinal);
        }

        var hostMeta = await server.Server.Http.GetStringAsync("/.well-known/host-meta");
        Assert.Contains($"template=\"{server.Server.Url}/.well-known/webfinger?resource={{uri}}\"", hostMeta, StringComparison.Ordinal);
        Assert.Equal("OK", await server.Server.Http.GetStringAsync("/health"));
    }

    [Theory]
    [InlineData("/api/v1/filters")]
    [InlineData("/api/v2/filters")]
    [InlineData("/api/v1/lists")]
    [InlineData("/api/v1/announcements")]
    [InlineData("/api/v1/followed_tags?limit=200")]
    [InlineData("/api/v1/custom_emojis")]
    [InlineData("/api/v1/trends/tags")]
    [InlineData("/api/v1/trends/statuses")]
    [InlineData("/api/v1/trends/links")]
    [InlineData("/api/v1/instance/peers")]
    [InlineData("/api/v1/instance/rules")]
    [InlineData("/api/v1/scheduled_statuses")]
    [InlineData("/api/v1/endorsements")]
    [InlineData("/api/v1/featured_tags")]
    [InlineData("/api/v1/domain_blocks")]
    [InlineData("/api/v1/accounts/1/featured_tags")]
    [InlineData("/api/v1/accounts/1/lists")]
    public async Task No_14_what_apps_ask_for_at_their_start_and_nobody_can_have_here_is_an_empty_list(string path) =>
        Assert.Equal("[]", (await server.Bob.Get(path)).Body);

    [Fact]
    public async Task No_14_suggestions_are_a_list_of_whoever_wants_to_be_found_and_never_oneself()
    {
        var own = (await server.Bob.Get("/api/v1/accounts/verify_credentials"))["id"].GetString();
        using var found = System.Text.Json.JsonDocument.Parse((await server.Bob.Get("/api/v2/suggestions")).Body);
        Assert.DoesNotContain(own, found.RootElement.EnumerateArray().Select(static one => one.GetProperty("account").GetProperty("id").GetString()));
    }

    [Fact]
    public async Task No_15_a_dead_token_and_a_missing_record_are_said_in_the_words_that_apps_know()
    {
        var dead = new ApiClient(server.Server.Http, "no-such-token");
        var refused = await dead.Get("/api/v1/timelines/home");
        Assert.Equal((HttpStatusCode.Unauthorized, "The access token is invalid"), (refused.Status, refused["error"].GetString()));
        Assert.Equal(HttpStatusCode.OK, (await dead.Get("/api/v1/timelines/public")).Status);
        foreach (var path in new[] { "/api/v1/statuses/1", "/api/v1/push/subscription", "/api/v1/accounts/999999", "/api/v1/media/1" })
        {
            var missing = await server.Bob.Get(path);
            Assert.Equal((HttpStatusCode.NotFound, "Record not found"), (missing.Status, missing["error"].GetString()));
        }
    }

    [Fact]
    public async Task No_16_a_post_without_body_and_type_is_taken()
    {
        var said = await server.Ada.Say("to be liked");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/statuses/{said.Id}/favourite") { Content = new ByteArrayContent([]) };
        Assert.Null(request.Content.Headers.ContentType);
        Assert.Equal(HttpStatusCode.OK, (await server.Bob.Send(HttpMethod.Post, $"/api/v1/statuses/{said.Id}/favourite", new ByteArrayContent([]))).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.Bob.Post($"/api/v1/statuses/{said.Id}/unfavourite")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await server.Bob.Post("/api/v1/statuses")).Status);
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")]
    private static partial Regex Time();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d$")]
    private static partial Regex Day();

    [GeneratedRegex("limit=")]
    private static partial Regex LimitOfNext();
}
