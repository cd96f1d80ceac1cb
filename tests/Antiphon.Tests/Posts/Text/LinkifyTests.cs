using Antiphon.Posts.Text;
using Xunit;

namespace Antiphon.Tests.Posts.Text;

/// <summary>linkify-it's lists, as far as they are about http and https: it also links bare domains, addresses of mail, ftp and //host.</summary>
public sealed class LinkifyTests
{
    private const string Folder = "data/corpora/linkify-it";

    private const string NoUserPart = "a user part dresses up another host (https://your-bank.example@elsewhere.example)";
    private const string NoLocalNames = "numeric addresses and names without a dot point into the reader's own network; text, as in Mastodon";
    private const string Quotes = "a quotation mark belongs to the sentence";
    private const string NotAfterAt = "after an @ comes a name, as in twitter-text";

    /// <summary>What we find instead (null: nothing), and why.</summary>
    private static readonly Dictionary<string, (string Reason, string? Ours)> Deviations = new()
    {
        ["http://user:pass@example.com:8080"] = (NoUserPart, null),
        ["http://user@example.com"] = (NoUserPart, null),
        ["http://user@example.com:8080"] = (NoUserPart, null),
        ["http://user:pass@example.com"] = (NoUserPart, null),
        ["http://inrgess2"] = (NoLocalNames, null),
        ["http://999"] = (NoLocalNames, null),
        ["http://host-name"] = (NoLocalNames, null),
        ["http://localhost:8000"] = (NoLocalNames, null),
        ["http://172.26.142.48/viewerjs/#../0529/slides.pdf"] = (NoLocalNames, null),
        ["http://foo.com/blah_blah_\"doublequoted\""] = (Quotes, "http://foo.com/blah_blah_"),
        ["http://foo.com/blah_blah_'singlequoted'"] = (Quotes, "http://foo.com/blah_blah_'singlequoted"),
        ["http://vk.com"] = (NotAfterAt, null),
    };

    public static TheoryData<string, string> Links()
    {
        var data = new TheoryData<string, string>();
        var lines = Lines("links.txt");
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Length == 0) continue;
            var text = lines[i];
            var expected = i + 1 < lines.Count && lines[i + 1].Length > 0 ? lines[++i] : text;
            if (expected.StartsWith("http", StringComparison.OrdinalIgnoreCase)) data.Add(text, expected);
        }

        return data;
    }

    public static TheoryData<string> NoLinks() => [.. Lines("not_links.txt").Where(line => line.Length > 0)];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Links))]
    public void Links_end_where_a_reader_would_end_them(string text, string expected)
    {
        var found = Entities.Find(text).Where(e => e.Kind == EntityKind.Link).Select(e => text.Substring(e.Start, e.Length)).FirstOrDefault();
        if (!Deviations.TryGetValue(expected, out var deviation)) Assert.Equal(expected, found);
        else Assert.True(found == deviation.Ours, $"We differ here because {deviation.Reason}, and find: {found}");
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(NoLinks))]
    public void What_is_no_link_stays_text(string text) => Assert.DoesNotContain(Entities.Find(text), e => e.Kind == EntityKind.Link);

    /// <summary>The lists' lines without their comments: a line of <c>%</c>, or two blanks and <c>%</c> behind a case.</summary>
    private static List<string> Lines(string file)
    {
        if (Shared.Find() is not { } root || !File.Exists(Path.Combine(root, Folder, file))) return [];
        return [.. File.ReadLines(Path.Combine(root, Folder, file)).Where(line => !line.StartsWith('%')).Select(line => line.Split(" %")[0].TrimEnd())];
    }
}
