using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Antiphon.Calls;
using Antiphon.Http;
using Antiphon.People;
using Antiphon.People.Relations;
using Antiphon.Posts;
using Antiphon.Server.Tests.Harness;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Xunit;

namespace Antiphon.Server.Tests.Security;

/// <summary>
/// Posts of each visibility, looked for by each kind of viewer through every route that can be read, as the server's own table of routes lists them. No route shows more
/// than the viewer may read, and the surfaces that people use show exactly what the table below says.
/// </summary>
public sealed partial class WhoSeesWhatTests(WhoSeesWhatTests.Scene scene) : IClassFixture<WhoSeesWhatTests.Scene>
{
    private const string All = "public unlisted followers direct";

    /// <summary>What each viewer may read at all.</summary>
    private static readonly Dictionary<string, string> Readable = new()
    {
        ["nobody"] = "public unlisted",
        ["stranger"] = "public unlisted",
        ["owner of the server"] = "public unlisted",
        ["follower"] = "public unlisted followers",
        ["once a follower"] = "public unlisted",
        ["mentioned"] = All,
        ["blocked"] = "",
        ["who mutes"] = "public unlisted",
        ["author"] = All,
    };

    /// <summary>What a viewer may read, in lists where unlisted posts do not stand.</summary>
    private static readonly Dictionary<string, string> Listed = new()
    {
        ["nobody"] = "public",
        ["stranger"] = "public",
        ["owner of the server"] = "public",
        ["follower"] = "public",
        ["once a follower"] = "public",
        ["mentioned"] = "public",
        ["blocked"] = "",
        ["who mutes"] = "",
        ["author"] = "public",
    };

    /// <summary>Under a question: who mutes somebody does not meet them in a conversation either.</summary>
    private static readonly Dictionary<string, string> InConversations = new(Readable) { ["who mutes"] = "" };

    private static readonly Dictionary<string, string> AtHome = new()
    {
        ["stranger"] = "",
        ["owner of the server"] = "",
        ["follower"] = "public unlisted followers",
        ["once a follower"] = "",
        ["blocked"] = "",
        ["who mutes"] = "",
        ["author"] = "public unlisted followers", // Direct ones are under "mentions": a home that is looked at in company should not show them.
    };

    private static readonly Dictionary<string, string> Kept = new()
    {
        ["stranger"] = "public unlisted",
        ["once a follower"] = "public unlisted",
        ["blocked"] = "",
    };

    /// <summary>The surfaces that people use, and who sees what there.</summary>
    private static readonly (string Route, Dictionary<string, string> Table)[] Surfaces =
    [
        ("/api/v1/statuses/{id}", Readable),
        ("/api/v1/statuses/{id}/history", Readable),
        ("/api/v1/statuses", Readable),
        ("/api/v1/accounts/{id}/statuses", Readable),
        ("/api/v1/statuses/{id}/context", InConversations),
        ("/@{name}/{id:long}", Readable),
        ("/api/v1/timelines/public", Listed),
        ("/api/v1/timelines/tag/{hashtag}", Listed),
        ("/api/v1/timelines/home", AtHome),
        ("/api/v1/bookmarks", Kept),
        ("/local", Listed),
        ("/public", Listed),
        ("/tags/{tag}", Listed),
        ("/calls/{slug}", Listed), // what is pinned to it
        ("/home", AtHome),
    ];

    [Fact]
    public async Task No_route_shows_anybody_more_than_they_may_read()
    {
        var (asked, shown) = (0, 0);
        var broken = new StringBuilder();
        foreach (var (route, path) in scene.Paths)
        {
            foreach (var (viewer, client) in scene.Viewers)
            {
                var seen = await scene.Seen(client, path);
                (asked, shown) = (asked + 1, shown + seen.Count);
                if (seen.Except(Split(Readable[viewer])).ToList() is { Count: > 0 } more) broken.AppendLine($"{route} shows {viewer} what is {string.Join(", ", more)}: {path}");
            }
        }

        Assert.True(broken.Length == 0, broken.ToString());
        Assert.True(asked > 500 && shown > 250, $"{asked} asked, {shown} shown");
        Assert.Empty(scene.House.Errors);
    }

