using Antiphon.Networks.ActivityPub.Inbox;
using Antiphon.Networks.ActivityPub.Keys;
using Xunit;

namespace Antiphon.Tests.Networks.ActivityPub;

/// <summary>Who may say what (security.md, tests 4 to 9 and 28), and whose a key is. Each refusal beside the message that is taken.</summary>
public sealed class EnvelopeTests
{
    private const string Tarek = "https://away.example.com/users/tarek";
    private const string Nora = "https://away.example.com/users/nora";
    private const string Lin = "https://third.example.net/users/lin";
    private static readonly string[] People = [Tarek, Nora, Lin];

    /// <summary>The matrix signer × actor × owner of the object: only the diagonal is taken.</summary>
    [Theory]
    [InlineData("Create")]
    [InlineData("Update")]
    [InlineData("Delete")]
    [InlineData("Undo")]
    public async Task Only_who_signs_and_acts_and_owns_the_thing_is_taken(string type)
    {
        var away = new Elsewhere();
        foreach (var signer in People)
        {
            foreach (var actor in People)
            {
                foreach (var owner in People)
                {
                    var thing = type == "Undo" ? $$"""{"id":"{{owner}}/1","type":"Like","actor":"{{owner}}","object":"https://antiphon.example.org/1"}""" : $$"""{"id":"{{owner}}/1","type":"Note","attributedTo":"{{owner}}","content":"Me too"}""";
                    var got = await away.Send($$"""{"id":"{{actor}}/acts/1","type":"{{type}}","actor":"{{actor}}","object":{{thing}}}""", signer, Array.IndexOf(People, signer));
                    Assert.True(got.Ok == (signer == actor && actor == owner), $"{type} signed by {signer}, of {actor}, about {owner}'s");
                    if (got.Ok) Assert.Equal($"{owner}/1", got.Value.Object!.Value.GetProperty("id").GetString());
                }
            }
        }
    }

    [Fact]
    public async Task An_activity_with_the_id_of_another_server_is_refused_and_asks_nobody()
    {
        var away = new Elsewhere();
        await Refused(away, Follow("https://third.example.net/acts/1", Tarek));
        await Refused(away, Follow("https://away.example.com:8443/acts/1", Tarek));
        await Refused(away, Follow("https://away.example.com@third.example.net/acts/1", Tarek));
        Assert.Empty(away.Asked);
        Assert.Null((await away.Send(Follow("https://AWAY.example.com:443/acts/1", Tarek))).Refusal);
    }

    [Fact]
    public async Task Whatever_an_announce_or_a_like_carries_is_believed_by_nobody()
    {
        var away = new Elsewhere();
        foreach (var type in new[] { "Announce", "Like", "Follow", "Accept" })
        {
            var got = await away.Send($$"""{"id":"{{Tarek}}/1","type":"{{type}}","actor":"{{Tarek}}","object":{"id":"{{Lin}}/1","type":"Note","attributedTo":"{{Lin}}","content":"Words that were never said"} }""");
            Assert.Null(got.Refusal);
            Assert.Equal(($"{Lin}/1", null), (got.Value.ObjectId!.AbsoluteUri, (object?)got.Value.Object));
        }
    }

    /// <summary>LD signatures give no authority, so neither do documents that only an LD processor understands.</summary>
    [Fact]
    public async Task A_signature_inside_the_document_proves_nothing()
    {
        var away = new Elsewhere();
        var forwarded = $$"""{"id":"{{Lin}}/acts/1","type":"Create","actor":"{{Lin}}","object":{"id":"{{Lin}}/1","type":"Note","attributedTo":"{{Lin}}"},"signature":{"type":"RsaSignature2017","creator":"{{Lin}}#main-key","signatureValue":"AAAA"} }""";
        await Refused(away, forwarded);
        foreach (var trick in new[] { "\"@graph\":[]", "\"@included\":[{}]", "\"@reverse\":{}", "\"tag\":{\"@reverse\":{}}", "\"type\":\"Create\"" })
        {
            await Refused(away, Follow($"{Tarek}/1", Tarek).Replace("{\"id\"", $"{{{trick},\"id\"", StringComparison.Ordinal));
        }

        Assert.Empty(away.Asked);
        Assert.Null((await away.Send(forwarded, Lin, 2)).Refusal);
    }

