using System.Text;
using System.Text.RegularExpressions;
using Antiphon.Access;
using Antiphon.Calls;
using Antiphon.Filters;
using Antiphon.Http;
using Antiphon.Media;
using Antiphon.People;
using Antiphon.People.Joining;
using Antiphon.People.Lists;
using Antiphon.People.Profiles;
using Antiphon.People.Relations;
using Antiphon.People.Tags;
using Antiphon.Posts;
using Antiphon.Posts.Polls;
using Antiphon.Posts.Scheduling;
using Antiphon.Server.Tests.Harness;
using Microsoft.AspNetCore.Routing;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Antiphon.Server.Tests.Security;

/// <summary>
/// Ids of things that are another's, in every route and field that takes one: the answer is that for an id which nothing has, and nothing changes.
/// </summary>
public sealed partial class OthersThingsTests(OthersThingsTests.Scene scene) : IClassFixture<OthersThingsTests.Scene>
{
    [Fact]
    public async Task An_id_of_another_s_is_answered_like_one_that_nothing_has_and_changes_nothing()
    {
        var different = new StringBuilder();
        foreach (var (what, method, path, fields, id) in scene.Attempts())
        {
            var absent = id + 1_000_001;
            var first = await scene.Answer(method, path, fields, id);
            var second = await scene.Answer(method, path, fields, absent);
            if (first != second) different.AppendLine($"{what}: {method} {path}\n{first}\n{second}");
            if (scene.Rows() != scene.Before) Assert.Fail($"{what}: {method} {path} changed something:\n{Difference(scene.Before, scene.Rows())}");
        }

        Assert.True(different.Length == 0, different.ToString());
    }

