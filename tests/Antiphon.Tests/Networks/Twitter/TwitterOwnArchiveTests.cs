using System.IO.Compression;
using System.Text;
using Antiphon.Intake;
using Antiphon.Networks.Archives;
using Antiphon.Networks.Archives.Twitter;
using Antiphon.Tests.Networks.Reading;
using Xunit;

namespace Antiphon.Tests.Networks.Twitter;

/// <summary>A person's own archive: what is read in it, and above all what is not.</summary>
public sealed class TwitterOwnArchiveTests : IDisposable
{
    private const string Account = "window.YTD.account.part0 = [ { \"account\" : { \"email\" : \"imre@example.org\", \"accountId\" : \"77\", \"createdAt\" : \"2010-01-01T00:00:00.000Z\" } } ]";

    private static readonly string Tweet =
        "{\"tweet\":{\"id_str\":\"919660000000000001\",\"full_text\":\"me too &amp; more\",\"created_at\":\"Sun Oct 15 20:30:00 +0000 2017\",\"favorite_count\":\"3\",\"retweet_count\":\"1\",\"lang\":\"en\"}}";

    private readonly string directory = Directory.CreateTempSubdirectory("antiphon-own-archive-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task The_sample_is_one_post_of_one_s_own_and_one_boost_that_is_none()
    {
        var folder = Path.GetDirectoryName(Shared.File("data/formats/c_twitter_archive/tweets.js"))!;
        var path = Zip([.. Directory.EnumerateFiles(folder).Select(static file => ("data/" + Path.GetFileName(file), File.ReadAllText(file)))]);
        var rows = await Given.ReadFile(new TwitterOwnArchive(), path);
        Assert.Equal((2, 1, 0), ((int)rows.Rows, (int)rows.Other, rows.Damaged.Count));
        var post = Assert.Single(rows.Items);
        Assert.Equal((1000000000000000001, 77, 1000000000000000000, Given.Ms("2025-12-06T18:20:30Z")), (post.Key, post.Author, post.Parent, post.At));
        Assert.Equal(("@caller #ExampleTag", null, 1, 3), (post.Text, post.Language, post.ReportedBoosts, post.ReportedLikes));
        Assert.Equal(Given.Ms("2010-01-01T00:00:00Z"), post.AuthorCreated);
    }

    /// <summary>The entries that hold messages, addresses and likes are so broken here that whoever opens them throws.</summary>
    [Fact]
    public async Task Messages_addresses_numbers_and_likes_are_never_opened()
    {
        string[] never = ["data/direct-messages.js", "data/direct-messages-group.js", "data/email-address-change.js", "data/phone-number.js", "data/like.js", "data/ip-audit.js", "data/deleted-tweets.js"];
        var path = Zip([("data/account.js", Account), ("data/tweets.js", $"window.YTD.tweets.part0 = [{Tweet}];"), .. never.Select(static name => (name, new string('x', 500) + name))]);
        var bytes = await File.ReadAllBytesAsync(path);
        foreach (var name in never)
        {
            var at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(name)) + name.Length;
            bytes.AsSpan(at, 12).Fill(0xFF);
        }

        await File.WriteAllBytesAsync(path, bytes);
        var archive = await Given.Opened(path);
        foreach (var name in never)
        {
            Assert.Throws<InvalidDataException>(() =>
            {
                using var stream = archive.Open(archive.Entries.Single(entry => entry.Path == name));
                stream.CopyTo(Stream.Null);
            });
        }

        var format = new TwitterOwnArchive();
        Assert.Equal(["twitter-archive"], Formats.All.Where(one => one.Recognises(archive)).Select(static one => one.Name));
        Assert.Equal(["data/account.js", "data/tweets.js"], archive.Entries.Where(format.Needs).Select(static entry => entry.Path));
        await archive.Check(format.Needs, CancellationToken.None);
        Assert.Single((await Given.ReadFile(format, path)).Items);
    }

    [Theory]
    [InlineData("tweet.js", "account.js", "window.YTD.tweet.part0 = [$]")]
    [InlineData("twitter-2022-11-18-abc/data/tweets.js", "twitter-2022-11-18-abc/data/account.js", "window.YTD.tweets.part0 = [ $ ] ;")]
    [InlineData("data/tweets.js", "data/account.js", "\uFEFFwindow.YTD.tweets.part0 = [\n$\n]")]
    public async Task Every_age_of_the_archive_is_read(string posts, string account, string script)
    {
        var path = Zip([(posts, script.Replace("$", Tweet, StringComparison.Ordinal)), (account, Account), ("data/like.js", "window.YTD.like.part0 = []")]);
        var item = Assert.Single((await Given.ReadFile(new TwitterOwnArchive(), path)).Items);
        Assert.Equal((919660000000000001, 77, "me too & more", 3), (item.Key, item.Author, item.Text, item.ReportedLikes));
    }

    [Fact]
    public async Task Parts_follow_each_other_and_a_file_that_is_cut_off_is_named()
    {
        var other = Tweet.Replace("0001\"", "0002\"", StringComparison.Ordinal);
        var path = Zip([("data/account.js", Account), ("data/tweets.js", $"window.YTD.tweets.part0 = [{Tweet}]"), ("data/tweets-part1.js", $"window.YTD.tweets.part1 = [{other},{{\"tweet\":{{\"id_s")]);
        var rows = await Given.ReadFile(new TwitterOwnArchive(), path);
        Assert.Equal([919660000000000001, 919660000000000002], rows.Items.Select(static item => item.Key));
        Assert.Contains("cut off", Assert.Single(rows.Damaged).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_script_alone_is_read_in_any_encoding_and_says_nobody_s_name()
    {
        var text = $"window.YTD.tweets.part0 = [{Tweet}]";
        Assert.Equal(["twitter-archive"], await Given.RecognisedBy(text));
        foreach (var bytes in (byte[][])[Encoding.UTF8.GetBytes(text), [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)]])
        {
            var item = Assert.Single((await Given.Read(new TwitterOwnArchive(), bytes)).Items);
            Assert.Equal((919660000000000001, 0), (item.Key, (int)item.Author));
        }
    }

    [Fact]
    public async Task Earlier_versions_of_an_edited_post_are_gone()
    {
        var edited = Tweet.Replace("{\"tweet\":{", "{\"tweet\":{\"edit_info\":{\"edit\":{\"initialTweetId\":\"5\",\"editControlInitial\":{\"editTweetIds\":[\"919660000000000000\",\"919660000000000001\"]}}},", StringComparison.Ordinal);
        var rows = await Given.Read(new TwitterOwnArchive(), $"window.YTD.tweets.part0 = [{edited}]");
        Assert.Equal([(ArchivedKind.Post, 919660000000000001), (ArchivedKind.Gone, 919660000000000000)], rows.Items.Select(static item => (item.Kind, item.Key)));
    }

    private string Zip(params (string Name, string Text)[] files)
    {
        var path = Path.Combine(directory, "archive.zip");
        File.Delete(path);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, text) in files)
        {
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(Encoding.UTF8.GetBytes(text));
        }

        return path;
    }
}