    [Theory]
    [InlineData("https://antiphon.example.org")]
    [InlineData("https://ANTIPHON.example.ORG")]
    [InlineData("https://antiphon.example.org.")]
    [InlineData("https://antiphon.example.org:443")]
    [InlineData("https://antiphon%2Eexample.org")]
    [InlineData("https://antiphon。example.org")]
    public async Task Nothing_that_says_it_is_this_server_is_taken_and_this_server_is_not_asked(string ours)
    {
        var away = new Elsewhere();
        Assert.False((await away.Send(Follow($"{ours}/acts/1", $"{ours}/users/asha"), $"{ours}/users/asha")).Ok);
        Assert.False((await away.Send(Follow($"{ours}/acts/1", Tarek))).Ok);
        Assert.False((await away.Send(Follow($"{Tarek}/acts/1", $"{ours}/users/asha"))).Ok);
        Assert.False((await away.Send(Follow($"{Tarek}/acts/1", Tarek), $"{ours}/users/asha")).Ok);
        Assert.Empty(away.Asked);
        Assert.Null((await away.Send(Follow($"{Tarek}/acts/1", Tarek))).Refusal);
    }

    [Theory]
    [InlineData("https://away.example.com")]
    [InlineData("https://AWAY.example.com")]
    [InlineData("https://away.example.com.")]
    [InlineData("http://away.example.com:80")]
    [InlineData("https://away.example.com:8443")]
    public async Task A_server_that_is_not_spoken_to_is_refused_in_every_spelling_and_place_and_not_asked(string away)
    {
        var here = new Elsewhere("away.example.com");
        Assert.False((await here.Send(Follow($"{away}/acts/1", $"{away}/users/tarek"), $"{away}/users/tarek")).Ok);
        Assert.False((await here.Send($$"""{"id":"{{Lin}}/1","type":"Announce","actor":"{{Lin}}","object":"{{away}}/notes/1"}""", Lin, 2)).Ok);
        Assert.Empty(here.Asked);
        Assert.Null((await here.Send(Follow($"{Lin}/1", Lin), Lin, 2)).Refusal);
    }

    [Fact]
    public async Task A_key_is_whose_own_document_lists_it_and_of_nobody_else()
    {
        // Mallory's key says that it is Tarek's, on another server and on the same.
        var away = new Elsewhere();
        away.Pages["https://third.example.net/key"] = $$"""{"id":"https://third.example.net/key","publicKey":{{Elsewhere.KeyJson(Elsewhere.Key("https://third.example.net/key", 2, ""), Tarek)}}}""";
        away.Pages["https://away.example.com/uploads/key"] = $$"""{"id":"https://away.example.com/uploads/key","owner":"{{Tarek}}","publicKeyPem":"x"}""";
        Assert.False((await away.Send(away.Signed(Follow($"{Tarek}/1", Tarek), Elsewhere.Key("https://third.example.net/key", 2, "")))).Ok);
        Assert.False((await away.Send(away.Signed(Follow($"{Tarek}/1", Tarek), Elsewhere.Key("https://away.example.com/uploads/key", 2, "")))).Ok);

        // An actor whose key has another owner, and one that is stripped of its inbox.
        away.Publish("https://away.example.com/users/odd", Elsewhere.Key("https://away.example.com/users/odd"), owner: Tarek);
        Assert.False((await away.Send(Follow("https://away.example.com/users/odd/1", "https://away.example.com/users/odd"), "https://away.example.com/users/odd")).Ok);
        away.Publish("https://away.example.com/users/bare", Elsewhere.Key("https://away.example.com/users/bare"), inbox: "");
        Assert.False((await away.Send(Follow("https://away.example.com/users/bare/1", "https://away.example.com/users/bare"), "https://away.example.com/users/bare")).Ok);

        // GoToSocial's key has a document of its own; its owner lists it.
        var key = Elsewhere.Key($"{Nora}/main-key", 1, "");
        away.Publish(Nora, key);
        away.Pages[key.Id] = $$"""{"id":"{{key.Id}}","owner":"{{Nora}}","publicKeyPem":"{{key.PublicPem.ReplaceLineEndings("\\n")}}"}""";
        Assert.Null((await away.Send(away.Signed(Follow($"{Nora}/1", Nora), key))).Refusal);
    }

