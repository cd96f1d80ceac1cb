using Antiphon.Intake;
using Antiphon.Networks.Archives;
using Antiphon.Networks.Archives.Lines;
using Antiphon.Tally;
using Antiphon.Tests.Networks.Reading;
using CsCheck;
using Xunit;

namespace Antiphon.Tests.Networks.Lines;

/// <summary>Our own lines, which anybody's script can write.</summary>
public sealed class AntiphonLinesTests
{
    private const string First = "{\"antiphon\":1,\"recheckable\":true,\"retrieved\":\"2017-11-01T12:00:00Z\"}\n";

    [Fact]
    public async Task Every_kind_of_line_says_what_stands_in_it()
    {
        var rows = await Given.Read(new AntiphonLines(), First + string.Join('\n',
            "{\"network\":\"twitter\",\"kind\":\"post\",\"id\":\"919659438700670976\",\"author\":\"26642006\",\"author_created\":\"2009-03-25T23:30:00Z\",\"at\":\"2017-10-15T20:21:11.289Z\",\"text\":\"me too \\ud83d\\ude42\",\"language\":\"en\",\"parent\":\"5\",\"root\":\"4\",\"quoted\":\"3\",\"quoted_text\":\"who?\",\"boosts\":7,\"likes\":0}",
            "{\"kind\":\"boost\",\"network\":\"bluesky\",\"author\":\"did:plc:abc\",\"target\":\"at://did:plc:abc/app.bsky.feed.post/1\",\"at\":1508098871289}",
            "{\"network\":\"facebook\",\"kind\":\"like\",\"author\":12,\"target\":13,\"at\":1508098871290,\"something\":{\"new\":[1,2]}}",
            "{\"network\":\"reddit\",\"kind\":\"post\",\"id\":\"t3_a\",\"at\":\"2017-10-15T22:21:11+02:00\",\"text\":\"me too\",\"bot\":true}",
            "{\"network\":\"twitter\",\"kind\":\"gone\",\"id\":\"919659438700670976\"}",
            "{\"network\":\"twitter\",\"kind\":\"author_gone\",\"author\":\"26642006\"}",
            "{\"network\":\"twitter\",\"kind\":\"author_back\",\"author\":\"26642006\"}",
            "{\"network\":\"other\",\"kind\":\"context\",\"id\":\"9\",\"text\":\"me too\"}"));
        Assert.Empty(rows.Damaged);
        Assert.Equal(8, rows.Rows);
        var retrieved = Given.Ms("2017-11-01T12:00:00Z");
        Assert.Equal(
            new ArchivedItem
            {
                Kind = ArchivedKind.Post, Network = Network.Twitter, Key = 919_659_438_700_670_976, Author = 26_642_006, AuthorCreated = Given.Ms("2009-03-25T23:30:00Z"), At = 1_508_098_871_289,
                Text = "me too 🙂", Language = "en", Parent = 5, Root = 4, Quoted = 3, QuotedText = "who?", ReportedBoosts = 7, ReportedLikes = 0, Retrieved = retrieved,
            },
            rows.Items[0]);
        Assert.Equal((ArchivedKind.Boost, Network.Bluesky, ArchivedKey.Of("did:plc:abc"), ArchivedKey.Of("at://did:plc:abc/app.bsky.feed.post/1")), (rows.Items[1].Kind, rows.Items[1].Network, rows.Items[1].Author, rows.Items[1].Target));
        Assert.Equal((ArchivedKind.Like, 12, 13, 1_508_098_871_290), (rows.Items[2].Kind, rows.Items[2].Author, rows.Items[2].Target, rows.Items[2].At));
        Assert.Equal((0, true, 1_508_098_871_000), (rows.Items[3].Author, rows.Items[3].Bot, rows.Items[3].At));
        Assert.Equal([ArchivedKind.Gone, ArchivedKind.AuthorGone, ArchivedKind.AuthorBack, ArchivedKind.Context], rows.Items.Skip(4).Select(static item => item.Kind));
    }

    [Theory]
    [InlineData("{\"kind\":\"post\",\"id\":\"1\",\"at\":1,\"text\":\"a\"}", "has no \"network\"")]
    [InlineData("{\"network\":\"myspace\",\"kind\":\"post\",\"id\":\"1\",\"at\":1}", "\"network\" is none of")]
    [InlineData("{\"network\":\"twitter\",\"id\":\"1\",\"at\":1}", "has no \"kind\"")]
    [InlineData("{\"network\":\"twitter\",\"kind\":\"shout\",\"id\":\"1\",\"at\":1}", "\"kind\" is none of")]
    [InlineData("{\"network\":\"twitter\",\"kind\":\"post\",\"at\":1}", "has no \"id\"")]
    [InlineData("{\"network\":\"twitter\",\"kind\":\"post\",\"id\":\"1\",\"at\":\"last Sunday\"}", "has no \"at\"")]
    [InlineData("{\"network\":\"twitter\",\"kind\":\"post\",\"id\":\"1\",\"at\":-5}", "has no \"at\"")]
    [InlineData("{\"network\":\"twitter\",\"kind\":\"like\",\"author\":\"1\",\"at\":1}", "has no \"target\"")]
    [InlineData("{\"network\":\"twitter\",\"kind\":\"like\",\"target\":\"1\",\"at\":1}", "has no \"author\"")]
    [InlineData("{\"network\":\"twitter\",\"kind\":\"post\",\"id\":9.19659e17,\"at\":1}", "lost its last digits")]
    [InlineData("{\"network\":\"twitter\",\"kind\":\"post\",\"id\":\"1\",\"at\":1", "no JSON")]
    [InlineData("[1]", "no JSON object")]
    public async Task A_line_that_lacks_what_it_needs_is_named_and_passed_over(string line, string why)
    {
        var rows = await Given.Read(new AntiphonLines(), $"{First}{{\"network\":\"twitter\",\"kind\":\"gone\",\"id\":\"8\"}}\n{line}\n{{\"network\":\"twitter\",\"kind\":\"gone\",\"id\":\"9\"}}\n");
        Assert.Equal([8, 9], rows.Items.Select(static item => item.Key));
        var damaged = Assert.Single(rows.Damaged);
        Assert.Equal(3, damaged.Line);
        Assert.Contains(why, damaged.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_a_later_version_is_refused()
    {
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => Given.Read(new AntiphonLines(), "{\"antiphon\":2}\n{\"network\":\"twitter\",\"kind\":\"gone\",\"id\":\"8\"}\n"));
        Assert.Contains("version 1", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_is_done_to_a_file_it_is_read_or_refused() => Gen.Select(Gen.Int[0, 400], Gen.Byte, Gen.Int[0, 3]).Sample(
        (at, value, how) =>
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(First + "{\"network\":\"twitter\",\"kind\":\"post\",\"id\":\"91\",\"author\":\"26\",\"at\":\"2017-10-15T20:21:11.289Z\",\"text\":\"me too\",\"language\":\"en\"}\n{\"network\":\"facebook\",\"kind\":\"like\",\"author\":\"12\",\"target\":\"13\",\"at\":1508098871290}\n").ToList();
            at %= bytes.Count;
            if (how == 0) bytes[at] = value;
            else if (how == 1) bytes.Insert(at, value);
            else if (how == 2) bytes.RemoveAt(at);
            else bytes.RemoveRange(Math.Max(1, at), bytes.Count - Math.Max(1, at));
            try
            {
                return Given.Read(new AntiphonLines(), [.. bytes]).GetAwaiter().GetResult().Rows <= 4;
            }
            catch (InvalidDataException)
            {
                return true;
            }
        },
        iter: 2_000);
}