    [Fact]
    public async Task Each_surface_shows_each_viewer_exactly_what_the_table_says()
    {
        var routes = scene.Paths.ToLookup(static one => one.Route, static one => one.Path);
        var different = new StringBuilder();
        foreach (var (route, table) in Surfaces)
        {
            Assert.True(routes[route].Any(), $"{route} is no route");
            foreach (var (viewer, wanted) in table)
            {
                var seen = new HashSet<string>();
                foreach (var path in routes[route]) seen.UnionWith(await scene.Seen(scene.Viewers[viewer], path));
                if (!seen.SetEquals(Split(wanted))) different.AppendLine($"{route} shows {viewer}: {string.Join(' ', seen.Order())}; the table says: {wanted}");
            }
        }

        Assert.True(different.Length == 0, different.ToString());
    }

    /// <summary>A post that one may not read and one that never was are the same answer, byte for byte, by every method of every route.</summary>
    [Fact]
    public async Task What_is_hidden_and_what_never_was_are_one_answer()
    {
        var hidden = scene.Posts["direct"].Id;
        var absent = hidden + 1;
        var compared = 0;
        var different = new StringBuilder();
        foreach (var route in scene.House.Routes.Where(static route => OfPosts().IsMatch(route.RoutePattern.RawText!)))
        {
            foreach (var method in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"])
            {
                foreach (var deed in route.RoutePattern.RawText!.Contains("{deed", StringComparison.Ordinal) ? Scene.Deeds : [""])
                {
                    foreach (var (viewer, client) in scene.Viewers.Where(static one => one.Key is "nobody" or "stranger" or "follower" or "blocked" or "owner of the server"))
                    {
                        var first = await scene.Answer(client, method, scene.Fill(route, hidden, deed), hidden);
                        var second = await scene.Answer(client, method, scene.Fill(route, absent, deed), absent);
                        compared++;
                        if (first != second) different.AppendLine($"{method} {route.RoutePattern.RawText} {deed} tells {viewer}:\n{first}\n{second}");
                        else if (first.StartsWith("200", StringComparison.Ordinal)) different.AppendLine($"{method} {route.RoutePattern.RawText} {deed} answers {viewer}:\n{first}");
                    }
                }
            }
        }

        foreach (var (viewer, client) in scene.Viewers.Where(static one => one.Key is "stranger" or "blocked"))
        {
            foreach (var field in new[] { "in_reply_to_id", "quoted_status_id" })
            {
                var first = await scene.Answer(client, "POST", "/api/v1/statuses", hidden, (field, $"{hidden}"), ("status", "me too"));
                var second = await scene.Answer(client, "POST", "/api/v1/statuses", absent, (field, $"{absent}"), ("status", "me too"));
                compared++;
                if (first != second || first.StartsWith('2')) different.AppendLine($"{field} tells {viewer}:\n{first}\n{second}");
            }

            foreach (var parameter in new[] { "reply", "quote", "edit" })
            {
                var first = await scene.Answer(client, "GET", $"/write?{parameter}={hidden}", hidden);
                var second = await scene.Answer(client, "GET", $"/write?{parameter}={absent}", absent);
                compared++;
                if (first != second) different.AppendLine($"/write?{parameter} tells {viewer}:\n{first}\n{second}");
            }
        }

        Assert.True(different.Length == 0, different.ToString());
        Assert.True(compared > 100, $"{compared} compared");

        // The positive twin: who may read it is answered.
        Assert.StartsWith("200", await scene.Answer(scene.Viewers["mentioned"], "GET", $"/api/v1/statuses/{hidden}", hidden), StringComparison.Ordinal);
    }

    private static string[] Split(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"^/(api/v1/statuses/\{id|posts/\{id|@\{name\}/\{id)")]
    private static partial Regex OfPosts();

    /// <summary>Ines writes; the others are the kinds of viewers.</summary>
    public sealed partial class Scene : IAsyncLifetime
    {
        public static readonly string[] Deeds = ["like", "unlike", "boost", "unboost", "keep", "unkeep", "pin", "unpin", "hush", "hear", "report", "nothing"];

