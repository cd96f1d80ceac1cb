using System.Diagnostics;
using System.Net;
using System.Text;
using Antiphon.Networks.Http;
using Antiphon.Networks.Http.Profiles;
using Antiphon.People.Links;
using Xunit;

namespace Antiphon.Tests.Networks.Outside;

/// <summary>Pages elsewhere that say, or only seem to say, that a profile here is their author's.</summary>
public sealed class ProfilesElsewhereTests
{
    private const string Ours = "https://antiphon.example.org/@ana";
    private static readonly Site Here = new("antiphon.example.org", "https://antiphon.example.org");

    [Theory]
    [InlineData("""<a rel="me" href="https://antiphon.example.org/@ana">me</a>""")]
    [InlineData("""<a href='https://antiphon.example.org/@ana' rel='noopener ME nofollow'>me</a>""")]
    [InlineData("""<A HREF=https://antiphon.example.org/@ana REL=me>me</A>""")]
    [InlineData("""<head><link rel="me" href="https://antiphon.example.org/@ana"/></head>""")]
    [InlineData("<a\n rel = \"me\"\n href = \" https://antiphon.example.org/@ana \" >me</a>")]
    [InlineData("""<p title="<b>">x</p><!-- --><a rel=me href="https://antiphon.example.org/&#64;ana">me</a>""")]
    [InlineData("""<script>var a = "<!--";</script><a rel="me" href="https://antiphon.example.org/@ana">me</a>""")]
    [InlineData("""<a rel="me" href="https://ANTIPHON.example.org/@ana/">me</a>""")]
    [InlineData("""<!--><a rel="me" href="https://antiphon.example.org/@ana">me</a>""")]
    public async Task A_page_that_names_the_profile_as_its_author_s_own_is_found_to(string page) => Assert.True((await See(Peer.Html(page))).Value.NamesUs);

    [Theory]
    [InlineData("""<a href="https://antiphon.example.org/@ana">somebody</a>""")]
    [InlineData("""<a rel="nofollow menu" href="https://antiphon.example.org/@ana">somebody</a>""")]
    [InlineData("""<!-- <a rel="me" href="https://antiphon.example.org/@ana">me</a> -->""")]
    [InlineData("""<script>"<a rel='me' href='https://antiphon.example.org/@ana'>"</script>""")]
    [InlineData("""<script>"</scripts><a rel='me' href='https://antiphon.example.org/@ana'>"</script>""")]
    [InlineData("""<textarea><a rel="me" href="https://antiphon.example.org/@ana"></textarea>""")]
    [InlineData("""<title><a rel="me" href="https://antiphon.example.org/@ana"></title>""")]
    [InlineData("""<p title='<a rel="me" href="https://antiphon.example.org/@ana">'>x</p>""")]
    [InlineData("""&lt;a rel="me" href="https://antiphon.example.org/@ana"&gt;""")]
    [InlineData("""<img rel="me" href="https://antiphon.example.org/@ana">""")]
    [InlineData("""<a rel="me" href="https://antiphon.example.org/@ana2">another</a>""")]
    [InlineData("""<a rel="me" href="https://antiphon.example.org.evil.example.com/@ana">another</a>""")]
    [InlineData("""<a rel="me" href="https://evil@antiphon.example.org/@ana">another</a>""")]
    [InlineData("""<a rel="me" href="http://antiphon.example.org/@ana">not encrypted</a>""")]
    [InlineData("""<a rel="me" href="/@ana">relative</a>""")]
    [InlineData("""<a rel="me" href="https://antiphon.example.org/@ana""")]
    [InlineData("""<a data-rel="me" href="https://antiphon.example.org/@ana">x</a>""")]
    [InlineData("""<a rel="" rel="me" href="https://antiphon.example.org/@ana">the first counts</a>""")]
    public async Task A_page_that_only_seems_to_name_it_is_not(string page)
    {
        var seen = await See(Peer.Html(page));
        Assert.Null(seen.Refusal);
        Assert.False(seen.Value.NamesUs);
    }

