using System.Net;
using System.Text.Json;
using Antiphon.Moderation.Hosts;
using Antiphon.Moderation.Reports;
using Antiphon.People;
using Antiphon.People.Authority;
using Antiphon.People.Relations;
using Antiphon.Posts;
using Antiphon.Server.Tests.Harness;
using Xunit;

namespace Antiphon.Server.Tests.Moderation;

/// <summary>The administration over HTTP, by apps and by pages, and what a moderator's act does to every surface.</summary>
public sealed class AdministrationTests(AdministrationTests.Scene scene) : IClassFixture<AdministrationTests.Scene>
{
    private const string Marked = "unmistakable";

    [Fact]
    public async Task A_report_goes_from_a_member_to_a_moderator_and_back_as_a_warning()
    {
        var report = await Sent(scene.Ines, "POST", "/api/v1/reports", ("account_id", $"{scene.Piet.Id}"), ("status_ids[]", $"{scene.Said}"), ("category", "spam"), ("comment", "Kettles again"));
        Assert.Equal(("spam", false), (report.GetProperty("category").GetString(), report.GetProperty("action_taken").GetBoolean()));
        Assert.Equal($"{scene.Said}", report.GetProperty("status_ids")[0].GetString());
        var id = report.GetProperty("id").GetString();
        Assert.Equal(id, (await Sent(scene.Ines, "GET", "/api/v1/reports"))[0].GetProperty("id").GetString());

        Assert.Equal(id, (await Sent(scene.Mira, "GET", "/api/v1/admin/reports"))[0].GetProperty("id").GetString());
        var full = await Sent(scene.Mira, "POST", $"/api/v1/admin/reports/{id}/assign_to_self");
        Assert.Equal(("mira", "piet", "ines"), (Name(full, "assigned_account"), Name(full, "target_account"), Name(full, "account")));
        Assert.Equal($"{scene.Said}", full.GetProperty("statuses")[0].GetProperty("id").GetString());
        Assert.Equal("other", (await Sent(scene.Mira, "PUT", $"/api/v1/admin/reports/{id}", ("category", "other"))).GetProperty("category").GetString());
        Assert.Equal(JsonValueKind.Null, (await Sent(scene.Mira, "POST", $"/api/v1/admin/reports/{id}/unassign")).GetProperty("assigned_account").ValueKind);
        Assert.True((await Sent(scene.Mira, "POST", $"/api/v1/admin/reports/{id}/resolve")).GetProperty("action_taken").GetBoolean());
        Assert.False((await Sent(scene.Mira, "POST", $"/api/v1/admin/reports/{id}/reopen")).GetProperty("action_taken").GetBoolean());

        await Sent(scene.Mira, "POST", $"/api/v1/admin/accounts/{scene.Piet.Id}/action", ("type", "none"), ("report_id", id!), ("text", "Please stop."));

        var told = (await Sent(scene.PietApp, "GET", "/api/v1/notifications?types[]=moderation_warning"))[0];
        Assert.Equal(("none", "Please stop."), (told.GetProperty("moderation_warning").GetProperty("action").GetString(), told.GetProperty("moderation_warning").GetProperty("text").GetString()));
        Assert.True((await Sent(scene.Mira, "GET", $"/api/v1/admin/reports/{id}")).GetProperty("action_taken").GetBoolean());
        Assert.Equal(id, (await Sent(scene.Mira, "GET", "/api/v1/notifications?types[]=admin.report"))[0].GetProperty("report").GetProperty("id").GetString());
    }

