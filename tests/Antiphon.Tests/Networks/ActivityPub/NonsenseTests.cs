using System.Text;
using Antiphon.Networks.ActivityPub.Wire;
using Xunit;

namespace Antiphon.Tests.Networks.ActivityPub;

/// <summary>Requests that somebody wrote to break the reader (security.md, test 27): always an answer, never an exception, and nothing taken that was not sent so.</summary>
public sealed class NonsenseTests
{
    private const string Tarek = "https://away.example.com/users/tarek";
    private const string Like = $$"""{"id":"{{Tarek}}/likes/1","type":"Like","actor":"{{Tarek}}","object":{"id":"https://antiphon.example.org/@asha/1","name":"\\u00e9"} }""";
    private const string Letters = "\"\\,;:=()?*@%[]{} \t\0\u00e9aAz09.-/#&+";

    /// <summary>Each time one of the fields or the body is cut, doubled, mixed or written over. Seeds are in the message, so that a failure can be played again.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Signed_requests_with_anything_wrong_in_them_are_refused_with_a_word(bool rfc9421)
    {
        var away = new Elsewhere();
        var good = away.Signed(Like, Elsewhere.Key(Tarek), rfc9421);
        Assert.Null((await away.Send(good)).Refusal);
        string[] covered = rfc9421 ? ["Signature-Input", "Signature", "Content-Digest", "Host"] : ["Signature", "Digest", "Date", "Host"];
        for (var seed = 0; seed < 1_500; seed++)
        {
            var draws = new Random(seed);
            var name = covered[draws.Next(covered.Length)];
            var before = good.Field(name)!;
            var broken = draws.Next(4) == 0 ? good with { Body = Encoding.UTF8.GetBytes(Broken(Like, draws)) } : good.With(name, Broken(before, draws));
            var got = await away.Send(broken);
            Assert.True(!got.Ok || SaysTheSame(good.Field(name)!, broken.Field(name)!), $"seed {seed}: {name} was {broken.Field(name)}");
        }

        // A key's id that was changed on the same server is asked for there; nobody else ever is.
        Assert.All(away.Asked, static asked => Assert.StartsWith("https://away.example.com/", asked, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Bodies_that_are_json_and_no_text_or_no_address_are_refused_with_a_word()
    {
        var away = new Elsewhere();
        string[] strings =
        [
            "\\ud800", "\\udc00\\ud800", "https://xn--0/1", "https://xn--zzzzzzzzzzz.example/1", "https://a..b/1", "https://[::1/1", "https://[::ffff:127.0.0.1%25lo]/1", "https:///1", "https://%00/1", "https:\\\\away.example.com/1",
            "https://\\u202eaway.example.com/1", "https://" + new string('a', 300) + ".example/1", "//away.example.com/1", "https://away.example.com:99999/1", "https://away.example.com:/1\\u0000", "https://\\ufdd0.example/1",
        ];
        foreach (var text in strings)
        {
            await Refused(away, $$"""{"id":"{{text}}","type":"Like","actor":"{{Tarek}}","object":"https://antiphon.example.org/1"}""");
            await Refused(away, $$"""{"id":"{{Tarek}}/1","type":"Like","actor":"{{text}}","object":"https://antiphon.example.org/1"}""");
        }

        foreach (var body in new[] { "{\"\\ud800\":1}", "{\"a\":\"\\udead\"}" }) Assert.Null(Documents.Read(Encoding.UTF8.GetBytes(body)));
        Assert.Null(Documents.Read(new byte[] { (byte)'{', (byte)'"', 0xC0, 0x80, (byte)'"', (byte)':', (byte)'1', (byte)'}' }));
        Assert.NotNull(Documents.Read("{\"a\":\"\\ud83d\\ude00\"}"u8.ToArray()));
        Assert.Empty(away.Asked);
    }

    /// <summary>Of a cavage signature the name of the algorithm is neither signed nor needed; white space and case mean nothing in places. What is changed there and still holds was not changed.</summary>
    private static bool SaysTheSame(string one, string other) =>
        Bare(one) == Bare(other) || one.Split(',').Where(static part => part.Contains("=\"", StringComparison.Ordinal) && !part.StartsWith("algorithm", StringComparison.Ordinal)).All(part => Bare(other).Contains(Bare(part), StringComparison.Ordinal));

    private static string Bare(string text) => string.Concat(text.Where(static letter => !char.IsWhiteSpace(letter) && letter is not ',')).ToLowerInvariant();

    private static string Broken(string text, Random draws)
    {
        var (from, many) = (draws.Next(text.Length), draws.Next(1, 4));
        var to = Math.Min(text.Length, from + many);
        return draws.Next(5) switch
        {
            0 => text[..from],
            1 => text[..from] + text[to..],
            2 => text[..to] + text[from..],
            3 => text[..from] + Letters[draws.Next(Letters.Length)] + text[to..],
            _ => text[..from] + new string(Letters[draws.Next(Letters.Length)], draws.Next(1, 2_000)) + text[from..],
        };
    }

    private static async Task Refused(Elsewhere away, string body) => Assert.False((await away.Send(body)).Ok, body);
}