    [Fact]
    public async Task An_actor_that_names_the_profile_is_known_by_its_id_from_where_the_id_says()
    {
        var actor = $$"""{"@context":"https://www.w3.org/ns/activitystreams","type":"Person","id":"http://social.example.com/users/ana","alsoKnownAs":["{{Ours}}","at://did:plc:abc"]}""";
        await using var peer = new Peer((request, stream, cancel) => stream.WriteAsync(Answer(request, actor), cancel).AsTask());
        var seen = await Look(peer, "http://social.example.com/@ana");
        Assert.True(seen.Value.NamesUs);
        Assert.Equal("http://social.example.com/users/ana", seen.Value.Actor?.Id);
        Assert.Contains("at://did:plc:abc", seen.Value.Actor!.AlsoKnownAs);
    }

    [Fact]
    public async Task An_actor_names_it_in_a_line_of_its_profile_as_well()
    {
        var actor = $$"""{"type":"Person","id":"http://social.example.com/users/ana","attachment":[{"type":"PropertyValue","name":"Me","value":"<a href=\"{{Ours}}\" rel=\"me nofollow noopener\">me</a>"}]}""";
        await using var peer = new Peer((request, stream, cancel) => stream.WriteAsync(Answer(request, actor), cancel).AsTask());
        Assert.Equal("http://social.example.com/users/ana", (await Look(peer, "http://social.example.com/@ana")).Value.Actor?.Id);
    }