    /// <summary>Every address of the administration, tried by a member with every scope and by a moderator whose token says nothing of the administration.</summary>
    [Fact]
    public async Task Nobody_administers_without_the_role_and_the_scope()
    {
        var tried = 0;
        foreach (var route in scene.House.Routes.Where(static route => route.RoutePattern.RawText!.StartsWith("/api/v1/admin/", StringComparison.Ordinal) || route.RoutePattern.RawText.StartsWith("/api/v2/admin/", StringComparison.Ordinal)))
        {
            var path = route.RoutePattern.RawText!.Replace("{id}", $"{scene.Piet.Id}", StringComparison.Ordinal);
            var method = route.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.HttpMethodMetadata>()!.HttpMethods[0];
            foreach (var (who, client) in new[] { ("a member", scene.Ines), ("a moderator's ordinary app", scene.MiraPlain), ("nobody", scene.House.Http) })
            {
                using var answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), TestContext.Current.CancellationToken);
                Assert.True(answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized, $"{who}: {method} {path} → {answer.StatusCode}");
                tried++;
            }
        }

        Assert.True(tried > 100, $"only {tried} tried");
    }

    [Fact]
    public async Task Accounts_are_found_by_what_holds_for_them_and_page_both_ways()
    {
        var first = await scene.Owner.GetAsync("/api/v2/admin/accounts?origin=local&limit=2", TestContext.Current.CancellationToken);
        var two = JsonDocument.Parse(await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal(2, two.GetArrayLength());
        Assert.Contains("rel=\"next\"", first.Headers.GetValues("Link").Single(), StringComparison.Ordinal);
        var fay = scene.House.Get<Accounts>().Named("fay")!;
        Assert.Equal("fay@example.org", (await Sent(scene.Owner, "GET", $"/api/v1/admin/accounts/{fay.Id}")).GetProperty("email").GetString());
        Assert.Equal(JsonValueKind.Null, (await Sent(scene.Mira, "GET", $"/api/v1/admin/accounts/{fay.Id}")).GetProperty("email").ValueKind);
        foreach (var (act, flag, undo) in new[] { ("sensitive", "sensitized", "unsensitive"), ("disable", "disabled", "enable"), ("silence", "silenced", "unsilence"), ("suspend", "suspended", "unsuspend") })
        {
            await Sent(scene.Mira, "POST", $"/api/v1/admin/accounts/{fay.Id}/action", ("type", act));
            Assert.True((await Sent(scene.Mira, "GET", $"/api/v1/admin/accounts/{fay.Id}")).GetProperty(flag).GetBoolean());
            Assert.Equal("fay", (await Sent(scene.Mira, "GET", $"/api/v1/admin/accounts?{flag}=true"))[0].GetProperty("username").GetString());
            Assert.Equal("fay", (await Sent(scene.Mira, "GET", $"/api/v2/admin/accounts?status={flag}"))[0].GetProperty("username").GetString());
            Assert.False((await Sent(scene.Mira, "POST", $"/api/v1/admin/accounts/{fay.Id}/{undo}")).GetProperty(flag).GetBoolean());
        }
    }

    [Fact]
    public async Task Servers_and_addresses_are_blocked_allowed_and_let_in_again()
    {
        var block = await Sent(scene.Owner, "POST", "/api/v1/admin/domain_blocks", ("domain", "Evil.Example"), ("severity", "suspend"), ("public_comment", "Spam, mostly"));
        Assert.Equal(("evil.example", "suspend"), (block.GetProperty("domain").GetString(), block.GetProperty("severity").GetString()));
        Assert.True(scene.House.Get<HostRules>().Of("sub.evil.example").Suspended);
        var path = $"/api/v1/admin/domain_blocks/{block.GetProperty("id").GetString()}";
        Assert.Equal("silence", (await Sent(scene.Owner, "PUT", path, ("severity", "silence"))).GetProperty("severity").GetString());
        using var csv = await scene.OwnerBrowser.GetAsync("/admin/servers.csv", TestContext.Current.CancellationToken);
        Assert.Equal(
            "#domain,#severity,#reject_media,#reject_reports,#public_comment,#obfuscate\nevil.example,silence,false,false,\"Spam, mostly\",false\n",
            await csv.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        await Sent(scene.Owner, "DELETE", path);
        Assert.False(scene.House.Get<HostRules>().Of("evil.example").Suspended);
        foreach (var (list, field, value) in new[] { ("domain_allows", "domain", "friends.example"), ("email_domain_blocks", "domain", "mail.example"), ("canonical_email_blocks", "email", "x@example.org") })
        {
            var id = (await Sent(scene.Owner, "POST", $"/api/v1/admin/{list}", (field, value))).GetProperty("id").GetString();
            Assert.Equal(id, (await Sent(scene.Owner, "GET", $"/api/v1/admin/{list}"))[0].GetProperty("id").GetString());
            Assert.Equal(id, (await Sent(scene.Owner, "GET", $"/api/v1/admin/{list}/{id}")).GetProperty("id").GetString());
            await Sent(scene.Owner, "DELETE", $"/api/v1/admin/{list}/{id}");
            Assert.Equal(0, (await Sent(scene.Owner, "GET", $"/api/v1/admin/{list}")).GetArrayLength());
        }
    }

    /// <summary>Before the act, each surface shows the post: that is its twin. After it none does, and after it is taken back all do again.</summary>
    [Theory]
    [InlineData("limit")]
    [InlineData("suspend")]
    public async Task What_is_done_to_an_account_holds_on_every_surface_at_once(string act)
    {
        var author = await scene.House.Member("tea_" + act);
        await scene.House.Get<Follow>().Run(scene.Follower.Id, author.Id);
        var question = await scene.House.Post(scene.Follower, new Draft("Who has a kettle?"));
        var post = await scene.House.Post(author, new Draft($"@ines a sentence {Marked}{act} #kettles{act}", ReplyTo: question.Id));
        var free = await scene.House.Post(author, new Draft($"Another {Marked}{act} #kettles{act}"));
        await scene.House.Get<React>().Add(scene.House.Get<Accounts>().Find(scene.InesAccount.Id)!, free.Id, ReactionKind.Bookmark);
        (string Path, bool Listed)[] surfaces =
        [
            ("/api/v1/timelines/public?limit=40", true), ("/api/v1/timelines/public?local=true", true), ($"/api/v1/timelines/tag/kettles{act}", true), ($"/api/v2/search?type=statuses&q={Marked}{act}", true), ("/local", false), ($"/tags/kettles{act}", true),
            ($"/api/v1/statuses/{free.Id}", false), ($"/api/v1/statuses/{question.Id}/context", false), ($"/api/v1/accounts/{author.Id}/statuses", false), ("/api/v1/bookmarks", false),
            ("/api/v1/notifications", false), ($"/@{author.Username}", false), ($"/@{author.Username}/{free.Id}", false),
        ];
        async Task<string> Shown(bool home = false)
        {
            var seen = new List<string>();
            foreach (var (path, _) in home ? [("/api/v1/timelines/home", false)] : surfaces)
            {
                var client = home ? scene.FollowerApp : path.StartsWith("/api", StringComparison.Ordinal) ? scene.Ines : scene.InesBrowser;
                using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
                if ((await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains(Marked + act, StringComparison.Ordinal)) seen.Add(path);
            }

            return string.Join('\n', seen);
        }

        var all = await Shown();
        Assert.Equal(string.Join('\n', surfaces.Select(static one => one.Path)), all);
        Assert.NotEqual(string.Empty, await Shown(home: true));

        if (act == "suspend") Assert.True((await scene.House.Get<SuspendAccount>().Run(0, author.Id, "A test.")).Ok);
        else Assert.True((await scene.House.Get<LimitAccount>().Run(0, author.Id, "A test.")).Ok);

        var left = await Shown();
        if (act == "suspend") Assert.Equal(string.Empty, left);
        else Assert.Equal(string.Empty, string.Join('\n', left.Split('\n').Intersect(surfaces.Where(static one => one.Listed || one.Path == "/local").Select(static one => one.Path))));
        Assert.Equal(act == "limit", (await Shown(home: true)).Length > 0);
        Assert.True((await scene.House.Get<RestoreAccount>().Run(0, author.Id, string.Empty)).Ok);
        Assert.Equal(all, await Shown());
        Assert.NotNull(post);
    }

    [Fact]
    public async Task A_moderator_who_is_reported_is_not_told_that_they_are_nor_by_whom()
    {
        var mira = long.Parse((await Sent(scene.Mira, "GET", "/api/v1/accounts/verify_credentials")).GetProperty("id").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
        var made = (await scene.House.Get<ReportSomebody>().Run(scene.House.Get<Viewers>().For(scene.InesAccount.Id), new ReportDraft(mira, [], Comment: "About the moderator"))).Value;
        Assert.Contains((await Sent(scene.Owner, "GET", "/api/v1/admin/reports")).EnumerateArray(), one => one.GetProperty("id").GetString() == $"{made.Id}");
        Assert.DoesNotContain((await Sent(scene.Mira, "GET", "/api/v1/admin/reports")).EnumerateArray(), one => one.GetProperty("id").GetString() == $"{made.Id}");
        Assert.DoesNotContain((await Sent(scene.Mira, "GET", $"/api/v1/admin/reports?target_account_id={mira}")).EnumerateArray(), static _ => true);
        foreach (var (method, deed) in new[] { ("GET", ""), ("PUT", ""), ("POST", "/resolve"), ("POST", "/reopen"), ("POST", "/assign_to_self"), ("POST", "/unassign") })
        {
            var answers = new List<(HttpStatusCode, string)>();
            foreach (var id in new[] { made.Id, 1 })
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), $"/api/v1/admin/reports/{id}{deed}");
                using var answer = await scene.Mira.SendAsync(request, TestContext.Current.CancellationToken);
                answers.Add((answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
            }

            Assert.Equal((HttpStatusCode.NotFound, answers[1].Item2), answers[0]);
        }

        using var page = await scene.MiraBrowser.GetAsync($"/admin/reports/{made.Id}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.DoesNotContain("About the moderator", await scene.MiraBrowser.GetStringAsync("/admin/reports", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strangers_report_on_the_page_and_moderators_act_on_theirs()
    {
        using var stranger = scene.House.Client();
        stranger.DefaultRequestHeaders.Add("Origin", scene.House.Url);
        stranger.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        using var asked = await stranger.PostAsync($"/report?post={scene.Said}", new FormUrlEncodedContent([KeyValuePair.Create("Category", "Spam"), KeyValuePair.Create("Comment", "Seen from outside")]), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        var report = scene.House.Get<Reports>().Page(Paging.Newest(50), new ReportFilter(Resolved: null)).Single(static one => one.Comment == "Seen from outside");
        Assert.Null(report.By);
        using var hidden = await stranger.GetAsync($"/report?post={scene.Private}", TestContext.Current.CancellationToken);
        using var absent = await stranger.GetAsync("/report?post=1", TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (hidden.StatusCode, absent.StatusCode));

        foreach (var path in new[] { "/admin/reports", $"/admin/reports/{report.Id}" })
            Assert.Contains("Seen from outside", await scene.MiraBrowser.GetStringAsync(path, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var done = await scene.MiraBrowser.PostAsync(
            $"/admin/reports/{report.Id}?handler=act", new FormUrlEncodedContent([KeyValuePair.Create("Act", "Warn"), KeyValuePair.Create("Text", "No kettles, please.")]), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        Assert.Contains("No kettles, please.", await scene.PietBrowser.GetStringAsync("/settings/warnings", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("/settings/warnings", await scene.PietBrowser.GetStringAsync("/notifications", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Empty(scene.House.Errors);
    }

    private static string? Name(JsonElement json, string account) => json.GetProperty(account).GetProperty("username").GetString();

    private static async Task<JsonElement> Sent(HttpClient client, string method, string path, params (string Name, string Value)[] form)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method is "POST" or "PUT") request.Content = new FormUrlEncodedContent(form.Select(static field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{method} {path} → {answer.StatusCode} {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    /// <summary>Ines reports Piet, Mira moderates.</summary>
    public sealed class Scene : IAsyncLifetime
    {
        private const string Everything = "read write follow push admin:read admin:write";

        private readonly List<HttpClient> clients = [];

        public OpenHouse House { get; private set; } = null!;

        public Account Piet { get; private set; } = null!;

        public Account InesAccount { get; private set; } = null!;

        public Account Follower { get; private set; } = null!;

        public long Said { get; private set; }

        public long Private { get; private set; }

        public HttpClient Ines { get; private set; } = null!;

        public HttpClient InesBrowser { get; private set; } = null!;

        public HttpClient PietApp { get; private set; } = null!;

        public HttpClient PietBrowser { get; private set; } = null!;

        public HttpClient FollowerApp { get; private set; } = null!;

        public HttpClient Mira { get; private set; } = null!;

        public HttpClient MiraPlain { get; private set; } = null!;

        public HttpClient MiraBrowser { get; private set; } = null!;

        public HttpClient Owner { get; private set; } = null!;

        public HttpClient OwnerBrowser { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            House = await OpenHouse.Start(("--limits-secrets", "100000"));
            var (owner, mira) = (await House.Member("olga", Role.Owner), await House.Member("mira", Role.Moderator));
            (InesAccount, Piet, Follower) = (await House.Member("ines"), await House.Member("piet"), await House.Member("frieda"));
            await House.Member("fay");
            Said = (await House.Post(Piet, new Draft("Buy kettles"))).Id;
            Private = (await House.Post(Piet, new Draft("For followers", Visibility.Followers))).Id;
            (Ines, PietApp, FollowerApp) = (await House.App(InesAccount, Everything), await House.App(Piet), await House.App(Follower));
            (Mira, MiraPlain, Owner) = (await House.App(mira, Everything), await House.App(mira), await House.App(owner, Everything));
            (InesBrowser, PietBrowser, MiraBrowser, OwnerBrowser) = (await House.Browser(InesAccount), await House.Browser(Piet), await House.Browser(mira), await House.Browser(owner));
            clients.AddRange([Ines, InesBrowser, PietApp, PietBrowser, FollowerApp, Mira, MiraPlain, MiraBrowser, Owner, OwnerBrowser]);
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var client in clients) client.Dispose();
            await House.DisposeAsync();
        }
    }
}
