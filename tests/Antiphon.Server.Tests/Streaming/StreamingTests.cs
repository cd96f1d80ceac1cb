using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Xunit;

namespace Antiphon.Server.Tests.Streaming;

/// <summary>Streams as Mastodon's clients open and read them (mastodon-clients.md, gotchas 8 and 9).</summary>
public sealed class StreamingTests(StreamingServer house) : IClassFixture<StreamingServer>
{
    [Fact]
    public async Task One_socket_carries_many_streams_and_each_frame_says_exactly_which_one_it_is_of()
    {
        using var ana = await house.Person("ana");
        using var ben = await house.Person("ben");
        await ana.Follow(ben);
        await using var socket = await Socket.Open(house.Server, protocol: ana.Token);
        Assert.Equal(ana.Token, socket.SubProtocol);
        await socket.Subscribe("user");
        await socket.Subscribe("public:local");
        await socket.Subscribe("hashtag", "WorkedIll");

        var post = await ben.Write("Answer me #workedill");
        var heard = new[] { await socket.Next(), await socket.Next(), await socket.Next() };
        Assert.All(heard, one => Assert.Equal(("update", post), (one.Name, one.Id)));
        Assert.Equal(["hashtag/WorkedIll", "public:local", "user"], heard.Select(static one => one.Stream).Order());
        Assert.Equal("ben", heard[0].Json.GetProperty("account").GetProperty("acct").GetString());
        Assert.False(heard[0].Json.GetProperty("favourited").GetBoolean());
        Assert.Equal(JsonValueKind.Null, heard[0].Json.GetProperty("reblog").ValueKind);

        await socket.Unsubscribe("public:local");
        await socket.Say("""{"type":"unsubscribe","stream":"hashtag","tag":"WorkedIll"}""");
        await ben.Do(HttpMethod.Put, $"/api/v1/statuses/{post}", new { status = "Answer me, please #workedill" });
        var edited = await socket.Next("status.update", post);
        Assert.Equal("user", edited.Stream);
        Assert.Contains("please", edited.Json.GetProperty("content").GetString());
        Assert.NotEqual(JsonValueKind.Null, edited.Json.GetProperty("edited_at").ValueKind);

        await ben.Do(HttpMethod.Delete, $"/api/v1/statuses/{post}");
        var deleted = await socket.Next("delete", post);
        Assert.Equal(post, deleted.Payload);
    }

    [Theory]
    [InlineData("query")]
    [InlineData("header")]
    [InlineData("protocol")]
    public async Task A_socket_for_one_stream_takes_the_token_from_where_clients_put_it(string where)
    {
        using var cleo = await house.Person("cleo" + where);
        await using var socket = where switch
        {
            "query" => await Socket.Open(house.Server, query: $"?stream=user&access_token={cleo.Token}"),
            "header" => await Socket.Open(house.Server, query: "?stream=user", bearer: cleo.Token),
            _ => await Socket.Open(house.Server, cleo.Token, "/?stream=user"),
        };
        var post = await cleo.Write("A post of mine");
        Assert.Equal("user", (await socket.Next("update", post)).Stream);
    }

    [Fact]
    public async Task Events_come_line_by_line_and_deeds_are_told_to_whom_they_concern()
    {
        using var dora = await house.Person("dora");
        using var emil = await house.Person("emil");
        await using var mine = await Events.Open(house.Server, dora.Token, "user");
        await using var notifications = await Events.Open(house.Server, dora.Token, "user/notification");
        await using var tag = await Events.Open(house.Server, emil.Token, "hashtag?tag=Streik");

        var post = await dora.Write("A line with \u2028 and \"quotes\" \\ #streik");
        await mine.Next("update", post);
        Assert.Contains("\u2028", (await tag.Next("update", post)).Json.GetProperty("content").GetString());
        await emil.Post($"/api/v1/statuses/{post}/favourite");
        foreach (var stream in new[] { mine, notifications })
        {
            var told = await stream.Next();
            Assert.Equal("notification", told.Name);
            Assert.Equal(("favourite", "emil", post), (told.Json.GetProperty("type").GetString(), told.Json.GetProperty("account").GetProperty("acct").GetString(), told.Json.GetProperty("status").GetProperty("id").GetString()));
        }

        // What somebody else's app subscribed to under another name is the same tag.
        await using var folded = await Events.Open(house.Server, emil.Token, "hashtag/local?tag=%23STREIK");
        var second = await dora.Write("Again #Streik");
        await folded.Next("update", second);
    }

