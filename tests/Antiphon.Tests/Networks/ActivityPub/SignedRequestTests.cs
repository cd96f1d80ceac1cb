using System.Globalization;
using System.Text;
using Antiphon.Networks.ActivityPub.Signatures;
using Xunit;

namespace Antiphon.Tests.Networks.ActivityPub;

/// <summary>What a signature must cover before anybody's key is asked for (security.md, test 3). Each refusal beside the message that is taken.</summary>
public sealed class SignedRequestTests
{
    private const string Tarek = "https://away.example.com/users/tarek";
    private const string Like = $$"""{"id":"{{Tarek}}/likes/1","type":"Like","actor":"{{Tarek}}","object":"https://antiphon.example.org/@asha/1"}""";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_we_sign_is_what_we_take_in_both_schemes(bool rfc9421)
    {
        var away = new Elsewhere();
        var got = await away.Send(away.Signed(Like, Elsewhere.Key(Tarek), rfc9421));
        Assert.Null(got.Refusal);
        Assert.Equal(("Like", $"{Tarek}/likes/1", Tarek, "https://antiphon.example.org/@asha/1"), (got.Value.Type, got.Value.Id.AbsoluteUri, got.Value.Actor.AbsoluteUri, got.Value.ObjectId!.AbsoluteUri));
        Assert.Equal([Tarek], away.Asked);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_byte_of_anything_that_is_signed_is_a_refusal(bool rfc9421)
    {
        var away = new Elsewhere();
        var good = away.Signed(Like, Elsewhere.Key(Tarek), rfc9421);
        await Refused(away, good with { Body = Encoding.UTF8.GetBytes(Like + " ") });
        await Refused(away, good with { Target = "/users/asha/inbox" });
        await Refused(away, good with { Method = "PUT" });
        await Refused(away, good.With("Host", "other.example.org"));
        await Refused(away, good.Without("Host"));
        await Refused(away, good with { Fields = [.. good.Fields, new("Host", "antiphon.example.org")] });
        await Refused(away, good.Without("Signature"));
        await Refused(away, good.Without(rfc9421 ? "Content-Digest" : "Digest"));
        await Refused(away, rfc9421 ? good.With("Content-Digest", Digests.ContentDigest("{}"u8)) : good.With("Digest", Digests.Digest("{}"u8)));
        await Refused(away, rfc9421 ? good.Without("Signature-Input") : good.With("Date", away.Clock.GetUtcNow().AddSeconds(1).ToString("r", CultureInfo.InvariantCulture)));
        await Refused(away, good.With("Signature", good.Field("signature")!.Replace("=\"", "=\"A", StringComparison.Ordinal).Replace("=:", "=:AAAA", StringComparison.Ordinal)));
        Assert.Null((await away.Send(good)).Refusal);
    }

    [Fact]
    public async Task A_signature_for_another_host_that_is_brought_here_is_a_refusal()
    {
        var away = new Elsewhere();
        await Refused(away, away.Signed(Like, Elsewhere.Key(Tarek), address: "https://other.example.org/inbox"));
        await Refused(away, away.Signed(Like, Elsewhere.Key(Tarek), rfc9421: true, address: "https://other.example.org/inbox"));
        Assert.Empty(away.Asked);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_signature_lasts_twelve_hours_and_is_no_more_than_one_hour_ahead(bool rfc9421)
    {
        var away = new Elsewhere();
        var late = away.Signed(Like, Elsewhere.Key(Tarek), rfc9421);
        away.Clock.Advance(SignaturePolicy.Oldest);
        Assert.Null((await away.Send(late)).Refusal);
        away.Clock.Advance(TimeSpan.FromSeconds(1));
        await Refused(away, late);

        var ahead = new Elsewhere();
        var then = new Elsewhere();
        then.Clock.Advance(SignaturePolicy.Ahead);
        Assert.Null((await ahead.Send(then.Signed(Like, Elsewhere.Key(Tarek), rfc9421))).Refusal);
        then.Clock.Advance(TimeSpan.FromSeconds(1));
        await Refused(ahead, then.Signed(Like, Elsewhere.Key(Tarek), rfc9421));
    }

    /// <summary>Every part by itself: what is left out of the list is left to whoever stands between.</summary>
    [Theory]
    [InlineData("host date digest")]
    [InlineData("(request-target) date digest")]
    [InlineData("(request-target) host digest")]
    [InlineData("(request-target) host date")]
    [InlineData("(request-target) host date digest digest")]
    [InlineData("(request-target) host date digest not-there")]
    [InlineData("")]
    public async Task Cavage_must_cover_target_host_date_and_digest(string covered)
    {
        var away = new Elsewhere();
        var good = away.Signed(Like, Elsewhere.Key(Tarek));
        await Refused(away, good.With("Signature", good.Field("signature")!.Replace("(request-target) host date digest", covered, StringComparison.Ordinal)));
        Assert.Empty(away.Asked);
        Assert.Null((await away.Send(good)).Refusal);
    }

    [Theory]
    [InlineData("\"@target-uri\" \"content-digest\"")]
    [InlineData("\"@method\" \"content-digest\"")]
    [InlineData("\"@method\" \"@target-uri\"")]
    [InlineData("\"@method\" \"@path\" \"content-digest\"")]
    [InlineData("\"@method\" \"@target-uri\" \"@target-uri\" \"content-digest\"")]
    [InlineData("\"@method\" \"@target-uri\" \"content-digest\";key=\"sha-256\"")]
    [InlineData("\"@method\" \"@target-uri\" \"content-digest\" \"@status\"")]
    [InlineData("\"@method\" \"@target-uri\" \"content-digest\" \"not-there\"")]
    public async Task Rfc_9421_must_cover_method_address_and_content_digest(string covered)
    {
        var away = new Elsewhere();
        var good = away.Signed(Like, Elsewhere.Key(Tarek), rfc9421: true);
        await Refused(away, good.With("Signature-Input", good.Field("signature-input")!.Replace("\"@method\" \"@target-uri\" \"content-digest\"", covered, StringComparison.Ordinal)));
        Assert.Empty(away.Asked);
        Assert.Null((await away.Send(good)).Refusal);
    }

    [Fact]
    public async Task Two_signatures_are_none_and_so_is_one_that_does_not_say_when()
    {
        var away = new Elsewhere();
        var good = away.Signed(Like, Elsewhere.Key(Tarek), rfc9421: true);
        var (input, signature) = (good.Field("signature-input")!, good.Field("signature")!);
        await Refused(away, good.With("Signature-Input", $"{input}, {input.Replace("sig1", "sig2", StringComparison.Ordinal)}").With("Signature", $"{signature}, {signature.Replace("sig1", "sig2", StringComparison.Ordinal)}"));
        await Refused(away, good.With("Signature-Input", input.Replace(";created=", ";nonce=", StringComparison.Ordinal)));
        await Refused(away, good.With("Signature-Input", $"{input};expires={away.Clock.GetUtcNow().ToUnixTimeSeconds()}"));
        await Refused(away, good.With("Signature-Input", input.Replace("rsa-v1_5-sha256", "hmac-sha256", StringComparison.Ordinal)));
        await Refused(away, good.With("Signature-Input", input.Replace("sig1=(", "sig1=((", StringComparison.Ordinal)));
        Assert.Empty(away.Asked);
        Assert.Null((await away.Send(good)).Refusal);
    }

    [Theory]
    [InlineData("rsa-sha1")]
    [InlineData("hmac-sha256")]
    [InlineData("none")]
    [InlineData("")]
    public async Task Algorithms_that_prove_nothing_are_refused(string name)
    {
        var away = new Elsewhere();
        var good = away.Signed(Like, Elsewhere.Key(Tarek));
        await Refused(away, good.With("Signature", good.Field("signature")!.Replace("rsa-sha256", name, StringComparison.Ordinal)));
        Assert.Null((await away.Send(good.With("Signature", good.Field("signature")!.Replace("rsa-sha256", "hs2019", StringComparison.Ordinal)))).Refusal);
    }

    [Fact]
    public void Of_several_digests_each_that_is_known_must_be_right()
    {
        var right = Digests.Digest("body"u8);
        Assert.True(Digests.DigestHolds(right, "body"u8));
        Assert.True(Digests.DigestHolds($"md5=AAAA,{right.Replace("SHA", "sha", StringComparison.Ordinal)}", "body"u8));
        Assert.All(new[] { null, "", "md5=AAAA", "SHA-256=", $"{right},{Digests.Digest("other"u8)}", $"{right},SHA-512=AAAA" }, static wrong => Assert.False(Digests.DigestHolds(wrong, "body"u8)));
        var content = Digests.ContentDigest("body"u8);
        Assert.True(Digests.ContentDigestHolds(content, "body"u8));
        Assert.All(new[] { null, "", "md5=:AAAA:", $"{content}, sha-512=:AAAA:", $"{content}, {content}", content.Replace(":", "\"", StringComparison.Ordinal) }, static wrong => Assert.False(Digests.ContentDigestHolds(wrong, "body"u8)));
    }

    /// <summary>Old Mastodon and others sign a GET without its query.</summary>
    [Fact]
    public void A_get_may_be_signed_without_its_query_and_a_post_may_not()
    {
        var (policy, key, now) = (new SignaturePolicy(Elsewhere.Here, new Stores.FakeClock()), Elsewhere.Key(Tarek), new Stores.FakeClock().GetUtcNow());
        var get = new SignedMessage("GET", "https", "/users/asha/followers?page=2", key.Cavage("GET", new Uri("https://antiphon.example.org/users/asha/followers"), now, null), default);
        Assert.True(policy.Look(get).Value.IsOf(VerificationKey.FromPem(key.PublicPem)!));
        Assert.False(policy.Look(get with { Target = "/users/nora/followers?page=2" }).Value.IsOf(VerificationKey.FromPem(key.PublicPem)!));
        var post = new SignedMessage("POST", "https", "/inbox?a=b", key.Cavage("POST", new Uri("https://antiphon.example.org/inbox"), now, []), default);
        Assert.False(policy.Look(post).Value.IsOf(VerificationKey.FromPem(key.PublicPem)!));
    }

    private static async Task Refused(Elsewhere away, SignedMessage message)
    {
        var got = await away.Send(message);
        Assert.Equal(RefusalKind.Unauthenticated, got.Refusal?.Kind);
    }
}
