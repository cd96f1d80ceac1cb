using System.Text;
using Antiphon.Networks.ActivityPub.Signatures;
using Xunit;

namespace Antiphon.Tests.Networks.ActivityPub;

/// <summary>The community's suite for draft-cavage, as far as it is about what the fediverse sends: no secrets, no DSA, no SHA-1.</summary>
public sealed class CavageTests
{
    /// <summary>
    /// Appendix C of the draft: its request, its key, its signatures by default and of all fields. (The signed messages of the community's suite carry signatures over another text than their own.)
    /// </summary>
    [Theory]
    [InlineData("date", "SjWJWbWN7i0wzBvtPl8rbASWz5xQW6mcJmn+ibttBqtifLN7Sazz6m79cNfwwb8DMJ5cou1s7uEGKKCs+FLEEaDV5lp7q25WqS+lavg7T8hc0GppauB6hbgEKTwblDHYGEtbGmtdHgVCk9SuS13F0hZ8FD0k/5OxEPXe5WozsbM=")]
    [InlineData(
        "(request-target) host date content-type digest content-length",
        "vSdrb+dS3EceC9bcwHSo4MlyKS59iFIrhgYkz8+oVLEEzmYZZvRs8rgOp+63LEM3v+MFHB32NfpB2bEKBIvB1q52LaEUHFv120V01IL+TAD48XaERZFukWgHoBTLMhYS2Gb51gWxpeIq8knRmPnYePbF5MOkR0Zkly4zKH7s1dE=")]
    public void The_drafts_examples_verify_with_their_key_and_with_no_other(string covered, string signature)
    {
        var message = Lines.Read($"""
            POST /foo?param=value&pet=dog HTTP/1.1
            Host: example.com
            Date: Sun, 05 Jan 2014 21:31:40 GMT
            Content-Type: application/json
            Digest: SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=
            Content-Length: 18

            {Body}
            """);
        var value = $"keyId=\"Test\",algorithm=\"rsa-sha256\",headers=\"{covered}\",signature=\"{signature}\"";
        Assert.True(Cavage.Parse(message, value)!.IsOf(VerificationKey.FromPem(DraftsKey)!));
        Assert.False(Cavage.Parse(message, value)!.IsOf(VerificationKey.FromPem(Elsewhere.Key("https://away.example.com/users/tarek").PublicPem)!));
        Assert.False(Cavage.Parse(message.With("Date", "Sun, 05 Jan 2014 21:31:41 GMT"), value)!.IsOf(VerificationKey.FromPem(DraftsKey)!));
        Assert.Null(Cavage.Parse(message.Without("Date"), value));
        Assert.True(Digests.DigestHolds(message.Field("digest"), message.Body.Span));
    }

    [Fact]
    public void The_suites_weak_key_is_read_and_proves_nothing()
    {
        Assert.False(Key("rsa").IsStrong);
        Assert.True(Key("ed25519").IsStrong);
        Assert.Null(VerificationKey.FromPem(File.ReadAllText(Shared.File($"{Suite}/keys/dsa_pub.pem"))));
        Assert.Null(VerificationKey.FromPem(File.ReadAllText(Shared.File($"{Suite}/keys/koblitzCurve.pub"))));
    }

    [Theory]
    [InlineData("created-rsa")] // The old names of algorithms forbid (created).
    [InlineData("created-ecdsa")]
    [InlineData("created-hmac")]
    [InlineData("nokeyid-request")]
    [InlineData("nosignature-request")]
    [InlineData("duplicate-parameters")]
    public void The_suites_wrong_messages_are_no_signatures(string file) => Assert.Null(Parse(Message(file)));

    [Fact]
    public void The_suites_canonical_forms_come_out_as_the_draft_has_them()
    {
        Assert.Equal("host: example.com\ndigest: SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=\n(request-target): post /foo?param=value&pet=dog", Canonical("default-test", "host", "digest", "(request-target)"));
        Assert.Equal("host: example.com\ndigest: SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=", Canonical("ignore-case", "host", "digest"));
        Assert.Equal("zero: ", Canonical("zero-length", "zero"));
        Assert.Equal("duplicate: one, two", Canonical("duplicate-headers-request", "duplicate"));
        Assert.Null(Canonical("basic-request", "not-there"));
        Assert.Equal("(created): 1", Canonical("default-test", 1, "(created)"));
        Assert.Null(Canonical("default-test", "(created)"));
        Assert.Equal("(created): 1", Encoding.UTF8.GetString(Parse(Message("created").With("Authorization", "Signature keyId=\"foo\",created=1,signature=\"test\""))!.Bases[0]));
    }

    private const string Body = "{\"hello\": \"world\"}";

    private const string DraftsKey = """
        -----BEGIN PUBLIC KEY-----
        MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDCFENGw33yGihy92pDjZQhl0C3
        6rPJj+CvfSC8+q28hxA161QFNUd13wuCTUcq0Qd2qsBe/2hFyc2DCJJg0h1L78+6
        Z4UMR7EOcpfdUE9Hf3m/hs+FUR45uBJeDK1HSFHD8bHKD6kv8FPGfJTotc+2xjJw
        oYi+1hqp1fIekaxsyQIDAQAB
        -----END PUBLIC KEY-----
        """;

    private const string Suite = "data/corpora/http-signatures/w3c-ccg-cavage/test";

    private static string? Canonical(string file, params string[] covered) => Canonical(file, null, covered);

    private static string? Canonical(string file, long? created, params string[] covered) =>
        Cavage.Base(Message(file), covered, created, null, Message(file).Target) is { } text ? Encoding.UTF8.GetString(text) : null;

    /// <summary>The suite writes its signatures into Authorization; what stands there is the same.</summary>
    private static ParsedSignature? Parse(SignedMessage message) => Cavage.Parse(message, message.Field("authorization")!["Signature ".Length..]);

    private static SignedMessage Message(string file) => Lines.Read(File.ReadAllText(Shared.File($"{Suite}/latest/input/{file}.httpMessage")));

    private static VerificationKey Key(string name) => VerificationKey.FromPem(File.ReadAllText(Shared.File($"{Suite}/keys/{name}.pub")))!;
}