    [Fact]
    public async Task A_boost_shows_each_follower_their_own_marks_and_goes_when_it_is_taken_back()
    {
        using var fred = await house.Person("fred");
        using var gina = await house.Person("gina");
        using var hugo = await house.Person("hugo");
        foreach (var follower in new[] { gina, hugo }) await follower.Follow(fred);
        await using var liked = await Events.Open(house.Server, gina.Token, "user");
        await using var indifferent = await Events.Open(house.Server, hugo.Token, "user");
        using var ida = await house.Person("ida");
        var post = await ida.Write("Passed on by fred");
        await gina.Post($"/api/v1/statuses/{post}/favourite");
        var boost = (await fred.Post($"/api/v1/statuses/{post}/reblog")).GetProperty("id").GetString()!;
        foreach (var (stream, favourited) in new[] { (liked, true), (indifferent, false) })
        {
            var told = await stream.Next("update", boost);
            Assert.Equal((post, favourited), (told.Json.GetProperty("reblog").GetProperty("id").GetString(), told.Json.GetProperty("reblog").GetProperty("favourited").GetBoolean()));
        }

        await fred.Post($"/api/v1/statuses/{post}/unreblog");
        await liked.Next("delete", boost);
        await indifferent.Next("delete", boost);
    }

    /// <summary>Each of these writes something that must not be heard, and then something that must: what comes first is the second.</summary>
    [Fact]
    public async Task Nobody_hears_what_they_may_not_read_or_do_not_want_to()
    {
        using var jana = await house.Person("jana");
        using var kai = await house.Person("kai");
        using var lena = await house.Person("lena");
        await jana.Follow(kai);
        await using var home = await Events.Open(house.Server, jana.Token, "user");
        await using var open = await Events.Open(house.Server, jana.Token, "public");
        await using var direct = await Events.Open(house.Server, jana.Token, "direct");
        await using var stranger = await Events.Open(house.Server, lena.Token, "public");

        async Task Only(Func<Task> silent, Func<Task<string>> said, params Listening[] to)
        {
            await silent();
            var id = await said();
            foreach (var stream in to) await stream.Next("update", id);
        }

        // Somebody whom nobody here follows, for followers alone; a follower hears it and the public does not.
        await Only(async () => await lena.Write("For my followers", "private"), () => kai.Write("One"), home, open, stranger);
        var followers = await kai.Write("For my followers", "private");
        await home.Next("update", followers);
        await Only(async () => await kai.Write("Quietly", "unlisted"), () => kai.Write("Two"), open, stranger);
        await home.Next();
        await home.Next();

        // A stranger's direct post is a conversation: no post of the home timeline, and no notification but a request, by the usual policy.
        var letter = await lena.Write("@jana only you", "direct");
        var told = await direct.Next();
        Assert.Equal(("conversation", letter), (told.Name, told.Json.GetProperty("last_status").GetProperty("id").GetString()));
        Assert.Equal("lena", told.Json.GetProperty("accounts")[0].GetProperty("acct").GetString());

        // A reply to a stranger is half a conversation; a mute and a block silence both streams, the one who is blocked as well.
        var theirs = await lena.Write("By a stranger");
        await open.Next("update", theirs);
        await stranger.Next("update", theirs);
        await Only(async () => await kai.Write("@lena indeed", to: theirs), () => kai.Write("Three"), home, open, stranger);
        await jana.Post($"/api/v1/accounts/{lena.Id}/mute");
        await Only(async () => await lena.Write("Muted @jana"), () => kai.Write("Four"), home, open);
        await jana.Post($"/api/v1/accounts/{lena.Id}/unmute");
        await jana.Post($"/api/v1/accounts/{kai.Id}/block");
        await using var blocked = await Events.Open(house.Server, kai.Token, "public");
        await Only(async () => await jana.Write("Not for kai"), () => lena.Write("Five"), blocked);
        await open.Next();
        await open.Next();
        await Only(async () => await kai.Write("Not for jana"), () => lena.Write("Six"), open);
    }