    [Fact]
    public async Task A_redirect_never_makes_a_document_anothers()
    {
        var away = new Elsewhere();
        away.Redirects[Tarek] = Nora;
        Assert.False((await away.Send(Follow($"{Tarek}/1", Tarek), which: 1)).Ok);
        var moved = new Elsewhere();
        moved.Redirects[Tarek] = "https://third.example.net/users/tarek";
        moved.Pages["https://third.example.net/users/tarek"] = moved.Pages[Tarek];
        Assert.False((await moved.Send(Follow($"{Tarek}/1", Tarek))).Ok);
        Assert.Equal([Tarek, Tarek], moved.Asked);
    }

    [Fact]
    public async Task A_changed_key_is_fetched_once_more_and_a_flood_of_wrong_signatures_fetches_nothing()
    {
        var away = new Elsewhere();
        Assert.True((await away.Send(Follow($"{Tarek}/1", Tarek))).Ok);
        for (var i = 0; i < 20; i++) Assert.False((await away.Send(Follow($"{Tarek}/{i}", Tarek), which: 1)).Ok);
        Assert.Single(away.Asked);

        away.Publish(Tarek, Elsewhere.Key(Tarek, 1));
        away.Clock.Advance(RemoteKeys.Refetch);
        Assert.True((await away.Send(Follow($"{Tarek}/2", Tarek), which: 1)).Ok);
        Assert.False((await away.Send(Follow($"{Tarek}/3", Tarek), which: 0)).Ok);
        Assert.Equal(2, away.Asked.Count);

        // While its server is away, nonsense in its name does not make us forget the key.
        away.Pages.Clear();
        away.Clock.Advance(RemoteKeys.Refetch);
        Assert.False((await away.Send(Follow($"{Tarek}/4", Tarek), which: 0)).Ok);
        Assert.True((await away.Send(Follow($"{Tarek}/5", Tarek), which: 1)).Ok);
        Assert.Equal(3, away.Asked.Count);
    }

    [Fact]
    public async Task A_key_that_cannot_be_had_is_asked_for_again_after_a_while()
    {
        var away = new Elsewhere();
        var page = away.Pages[Tarek];
        away.Pages.Remove(Tarek);
        for (var i = 0; i < 10; i++) Assert.Equal(RefusalKind.Busy, (await away.Send(Follow($"{Tarek}/{i}", Tarek))).Refusal?.Kind);
        Assert.Single(away.Asked);
        away.Pages[Tarek] = page;
        away.Clock.Advance(RemoteKeys.KeepRefusal);
        Assert.True((await away.Send(Follow($"{Tarek}/10", Tarek))).Ok);
    }

    [Fact]
    public async Task What_is_not_an_activity_asks_nobody()
    {
        var away = new Elsewhere();
        string[] bodies =
        [
            "", "[]", "null", "{}", "{\"type\":\"Like\"", $$"""{"id":"{{Tarek}}/1","type":"Like","actor":"{{Tarek}}"}""", $$"""{"id":"{{Tarek}}/1","type":"Like","actor":["{{Tarek}}","{{Nora}}"],"object":"{{Lin}}"}""",
            $$"""{"id":"{{Tarek}}/1","type":"Fly","actor":"{{Tarek}}","object":"{{Lin}}"}""", $$"""{"id":"javascript:1","type":"Like","actor":"{{Tarek}}","object":"{{Lin}}"}""",
            $$"""{"id":"{{Tarek}}/1","type":"Like","actor":"{{Tarek}}","object":["{{Lin}}","{{Nora}}"]}""", new string('[', 5_000), "{\"a\":" + new string('[', 40) + new string(']', 40) + "}",
        ];
        foreach (var body in bodies) Assert.Equal(RefusalKind.Invalid, (await away.Send(body)).Refusal?.Kind);
        Assert.Equal(RefusalKind.TooLarge, (await away.Send(new string(' ', 1024 * 1024 + 1))).Refusal?.Kind);
        Assert.Empty(away.Asked);
    }

    [Fact]
    public void Nobody_but_the_verifier_can_make_an_envelope() =>
        Assert.All(typeof(Verified).GetConstructors(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic), static made => Assert.True(made.IsPrivate));

    private static string Follow(string id, string actor) => $$"""{"id":"{{id}}","type":"Follow","actor":"{{actor}}","object":"https://antiphon.example.org/users/asha"}""";

    private static async Task Refused(Elsewhere away, string body) => Assert.False((await away.Send(body)).Ok);
}
