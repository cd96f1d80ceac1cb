using System.Text;
using System.Text.RegularExpressions;
using Antiphon.Networks.ActivityPub.Signatures;
using Xunit;

namespace Antiphon.Tests.Networks.ActivityPub;

/// <summary>The examples of the RFC's appendix B, byte for byte.</summary>
public sealed partial class Rfc9421Tests
{
    [Theory]
    [InlineData("sig-b21", "example-key-rsa-pss-test", Algorithm.RsaPssSha512)]
    [InlineData("sig-b22", "example-key-rsa-pss-test", Algorithm.RsaPssSha512)]
    [InlineData("sig-b23", "example-key-rsa-pss-test", Algorithm.RsaPssSha512)]
    [InlineData("sig-b26", "example-key-ed25519", Algorithm.Ed25519)]
    public void The_examples_over_the_test_request_verify_and_a_byte_more_does_not(string label, string keyName, Algorithm algorithm)
    {
        var (text, key) = (Appendix(), Key(keyName));
        var message = Request(text, label, Block(text, "For requests, this"));
        var signature = MessageSignature.Parse(message, label)!;
        Assert.NotNull(signature);
        Assert.Equal(Base(text, label), Encoding.UTF8.GetString(Assert.Single(signature.Bases)));
        Assert.True(key.Verify(algorithm, signature.Bases[0], signature.Signature));
        Assert.False(key.Verify(algorithm, [.. signature.Bases[0], (byte)' '], signature.Signature));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_618_884_473), signature.Created);
        Assert.True(Digests.ContentDigestHolds(message.Field("content-digest"), message.Body.Span));
        Assert.False(Digests.ContentDigestHolds(message.Field("content-digest"), [.. message.Body.Span, (byte)'\n']));
    }

    [Fact]
    public void A_proxys_signature_over_a_clients_certificate_verifies()
    {
        var text = Appendix();
        var message = Lines.Read(Blocks(text).Single(static block => block.Contains("ttrp=(", StringComparison.Ordinal)));
        var signature = MessageSignature.Parse(message, "ttrp")!;
        Assert.True(signature.IsOf(Key("example-key-ecc-p256")));
        Assert.False(MessageSignature.Parse(message with { Method = "PUT" }, "ttrp")!.IsOf(Key("example-key-ecc-p256")));
    }

    /// <summary>Appendix B.4: four ways in which a message may be changed on its way, and two in which it may not.</summary>
    [Fact]
    public void What_proxies_may_change_of_a_message_keeps_its_signature_and_what_they_may_not_breaks_it()
    {
        var changed = Blocks(Appendix()).Where(static block => block.Contains("transform=(", StringComparison.Ordinal)).Select(static block => Lines.Read(block)).ToList();
        Assert.Equal([true, true, true, true, false, false], changed.Select(message => MessageSignature.Parse(message)!.IsOf(Key("example-key-ed25519"))));
    }

    [Fact]
    public void An_example_of_a_response_or_with_a_secret_is_no_signature_of_a_request_here()
    {
        var text = Appendix();
        Assert.Null(MessageSignature.Parse(Request(text, "sig-b24", Block(text, "For requests, this")), "sig-b24"));
        Assert.False(MessageSignature.Parse(Request(text, "sig-b25", Block(text, "For requests, this")), "sig-b25")!.IsOf(Key("example-key-rsa-pss-test")));
    }

    /// <summary>The fields of that label, put onto the request that the appendix signs in every example.</summary>
    private static SignedMessage Request(string text, string label, string request)
    {
        var signed = Blocks(text).Single(block => block.StartsWith($"Signature-Input: {label}=", StringComparison.Ordinal));
        var message = Lines.Read(request);
        return message with { Fields = [.. message.Fields, .. signed.Split('\n').Select(static line => line.Split(':', 2)).Select(static parts => new KeyValuePair<string, string>(parts[0], parts[1]))] };
    }

    private static string Base(string text, string label)
    {
        var before = text[..text.IndexOf($"Signature-Input: {label}=", StringComparison.Ordinal)];
        return Lines.Unwrapped(AnyBlock().Matches(before)[^1].Groups[1].Value).TrimEnd('\n');
    }

    private static string Block(string text, string after) => Blocks(text[text.IndexOf(after, StringComparison.Ordinal)..])[0];

    private static List<string> Blocks(string text) => [.. MessageBlock().Matches(text).Select(static block => Lines.Unwrapped(block.Groups[1].Value).TrimEnd('\n'))];

    private static VerificationKey Key(string name)
    {
        var text = Appendix();
        var section = text[text.IndexOf($"{{#{name}}}", StringComparison.Ordinal)..];
        return VerificationKey.FromPem(PublicKey().Match(section).Value)!;
    }

    private static string Appendix() => File.ReadAllText(Shared.File("data/corpora/http-signatures/rfc9421/appendix-B-examples.md"));

    [GeneratedRegex(@"^~~~(?: http-message)?\n(?:NOTE:[^\n]*\n\n)?((?:POST|GET|HTTP|Signature-Input:).*?)\n~~~$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex MessageBlock();

    [GeneratedRegex("-----BEGIN PUBLIC KEY-----.*?-----END PUBLIC KEY-----", RegexOptions.Singleline)]
    private static partial Regex PublicKey();

    [GeneratedRegex(@"^~~~\n(?:NOTE:[^\n]*\n\n)?(""(?:(?!~~~).*\n)*)~~~$", RegexOptions.Multiline)]
    private static partial Regex AnyBlock();
}