    /// <summary>The same deeds by somebody who is suspended and by somebody who is not, with one and the same stream open all the while.</summary>
    [Fact]
    public async Task A_suspended_author_is_heard_in_no_open_stream_by_no_way_and_is_again_when_restored()
    {
        using var mona = await house.Person("monafollows");
        using var nils = await house.Person("nilsleaves");
        using var olga = await house.Person("olgastays");
        foreach (var author in new[] { nils, olga }) await mona.Follow(author);
        var earlier = await nils.Write("Written before");
        await using var home = await Events.Open(house.Server, mona.Token, "user");
        await using var open = await Events.Open(house.Server, mona.Token, "public/local");
        await using var tag = await Events.Open(house.Server, mona.Token, "hashtag?tag=kettles");
        Listening[] all = [home, open, tag];
        async Task Heard(string post)
        {
            foreach (var stream in all) await stream.Next("update", post);
        }

        await Heard(await nils.Write("Heard #kettles"));
        await house.Server.Done("account", "suspend", nils.Name);

        // With their token, and by way of others: a boost, an edit, a mention. What is heard next is of the one who is not suspended.
        await Assert.ThrowsAnyAsync<Exception>(() => nils.Write("Not heard #kettles"));
        await Assert.ThrowsAnyAsync<Exception>(() => olga.Post($"/api/v1/statuses/{earlier}/reblog"));
        await Assert.ThrowsAnyAsync<Exception>(() => nils.Do(HttpMethod.Put, $"/api/v1/statuses/{earlier}", new { status = "Edited @mona #kettles" }));
        await Assert.ThrowsAnyAsync<Exception>(() => nils.Post($"/api/v1/accounts/{mona.Id}/follow"));
        var kept = await olga.Write("Still heard #kettles");
        await Heard(kept);
        await olga.Do(HttpMethod.Put, $"/api/v1/statuses/{kept}", new { status = "Edited #kettles" });
        foreach (var stream in all) await stream.Next("status.update", kept);

        // The twin: restored, they are heard in the very same streams.
        await house.Server.Done("account", "restore", nils.Name);
        using var back = new Person(house.Server, nils.Name, await house.Server.Token(nils.Name, "read write follow"), nils.Id);
        await mona.Follow(back);
        await Heard(await back.Write("Heard again #kettles"));
        var boost = await olga.Post($"/api/v1/statuses/{earlier}/reblog");
        await home.Next("update", boost.GetProperty("id").GetString()!);
    }