        public OpenHouse House { get; private set; } = null!;

        /// <summary>The posts by visibility; each says a word that nothing else does.</summary>
        public Dictionary<string, PostCard> Posts { get; } = [];

        /// <summary>Each asks as a browser and, where the path is the API's, as an app.</summary>
        public Dictionary<string, (HttpClient Browser, HttpClient App)> Viewers { get; } = [];

        /// <summary>Everything that can be read, by the table of routes, with all values that lead to these posts.</summary>
        public List<(string Route, string Path)> Paths { get; } = [];

        private Account author = null!;

        public async ValueTask InitializeAsync()
        {
            House = await OpenHouse.Start(("--limits-secrets", "100000"));
            author = await House.Member("ines");
            var (owner, stranger, follower, once, mentioned, blocked, mutes) = (
                await House.Member("owner", Role.Owner), await House.Member("piet"), await House.Member("fay"), await House.Member("otto"), await House.Member("mara"), await House.Member("bob"), await House.Member("kees"));
            foreach (var one in new[] { follower, once }) Assert.True((await House.Get<Follow>().Run(one.Id, author.Id)).Ok);
            var call = await House.Post(stranger, new Draft("A question that all of them answer"));
            foreach (var visibility in Enum.GetValues<Visibility>())
            {
                var name = visibility.ToString().ToLowerInvariant();
                Posts[name] = await House.Post(author, new Draft($"@mara quietword zq{name}qz #WorkedIll", visibility));
                Assert.True((await House.Get<EditPost>().Write(author, Posts[name].Id, new Edit($"@mara quietword zq{name}qz #WorkedIll again"))).Ok);
                await House.Post(author, new Draft($"@mara quietword zq{name}qz under a question", visibility, call.Id));
            }

            var asked = await House.Get<OpenCall>().Open(stranger, new CallDraft("If you have ever gone to work ill, answer me too.", ["me too"], ["WorkedIll"], "worked-ill"));
            Assert.Null(asked.Refusal);
            foreach (var (name, post) in Posts) Assert.Equal(name == "public", (await House.Get<PinVoice>().Post(stranger, Role.Member, "worked-ill", post.Id)).Ok);
            foreach (var (account, name) in new[] { (once, "followers"), (once, "public"), (once, "unlisted"), (blocked, "public"), (blocked, "unlisted"), (stranger, "public"), (stranger, "unlisted") })
            {
                foreach (var kind in new[] { ReactionKind.Bookmark, ReactionKind.Like }) Assert.True((await House.Get<React>().Add(account, Posts[name].Id, kind)).Ok);
            }

            await House.Get<Unfollow>().Run(once.Id, author.Id);
            await House.Get<Block>().Run(author.Id, blocked.Id);
            await House.Get<Mute>().Run(mutes.Id, author.Id);
            Viewers["nobody"] = (House.Client(), House.Client());
            foreach (var (name, member) in new[] { ("owner of the server", owner), ("stranger", stranger), ("follower", follower), ("once a follower", once), ("mentioned", mentioned), ("blocked", blocked), ("who mutes", mutes), ("author", author) })
            {
                Viewers[name] = (await House.Browser(member), await House.App(member));
            }

            foreach (var route in House.Routes) AddPaths(route, call.Id);
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var (browser, app) in Viewers.Values)
            {
                browser.Dispose();
                app.Dispose();
            }

            await House.DisposeAsync();
        }

        /// <summary>Which of the posts an answer holds.</summary>
        public async Task<HashSet<string>> Seen((HttpClient Browser, HttpClient App) viewer, string path)
        {
            using var answer = await For(viewer, path).GetAsync(path, TestContext.Current.CancellationToken);
            if ((int)answer.StatusCode >= 500) Assert.Fail($"{path}: {answer.StatusCode} {string.Join('\n', House.Errors)}");
            var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            return [.. Words().Matches(body).Select(static match => match.Groups[1].Value)];
        }