    /// <summary>A page of my own that names me, and that passes on to your actor when it is asked for one, makes me nobody.</summary>
    [Fact]
    public async Task A_page_that_passes_on_to_somebody_else_s_actor_is_not_that_actor()
    {
        const string Victim = """{"type":"Person","id":"http://social.example.com/users/ana","alsoKnownAs":[]}""";
        await using var peer = new Peer((request, stream, cancel) => stream.WriteAsync(
            request.Contains("Host: mine.example.com", StringComparison.Ordinal)
                ? WantsActor(request) ? Peer.MovedTo("http://social.example.com/users/ana") : Peer.Html($"<a rel=me href={Ours}>me</a>")
                : Peer.Json(Victim), cancel).AsTask());
        var seen = await Look(peer, "http://mine.example.com/");
        Assert.True(seen.Value.NamesUs);
        Assert.Null(seen.Value.Actor);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json")]
    [InlineData("application/ld+json")]
    [InlineData("image/png")]
    public async Task An_actor_served_as_anything_else_is_none(string type)
    {
        var actor = $$"""{"type":"Person","id":"http://social.example.com/users/ana","alsoKnownAs":"{{Ours}}"}""";
        await using var peer = new Peer((request, stream, cancel) => stream.WriteAsync(WantsActor(request) ? Peer.Json(actor, type) : Peer.Html("nothing"), cancel).AsTask());
        Assert.Equal(new SeenElsewhere(false, null), (await Look(peer, "http://social.example.com/users/ana")).Value);
    }

    [Theory]
    [InlineData("http://other.example.com/users/ana")]
    [InlineData("http://social.example.com/users/bo")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public async Task An_actor_whose_id_says_that_it_is_elsewhere_is_none(string id)
    {
        var actor = $$"""{"type":"Person","id":"{{id}}","alsoKnownAs":"{{Ours}}"}""";
        await using var peer = new Peer((request, stream, cancel) => stream.WriteAsync(
            !WantsActor(request) ? Peer.Html("nothing") : request.StartsWith("GET /users/bo", StringComparison.Ordinal) ? Peer.Say("HTTP/1.1 404 No\r\nContent-Length: 0") : Peer.Json(actor), cancel).AsTask());
        Assert.Equal(new SeenElsewhere(false, null), (await Look(peer, "http://social.example.com/users/ana")).Value);
    }

    [Theory]
    [InlineData("[1,2]")]
    [InlineData("{\"type\":\"Note\",\"id\":\"http://social.example.com/users/ana\"}")]
    [InlineData("{\"type\":\"Person\",\"id\":7}")]
    [InlineData("{\"type\":\"Person\",\"id\":\"\\ud800\"}")]
    [InlineData("{\"type\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[")]
    [InlineData("")]
    public void What_is_no_actor_s_document_is_none(string json) => Assert.Null(ActorNames.Read(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public async Task A_page_that_is_not_encrypted_is_not_believed()
    {
        await using var peer = new Peer(static _ => Peer.Html($"<a rel=me href={Ours}>me</a>"));
        using var client = Client(peer);
        Assert.NotNull((await new LookAtProfile(client, new OutsideOptions()).Run(new Uri("http://social.example.com/"), [Ours], TestContext.Current.CancellationToken)).Refusal);
        Assert.Empty(peer.Requests);
    }

    [Fact]
    public void A_page_made_to_be_slow_is_not()
    {
        string[] slow = ["<", "<a ", "<a rel=", "<!--", "<script>", "</", "<a rel='", "<a href=\"x\" ", "<title>", "\0", "<a rel=me href=x>"];
        foreach (var part in slow)
        {
            var page = string.Concat(Enumerable.Repeat(part, 1_000_000 / part.Length));
            var started = Stopwatch.GetTimestamp();
            RelMe.Of(page);
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(5), part);
        }
    }

    [Theory]
    [InlineData("https://bsky.brid.gy/ap/did:plc:abc123", "at://did:plc:abc123", "did:plc:abc123")]
    [InlineData("https://bsky.brid.gy/ap/did:web:name.example.com", "at://did:web:name.example.com", "did:web:name.example.com")]
    [InlineData("https://bsky.brid.gy/ap/did:plc:abc123", "at://did:plc:other", null)]
    [InlineData("https://bsky.brid.gy.example.com/ap/did:plc:abc123", "at://did:plc:abc123", null)]
    [InlineData("http://bsky.brid.gy/ap/did:plc:abc123", "at://did:plc:abc123", null)]
    [InlineData("https://bsky.brid.gy/ap/../did:plc:abc", "at://../did:plc:abc", null)]
    [InlineData("https://social.example.com/users/ana", "at://did:plc:abc123", null)]
    public void A_bridged_actor_is_the_Bluesky_account_in_its_id_if_it_says_so_too(string actor, string known, string? did) => Assert.Equal(did, Bridges.BlueskyOf(actor, [known]));

    [Fact]
    public void A_bridge_s_names_lead_to_the_accounts_that_they_mirror()
    {
        Assert.Equal("ana.example.com", Bridges.BlueskyHandleOf("@Ana.example.com@bsky.brid.gy"));
        Assert.Null(Bridges.BlueskyHandleOf("@ana@bsky.brid.gy"));
        Assert.Null(Bridges.BlueskyHandleOf("@ana.example.com@social.example.com"));
        Assert.Equal("ana-o.social.example.com.ap.brid.gy", Bridges.HandleOnBluesky("ana_o", "social.example.com"));
        Assert.Equal("https://social.example.com/users/ana", Bridges.FediverseOf("https://atproto.brid.gy/", ["at://ana.social.example.com.ap.brid.gy", "https://social.example.com/users/ana"]));
        Assert.Null(Bridges.FediverseOf("https://pds.example.com", ["https://social.example.com/users/ana"]));
        Assert.Equal("at://did:plc:abc/app.bsky.feed.post/3k", Bridges.BlueskyPostOf("https://bsky.brid.gy/convert/ap/at://did:plc:abc/app.bsky.feed.post/3k"));
        Assert.Null(Bridges.BlueskyPostOf("https://social.example.com/convert/ap/at://did:plc:abc/app.bsky.feed.post/3k"));
        Assert.Null(Bridges.BlueskyPostOf("https://bsky.brid.gy/convert/ap/at://did:plc:abc/app.bsky.feed.like/3k"));
    }

    private static async Task<Outcome<SeenElsewhere>> See(byte[] page)
    {
        await using var peer = new Peer((request, stream, cancel) => stream.WriteAsync(WantsActor(request) ? Peer.Say("HTTP/1.1 406 No\r\nContent-Length: 0") : page, cancel).AsTask());
        return await Look(peer, "http://social.example.com/about");
    }

    private static byte[] Answer(string request, string actor) => WantsActor(request) ? Peer.Json(actor) : Peer.Html("a page that is made by a script");

    private static bool WantsActor(string request) => request.Contains("activity+json", StringComparison.Ordinal);

    /// <summary>The peer has no certificate that anybody would believe, so that what is looked for is allowed to be unencrypted here; whom the client calls is not.</summary>
    private static async Task<Outcome<SeenElsewhere>> Look(Peer peer, string address)
    {
        using var client = Client(peer);
        return await new LookAtProfile(client, new OutsideOptions { AllowPrivateNetworks = true }).Run(new Uri(address), [Ours], TestContext.Current.CancellationToken);
    }

    private static OutsideClient Client(Peer peer) => new(
        new OutsideOptions(), Here, TimeProvider.System, static (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("93.184.215.14")]), peer.Dial);
}