    [Fact]
    public async Task A_stream_asks_for_a_token_and_its_scopes()
    {
        using var mona = await house.Person("mona", "write read:statuses");
        using var nils = await house.Person("nils", "read:notifications write");
        Assert.Equal(HttpStatusCode.Unauthorized, await Socket.Refused(house.Server, query: "?stream=public"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Socket.Refused(house.Server, "nonsense", "?stream=public"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status("public", null));
        Assert.Equal(HttpStatusCode.Forbidden, await Status("user", nils.Token));
        Assert.Equal(HttpStatusCode.Forbidden, await Status("user/notification", mona.Token));
        Assert.Equal(HttpStatusCode.BadRequest, await Status("hashtag", mona.Token));
        Assert.Equal(HttpStatusCode.NotFound, await Status("nothing", mona.Token));

        // Home without notifications for whoever may read posts alone, and the other way round.
        await using var home = await Events.Open(house.Server, mona.Token, "user");
        await using var told = await Socket.Open(house.Server, nils.Token);
        await told.Say("""{"type":"subscribe","stream":"user"}""");
        Assert.Equal("Access token does not have the required scopes", (await told.Next()).Id);
        await told.Subscribe("user:notification");
        using var other = await house.Person("otto");
        foreach (var person in new[] { mona, nils }) await other.Post($"/api/v1/accounts/{person.Id}/follow");
        Assert.Equal("follow", (await told.Next()).Json.GetProperty("type").GetString());
        var post = await mona.Write("Mine");
        await home.Next("update", post);
    }

    [Fact]
    public async Task A_socket_bears_nonsense_and_no_floods()
    {
        using var pia = await house.Person("pia");
        await using var socket = await Socket.Open(house.Server, pia.Token);
        foreach (var nonsense in (string[])["{", "[]", "null", "\"user\"", "{\"type\":1}", "{\"type\":\"subscribe\"}", "{\"type\":\"subscribe\",\"stream\":\"list\",\"list\":\"1\"}", "{\"type\":\"subscribe\",\"stream\":\"hashtag\"}"])
        {
            await socket.Say(nonsense);
            Assert.Equal("error", (await socket.Next()).Name);
        }

        for (var i = 0; i < 64; i++) await socket.Subscribe("hashtag", "t" + i);
        await socket.Say("""{"type":"subscribe","stream":"hashtag","tag":"t64"}""");
        Assert.Equal("Too many subscriptions on one connection", (await socket.Next()).Id);
        var post = await pia.Write("#t63 is still heard");
        await socket.Next("update", post);

        await socket.Say($$"""{"type":"subscribe","stream":"hashtag","tag":"{{new string('x', 10_000)}}"}""");
        await socket.Closed();
        Assert.Equal(WebSocketCloseStatus.InvalidPayloadData, socket.CloseStatus);
        await using var binary = await Socket.Open(house.Server, pia.Token);
        await binary.SayBytes([1, 2, 3]);
        await binary.Closed();
        await using var again = await Socket.Open(house.Server, pia.Token, "?stream=user");
        await again.Next("update", await pia.Write("Still served"));
    }

    [Fact]
    public async Task An_account_has_so_many_streams_and_no_more()
    {
        using var quinn = await house.Person("quinn");
        var open = new List<Events>();
        for (var i = 0; i < 128; i++) open.Add(await Events.Open(house.Server, quinn.Token, "user"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await Status("user", quinn.Token));
        var post = await quinn.Write("To all my devices");
        foreach (var stream in open) await stream.Next("update", post);
        foreach (var stream in open) await stream.DisposeAsync();
    }

    /// <summary>Frames of some 100 KB, so that what the system holds for a connection is full soon; the one who does not read must not make the server hold the rest.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_does_not_read_is_dropped_and_keeps_nobody_else_waiting(bool socket)
    {
        using var ruben = await house.Person("ruben" + (socket ? "ws" : "sse"));
        using var slow = new System.Net.Sockets.TcpClient { ReceiveBufferSize = 4096 };
        await slow.ConnectAsync(IPAddress.Loopback, house.Server.Port);
        var upgrade = socket ? "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n" : string.Empty;
        await slow.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(
            $"GET /api/v1/streaming{(socket ? "?stream=user" : "/user")} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {ruben.Token}\r\n{upgrade}\r\n"));
        var status = new byte[12];
        await slow.GetStream().ReadExactlyAsync(status);
        Assert.Equal(socket ? "HTTP/1.1 101" : "HTTP/1.1 200", System.Text.Encoding.ASCII.GetString(status));
        await using var quick = await Events.Open(house.Server, ruben.Token, "user");

        var (tags, sent) = (string.Join(' ', Enumerable.Range(1000, 700).Select(static n => "#t" + n)), 0L);
        for (var i = 0; i < 50; i++)
        {
            var post = await ruben.Write(tags);
            sent += (await quick.Next("update", post)).Payload.Length;
        }

        // What is left for the slow one is what had been on its way, and then the end.
        var (buffer, got) = (new byte[64 * 1024], 0L);
        try
        {
            while (await slow.GetStream().ReadAsync(buffer).AsTask().WaitAsync(TimeSpan.FromSeconds(20)) is var read and > 0) got += read;
        }
        catch (IOException)
        {
            // Reset: the end as well.
        }

        Assert.InRange(got, 1, sent / 2);
    }

    [Fact]
    public async Task A_list_is_heard_by_its_owner_alone_and_of_its_members_alone()
    {
        using var yara = await house.Person("yara");
        using var zeno = await house.Person("zeno");
        using var abel = await house.Person("abel");
        foreach (var followed in new[] { zeno, abel }) await yara.Follow(followed);
        var list = (await yara.Post("/api/v1/lists", new { title = "Night shift" })).GetProperty("id").GetString()!;
        await yara.Post($"/api/v1/lists/{list}/accounts", new { account_ids = new[] { zeno.Id } });
        Assert.Equal(HttpStatusCode.NotFound, await Status("list?list=" + list, zeno.Token));
        Assert.Equal(HttpStatusCode.NotFound, await Status("list?list=999", zeno.Token));
        Assert.Equal(HttpStatusCode.BadRequest, await Status("list", yara.Token));
        await using var events = await Events.Open(house.Server, yara.Token, "list?list=" + list);
        await using var socket = await Socket.Open(house.Server, protocol: yara.Token);
        await socket.Say($$"""{"type":"subscribe","stream":"list","list":"{{list}}"}""");
        await Told(async () => await zeno.Write("Of the list"));

        await abel.Write("Not of the list");
        await Told(async () => await zeno.Write("Of the list again"));
        await yara.Do(HttpMethod.Delete, $"/api/v1/lists/{list}/accounts", new { account_ids = new[] { zeno.Id } });
        await yara.Post($"/api/v1/lists/{list}/accounts", new { account_ids = new[] { abel.Id } });
        await zeno.Write("No longer of the list");
        await Told(async () => await abel.Write("Of the list now"));

        async Task Told(Func<Task<string>> said)
        {
            var post = await said();
            await events.Next("update", post);
            Assert.Equal("list/" + list, (await socket.Next("update", post)).Stream);
        }
    }

    [Fact]
    public async Task An_announcement_its_reactions_and_its_end_come_to_everybody_s_own_stream()
    {
        using var wanda = await house.Person("wanda", "read write follow push");
        await using var socket = await Socket.Open(house.Server, query: $"?stream=user&access_token={wanda.Token}");
        var id = (await house.Server.Ask("announcement make", new { Text = "We move on Sunday" })).Trim();
        var told = await socket.Next("announcement", id);
        Assert.Contains("We move on Sunday", told.Json.GetProperty("content").GetString());
        await wanda.Do(HttpMethod.Put, $"/api/v1/announcements/{id}/reactions/%F0%9F%8E%89");
        var reaction = await socket.Next();
        Assert.Equal(("announcement.reaction", id, "🎉", 1), (reaction.Name, reaction.Json.GetProperty("announcement_id").GetString(), reaction.Json.GetProperty("name").GetString(), reaction.Json.GetProperty("count").GetInt32()));
        var listed = (await wanda.Do(HttpMethod.Get, "/api/v1/announcements")).EnumerateArray().Single();
        Assert.True(listed.GetProperty("reactions")[0].GetProperty("me").GetBoolean());
        await wanda.Post($"/api/v1/announcements/{id}/dismiss");
        Assert.Empty((await wanda.Do(HttpMethod.Get, "/api/v1/announcements")).EnumerateArray());
        await house.Server.Ask("announcement withdraw", new { Id = long.Parse(id) });
        Assert.Equal(("announcement.delete", id), (await socket.Next()) is var gone ? (gone.Name, gone.Payload) : default);
    }

    /// <summary>The subscription of a token over HTTP, with the key that the instance names; the sending is held in the house's own tests.</summary>
    [Fact]
    public async Task A_token_has_one_push_subscription_which_its_app_makes_reads_changes_and_ends()
    {
        using var xenia = await house.Person("xenia", "read write follow push");
        using var app = System.Security.Cryptography.ECDiffieHellman.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var point = app.ExportParameters(false).Q;
        var subscription = new { endpoint = "https://push.example.org/abc", keys = new { p256dh = Convert.ToBase64String([4, .. point.X!, .. point.Y!]), auth = "BTBZMqHH6r4Tts7J_aSIgg" }, standard = true };
        using var http = house.Server.As(xenia.Token);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/api/v1/push/subscription")).StatusCode);
        var made = await xenia.Post("/api/v1/push/subscription", new { subscription, data = new { alerts = new Dictionary<string, object> { ["mention"] = true, ["follow"] = "1", ["admin.sign_up"] = false }, policy = "followed" } });
        using var instance = JsonDocument.Parse(await house.Server.Http.GetStringAsync("/api/v2/instance"));
        Assert.Equal(instance.RootElement.GetProperty("configuration").GetProperty("vapid").GetProperty("public_key").GetString(), made.GetProperty("server_key").GetString());
        Assert.Equal(("https://push.example.org/abc", true, "followed"), (made.GetProperty("endpoint").GetString(), made.GetProperty("standard").GetBoolean(), made.GetProperty("policy").GetString()));
        Assert.Equal(["follow", "mention"], made.GetProperty("alerts").EnumerateObject().Where(static alert => alert.Value.GetBoolean()).Select(static alert => alert.Name).Order());
        var changed = await xenia.Do(HttpMethod.Put, "/api/v1/push/subscription", new { data = new { alerts = new { reblog = true } } });
        Assert.Equal(["reblog"], changed.GetProperty("alerts").EnumerateObject().Where(static alert => alert.Value.GetBoolean()).Select(static alert => alert.Name));
        Assert.Equal(changed.GetRawText(), (await xenia.Do(HttpMethod.Get, "/api/v1/push/subscription")).GetRawText());
        await xenia.Do(HttpMethod.Delete, "/api/v1/push/subscription");
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/api/v1/push/subscription")).StatusCode);
    }

    [Fact]
    public async Task The_instance_says_where_streams_are_and_that_they_are_well()
    {
        using var json = JsonDocument.Parse(await house.Server.Http.GetStringAsync("/api/v2/instance"));
        Assert.Equal($"ws://127.0.0.1:{house.Server.Port}", json.RootElement.GetProperty("configuration").GetProperty("urls").GetProperty("streaming").GetString());
        using var old = JsonDocument.Parse(await house.Server.Http.GetStringAsync("/api/v1/instance"));
        Assert.Equal($"ws://127.0.0.1:{house.Server.Port}", old.RootElement.GetProperty("urls").GetProperty("streaming_api").GetString());
        Assert.Equal("OK", await house.Server.Http.GetStringAsync("/api/v1/streaming/health"));
    }

    private async Task<HttpStatusCode> Status(string stream, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/streaming/" + stream);
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        using var answer = await house.Server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return answer.StatusCode;
    }
}