    /// <summary>The positive twin: whose it is may do it, by the same requests.</summary>
    [Fact]
    public async Task Whose_it_is_may_do_it()
    {
        var own = await OthersThingsTests.Scene.Open();
        try
        {
            foreach (var (what, method, path, fields, id) in own.Attempts())
            {
                var answer = await own.Answer(method, path, fields, id, asOwner: true);
                Assert.True(answer[0] is '2' or '3', $"{what}: {method} {path}\n{answer}");
            }
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    /// <summary>A new route that takes an id has to be thought about: what of another's could it name?</summary>
    [Fact]
    public void Every_route_that_takes_an_id_of_a_thing_is_among_the_attempts()
    {
        var tried = scene.Attempts().Select(static one => one.Path.Split('?')[0].Replace("§", "{id}", StringComparison.Ordinal)).ToHashSet();
        var routes = scene.House.Routes.Select(static route => "/" + route.RoutePattern.RawText!.TrimStart('/')).Where(static route => route.Contains("{id", StringComparison.Ordinal))
            .Select(static route => Constraint().Replace(route, "{id}")).Where(static route => !OfAll().IsMatch(route)).Distinct();
        Assert.Equal([], routes.Except(tried));
    }

    private static string Difference(string before, string after) =>
        string.Join('\n', after.Split('\n').Except(before.Split('\n')).Select(static line => "+ " + line).Concat(before.Split('\n').Except(after.Split('\n')).Select(static line => "- " + line)).Take(20));

    [GeneratedRegex(@"\{id[^}]*\}")]
    private static partial Regex Constraint();

    /// <summary>
    /// Routes about people, and about posts that everybody may read: what may be done to those is <see cref="WhoSeesWhatTests"/>'s affair; and of the administration, which the table of routes keeps to its ranks. Follow requests and suggestions name the other person; announcements are everybody's.
    /// </summary>
    [GeneratedRegex(@"^/(admin/|api/v1/admin/|api/v1/accounts|people|api/v1/follow_requests|api/v1/suggestions|api/v1/announcements|api/v1/statuses/\{id\}/|@|posts/\{id\}/(history|\{deed|\{which))")]
    private static partial Regex OfAll();

    /// <summary>Ines has one of each thing; Piet tries.</summary>
    public sealed class Scene : IAsyncLifetime
    {
        private static readonly byte[] Pixel = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

        private readonly List<HttpClient> clients = [];
        private (HttpClient Browser, HttpClient App) owner, other;
        private long picture, spare, used, post, plain, poll, later, notification, session, app, invite, filter, keyword, second, filtered, conversation, asked, another, list, featured;

        public OpenHouse House { get; private set; } = null!;

        public string Before { get; private set; } = "";

        public static async Task<Scene> Open()
        {
            var scene = new Scene();
            await scene.InitializeAsync();
            return scene;
        }

        public async ValueTask InitializeAsync()
        {
            House = await OpenHouse.Start(("--limits-secrets", "100000"));
            var (ines, piet, fay) = (await House.Member("ines", Role.Moderator), await House.Member("piet"), await House.Member("fay"));
            owner = (await House.Browser(ines), await House.App(ines));
            other = (await House.Browser(piet), await House.App(piet));
            clients.AddRange([owner.Browser, owner.App, other.Browser, other.App]);
            picture = (await House.Get<UploadPicture>().Run(ines.Id, Pixel)).Value.Id;
            spare = (await House.Get<UploadPicture>().Run(ines.Id, Pixel)).Value.Id;
            used = (await House.Get<UploadPicture>().Run(ines.Id, Pixel)).Value.Id;
            post = (await House.Post(ines, new Draft("With a picture", Media: [used]))).Id;
            plain = (await House.Post(ines, new Draft("Without", Visibility.Followers))).Id;
            poll = (await House.Post(fay, new Draft("@ines tea?", Visibility.Direct, Poll: new PollDraft(["yes", "no"], 3_600)))).Id;
            later = (await House.Get<SchedulePost>().Add(ines, new Draft("Later"), DateTimeOffset.UtcNow.AddDays(1).ToUnixTimeMilliseconds())).Value.Id;
            await House.Post(fay, new Draft("@ines good luck"));
            Assert.True((await House.Get<OpenCall>().Open(fay, new CallDraft("If you ever waited a year, answer me too", ["me too"], ["WaitedAYear"], "a-call"))).Ok);
            var registered = await House.Get<RegisterApp>().Run("An app", [App.OutOfBand], "read write", null);
            app = registered.Value.App.Id;
            await House.Get<IssueToken>().ForMember(registered.Value.App, ines.Id, ScopeSet.Parse("read").Value);
            await House.Browser(ines);
            invite = (await House.Get<Invites>().Make(House.Get<Viewers>().For(ines.Id), 5, TimeSpan.FromDays(1))).Value.Id;
            list = (await House.Get<MakeList>().Run(ines.Id, "Near")).Value.Id;
            featured = (await House.Get<FeaturedTags>().Add(ines.Id, "WorkedIll")).Value.Id;
            Assert.True((await House.Get<ChangeProfile>().Run(ines.Id, new ProfileChange(Locked: true))).Ok);
            Assert.True((await House.Get<Follow>().Run(fay.Id, ines.Id)).Ok);
            notification = One("SELECT min(id) FROM notifications WHERE account = " + ines.Id);
            await House.Post(fay, new Draft("@ines a word", Visibility.Direct));
            await House.Post(await House.Member("gus"), new Draft("@ines a word", Visibility.Direct));
            conversation = One("SELECT min(id) FROM conversations WHERE account = " + ines.Id);
            (asked, another) = (One("SELECT min(id) FROM notification_requests WHERE account = " + ines.Id), One("SELECT max(id) FROM notification_requests WHERE account = " + ines.Id));
            var made = (await House.Get<SaveFilter>().Make(ines.Id, new FilterDraft("Rain", FilterContexts.Home, Keywords: [new KeywordDraft(null, "rain"), new KeywordDraft(null, "drizzle")]))).Value;
            (filter, keyword, second) = (made.Id, made.Keywords[0].Id, made.Keywords[1].Id);
            filtered = (await House.Get<FilterParts>().AddPost(ines.Id, filter, post)).Value.Id;
            session = One("SELECT max(id) FROM sessions WHERE account = " + ines.Id);

            // The first use of a token and a session is noted, once a day.
            foreach (var client in clients)
            {
                using var first = await client.GetAsync("/api/v1/preferences", TestContext.Current.CancellationToken);
                using var second = await client.GetAsync("/settings/sessions", TestContext.Current.CancellationToken);
            }

            Before = Rows();
            for (var until = DateTime.UtcNow.AddSeconds(10); DateTime.UtcNow < until; Before = Rows())
            {
                await Task.Delay(100);
                if (Rows() == Before) break;
            }
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var client in clients) client.Dispose();
            await House.DisposeAsync();
        }

        /// <summary>Each thing, by each way to name it. "§" in a path or field stands for the id.</summary>
        public IEnumerable<(string What, string Method, string Path, (string Name, string Value)[] Fields, long Id)> Attempts()
        {
            yield return ("a picture that waits, looked at", "GET", "/api/v1/media/§", [], picture);
            yield return ("a picture that waits, described", "PUT", "/api/v1/media/§", [("description", "mine")], picture);
            yield return ("a poll for others", "GET", "/api/v1/polls/§", [], poll);
            yield return ("a vote in a poll for others", "POST", "/api/v1/polls/§/votes", [("choices[]", "0")], poll);
            yield return ("a post for later", "GET", "/api/v1/scheduled_statuses/§", [], later);
            yield return ("a post for later, put off", "PUT", "/api/v1/scheduled_statuses/§", [("scheduled_at", "2030-01-01T00:00:00Z")], later);
            yield return ("a post for later, taken back", "DELETE", "/api/v1/scheduled_statuses/§", [], later);
            yield return ("a picture that waits, deleted", "DELETE", "/api/v1/media/§", [], spare);
            yield return ("a notification", "GET", "/api/v1/notifications/§", [], notification);
            yield return ("a post, changed with its own picture", "PUT", "/api/v1/statuses/§", [("status", "mine"), ("media_ids[]", $"{used}")], post);
            yield return ("a post for followers, changed", "PUT", "/api/v1/statuses/§", [("status", "mine")], plain);
            yield return ("a post, to be changed on the page", "GET", "/write?edit=§", [], post);
            yield return ("a post, to be deleted on the page", "GET", "/posts/§/delete", [], post);
            yield return ("a picture that waits, posted", "POST", "/api/v1/statuses", [("status", "mine"), ("media_ids[]", "§")], picture);
            yield return ("a session", "POST", "/settings/sessions", [("id", "§")], session);
            yield return ("an invitation", "POST", "/settings/invites?handler=Withdraw", [("id", "§")], invite);
            yield return ("a post, named as one that carried a call", "POST", "/settings/carried", [("slug", "a-call"), ("post", "§"), ("deed", "agree")], post);
            yield return ("an app's access", "POST", "/settings/apps", [("app", "§")], app);
            yield return ("a conversation, read", "POST", "/api/v1/conversations/§/read", [], conversation);
            yield return ("a conversation, unread", "POST", "/api/v1/conversations/§/unread", [], conversation);
            yield return ("a conversation, deleted", "DELETE", "/api/v1/conversations/§", [], conversation);
            yield return ("a request to be heard", "GET", "/api/v1/notifications/requests/§", [], asked);
            yield return ("a request, accepted", "POST", "/api/v1/notifications/requests/§/accept", [], asked);
            yield return ("a request, dismissed", "POST", "/api/v1/notifications/requests/§/dismiss", [], another);
            yield return ("a filter", "GET", "/api/v2/filters/§", [], filter);
            yield return ("a filter's keywords", "GET", "/api/v2/filters/§/keywords", [], filter);
            yield return ("a filter's posts", "GET", "/api/v2/filters/§/statuses", [], filter);
            yield return ("a filter, changed", "PUT", "/api/v2/filters/§", [("title", "mine")], filter);
            yield return ("a filter, given a keyword", "POST", "/api/v2/filters/§/keywords", [("keyword", "mine")], filter);
            yield return ("a filter, given a post", "POST", "/api/v2/filters/§/statuses", [("status_id", $"{plain}")], filter);
            yield return ("a keyword", "GET", "/api/v2/filters/keywords/§", [], keyword);
            yield return ("a keyword, changed", "PUT", "/api/v2/filters/keywords/§", [("keyword", "mine")], keyword);
            yield return ("a keyword, as an old filter", "GET", "/api/v1/filters/§", [], keyword);
            yield return ("a keyword, changed as an old filter", "PUT", "/api/v1/filters/§", [("phrase", "mine")], keyword);
            yield return ("a keyword, taken out", "DELETE", "/api/v2/filters/keywords/§", [], second);
            yield return ("a filtered post", "GET", "/api/v2/filters/statuses/§", [], filtered);
            yield return ("a filtered post, taken out", "DELETE", "/api/v2/filters/statuses/§", [], filtered);
            yield return ("a keyword, taken out as an old filter", "DELETE", "/api/v1/filters/§", [], keyword);
            yield return ("a filter, deleted", "DELETE", "/api/v2/filters/§", [], filter);
            yield return ("a notification, dismissed", "POST", "/api/v1/notifications/§/dismiss", [], notification);
            yield return ("a list", "GET", "/api/v1/lists/§", [], list);
            yield return ("a list, renamed", "PUT", "/api/v1/lists/§", [("title", "mine")], list);
            yield return ("a list's people", "GET", "/api/v1/lists/§/accounts", [], list);
            yield return ("a list's posts", "GET", "/api/v1/timelines/list/§", [], list);
            yield return ("a list, with nobody taken off", "DELETE", "/api/v1/lists/§/accounts", [], list);
            yield return ("a list, deleted", "DELETE", "/api/v1/lists/§", [], list);
            yield return ("a hashtag of a profile, taken away", "DELETE", "/api/v1/featured_tags/§", [], featured);
            yield return ("a post, deleted on the page", "POST", "/posts/§/delete", [], plain);
            yield return ("a post, deleted", "DELETE", "/api/v1/statuses/§", [], post);
        }

        public async Task<string> Answer(string method, string path, (string Name, string Value)[] fields, long id, bool asOwner = false)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path.Replace("§", $"{id}", StringComparison.Ordinal));
            if (method is "POST" or "PUT") request.Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value == "§" ? $"{id}" : field.Value)));
            var (browser, api) = asOwner ? owner : other;
            using var answer = await (path.StartsWith("/api/", StringComparison.Ordinal) ? api : browser).SendAsync(request, TestContext.Current.CancellationToken);
            var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            return Regex.Replace($"{(int)answer.StatusCode} {answer.Headers.Location}\n{body}", $@"(?<!\w){id}(?!\w)", "§");
        }

        /// <summary>All rows of all tables, as text.</summary>
        public string Rows()
        {
            using var connection = new SqliteConnection($"Data Source={House.Database};Mode=ReadOnly;Pooling=False");
            connection.Open();
            var tables = new List<string>();
            using (var list = connection.CreateCommand())
            {
                list.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%search%' AND name NOT LIKE 'sqlite%' ORDER BY name";
                using var names = list.ExecuteReader();
                while (names.Read()) tables.Add(names.GetString(0));
            }

            var text = new StringBuilder();
            foreach (var table in tables)
            {
                using var all = connection.CreateCommand();
                all.CommandText = $"SELECT * FROM {table}";
                using var rows = all.ExecuteReader();
                while (rows.Read())
                {
                    text.Append(table);
                    for (var i = 0; i < rows.FieldCount; i++) text.Append('|').Append(rows.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : rows.GetValue(i));
                    text.Append('\n');
                }
            }

            return text.ToString();
        }

        private long One(string sql) => House.Get<Store.DataStore>().Read(read => read.Number(sql)) ?? throw new InvalidOperationException("There is none: " + sql);
    }
}