        /// <summary>A whole answer as text, without what differs between any two: times, and the number asked for.</summary>
        public async Task<string> Answer((HttpClient Browser, HttpClient App) viewer, string method, string path, long number, params (string Name, string Value)[] fields)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            if (method is "POST" or "PUT") request.Content = new FormUrlEncodedContent(fields.Select(static field => KeyValuePair.Create(field.Name, field.Value)));
            using var answer = await For(viewer, path).SendAsync(request, TestContext.Current.CancellationToken);
            if ((int)answer.StatusCode >= 500) Assert.Fail($"{method} {path}: {answer.StatusCode} {string.Join('\n', House.Errors)}");
            var text = new StringBuilder().Append((int)answer.StatusCode).AppendLine();
            foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(static header => header.Key is not ("Date" or "X-Request-Id") && !header.Key.StartsWith("X-RateLimit", StringComparison.OrdinalIgnoreCase)))
            {
                text.Append(name).Append(": ").AppendJoin(',', values).AppendLine();
            }

            return text.Append(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ToString().Replace($"{number}", "N", StringComparison.Ordinal);
        }

        public string Fill(RouteEndpoint route, long post, string deed = "") => Fill(route.RoutePattern, new()
        {
            ["id"] = $"{post}",
            ["name"] = "ines",
            ["deed"] = deed,
        });

        private static HttpClient For((HttpClient Browser, HttpClient App) viewer, string path) => path.StartsWith("/api/", StringComparison.Ordinal) ? viewer.App : viewer.Browser;

        private static string Fill(RoutePattern pattern, Dictionary<string, string> values)
        {
            var path = new StringBuilder();
            foreach (var segment in pattern.PathSegments)
            {
                path.Append('/');
                foreach (var part in segment.Parts)
                {
                    path.Append(part switch
                    {
                        RoutePatternLiteralPart literal => literal.Content,
                        RoutePatternSeparatorPart separator => separator.Content,
                        RoutePatternParameterPart parameter => values.GetValueOrDefault(parameter.Name, parameter.IsOptional ? "" : "x"),
                        _ => "",
                    });
                }
            }

            return path.Length == 0 ? "/" : path.ToString().TrimEnd('/') is { Length: > 0 } trimmed ? trimmed : "/";
        }

        private void AddPaths(RouteEndpoint route, long call)
        {
            var raw = "/" + route.RoutePattern.RawText!.TrimStart('/');
            if (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == false) return;
            if (route.Metadata.GetMetadata<RouteRuleAttribute>()?.Rate is Rate.Streams || raw.EndsWith("/live", StringComparison.Ordinal)) return;
            var ids = raw.StartsWith("/api/v1/accounts", StringComparison.Ordinal) || raw.StartsWith("/people", StringComparison.Ordinal) ? [author.Id] : Posts.Values.Select(static post => post.Id).Append(call).Concat(Enumerable.Range(1, 8).Select(static i => (long)i));
            foreach (var id in raw.Contains("{id", StringComparison.Ordinal) ? ids : [0])
            {
                foreach (var tab in raw.Contains("{tab", StringComparison.Ordinal) ? new[] { "", "replies", "pictures", "answers", "all" } : [""])
                {
                    var path = Fill(route.RoutePattern, new() { ["id"] = $"{id}", ["name"] = "ines", ["hashtag"] = "WorkedIll", ["tag"] = "WorkedIll", ["tab"] = tab, ["slug"] = "worked-ill", ["which"] = "followers" });
                    Paths.Add((raw, path + Query(raw, call)));
                }
            }
        }

        private string Query(string raw, long call) => raw switch
        {
            "/api/v2/search" or "/search" or "/api/v1/accounts/search" => "?q=quietword",
            "/api/v1/statuses" => "?" + string.Join('&', Posts.Values.Select(static post => $"id[]={post.Id}")),
            "/write" => $"?reply={Posts["followers"].Id}&quote={Posts["direct"].Id}",
            _ when raw.StartsWith("/api/", StringComparison.Ordinal) => "?limit=40",
            _ => $"?ask={call}",
        };

        [GeneratedRegex("zq([a-z]+)qz")]
        private static partial Regex Words();
    }
}
