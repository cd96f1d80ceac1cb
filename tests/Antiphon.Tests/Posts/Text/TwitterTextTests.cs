using Antiphon.Posts.Text;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Antiphon.Tests.Posts.Text;

/// <summary>twitter-text's extraction suite, each case a test of its own, for hashtags, links and mentions.</summary>
public sealed class TwitterTextTests
{
    private const string Suite = "data/corpora/twitter-text/conformance/extract.yml";

    private const string NoTcoRules = "t.co is a link like any other: Twitter's own shortener gets no rule here, nor in Mastodon";
    private const string AnyScript = "a path may hold any script, as in Mastodon: most languages are written in addresses today";
    private const string NeedsSpace = "a name needs a space before it where the script has spaces, as in Mastodon; RT@ is a habit of 2009";
    private const string Remote = "user@host names a person on another server";

    private const string JapanesePath = "http://twitter.com/これは日本語です。example.com中国語http://t.co/abcde한국twitter.comテストexample2.comテストhttp://twitter.com/abcde";

    /// <summary>Where we differ in single cases, and why. One more rule stands in <see cref="Check"/>. Nothing else may differ.</summary>
    private static readonly Dictionary<string, (string Reason, string[] Ours)> Deviations = new()
    {
        ["urls: Extract a t.co URL with a trailing apostrophe"] = (NoTcoRules, ["http://t.co/pbY2NfTZ's"]),
        ["urls: Extract a t.co URL with a trailing hyphen"] = (NoTcoRules, ["http://t.co/FNkPfmii-"]),
        ["urls: DO NOT extract URLs with > 40 characters in a t.co slug"] = (NoTcoRules, ["http://t.co/abcdefghijklmnopqrstuvwxyz012345678901234"]),
        ["urls_with_indices: Extract t.co URLs skipping trailing characters and adjusting indices correctly"] = (NoTcoRules,
        [
            "http://t.co/pbY2NfTZ's 0-22", "http://t.co/2vYHpAc5 23-43", "http://t.co/ulYGBYSo 45-65", "http://t.co/8MkmHU0k+c 67-89",
            "http://t.co/TKLp64dY.x 90-112", "http://t.co/8t7G3ddS#a 113-135", "http://t.co/FNkPfmii- 136-157",
        ]),
        ["urls: Extract URLs with and without protocol surrounded by CJK characters"] = (AnyScript, [JapanesePath]),
        ["urls_with_indices: Extract URLs with and without protocol surrounded by CJK characters"] = (AnyScript, [JapanesePath + " 0-114"]),
        ["mentions: Extract mentions after 'RT'"] = (NeedsSpace, ["mention", "test"]),
        ["mentions: Extract mentions after 'rt'"] = (NeedsSpace, ["mention", "test"]),
        ["mentions: Extract mentions after 'Rt'"] = (NeedsSpace, ["mention", "test"]),
        ["mentions: Extract mentions after 'rT'"] = (NeedsSpace, ["mention", "test"]),
        ["mentions: Extract lone metion but not @user@user (too close to an email)"] = (Remote, ["username", "test@example.com"]),
    };

    public static TheoryData<string, string, string, string> Hashtags() => Cases("hashtags", "hashtags_from_astral", "hashtags_with_indices");

    public static TheoryData<string, string, string, string> Links() =>
        Cases("urls", "urls_with_indices", "urls_with_directional_markers", "tco_urls_with_params");

    public static TheoryData<string, string, string, string> Mentions() => Cases("mentions", "mentions_with_indices");

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Hashtags))]
    public void Hashtags_are_found_as_twitter_text_finds_them(string section, string description, string text, string expected) =>
        Check(EntityKind.Hashtag, section, description, text, expected);

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Links))]
    public void Links_are_found_as_twitter_text_finds_them(string section, string description, string text, string expected) =>
        Check(EntityKind.Link, section, description, text, expected);

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Mentions))]
    public void Mentions_are_found_as_twitter_text_finds_them(string section, string description, string text, string expected) =>
        Check(EntityKind.Mention, section, description, text, expected);

    private static void Check(EntityKind kind, string section, string description, string text, string expected)
    {
        var wanted = expected.Length == 0 ? [] : expected.Split('\n');
        // One rule, not a list of cases: domains without a scheme stay text, as in Mastodon ("io.js" is no invitation).
        if (kind == EntityKind.Link) wanted = [.. wanted.Where(w => w.Contains("://", StringComparison.Ordinal))];
        if (Deviations.TryGetValue($"{section}: {description}", out var deviation)) wanted = deviation.Ours;
        var withIndices = section.Contains("indices") || section.Contains("directional");
        var found = Entities.Find(text).Where(e => e.Kind == kind).Select(e => Describe(text, e, withIndices));
        if (deviation.Reason is null) Assert.Equal(wanted, found);
        else Assert.True(wanted.SequenceEqual(found), $"We differ here because {deviation.Reason}, and find: {string.Join(" | ", found)}");
    }

    private static string Describe(string text, Entity entity, bool withIndices)
    {
        var value = entity.Kind == EntityKind.Link ? text.Substring(entity.Start, entity.Length) : entity.Value;
        return withIndices ? $"{value} {CodePoints(text, entity.Start)}-{CodePoints(text, entity.End)}" : value;
    }

    // The suite counts code points, we count UTF-16 code units.
    private static int CodePoints(string text, int at) => text[..at].EnumerateRunes().Count();

    private static TheoryData<string, string, string, string> Cases(params string[] sections)
    {
        var data = new TheoryData<string, string, string, string>();
        if (Shared.Find() is not { } root || !File.Exists(Path.Combine(root, Suite))) return data;
        var yaml = new YamlStream();
        using var reader = new StreamReader(Path.Combine(root, Suite));
        yaml.Load(reader);
        var tests = (YamlMappingNode)yaml.Documents[0].RootNode["tests"];
        foreach (var section in sections)
            foreach (var test in (YamlSequenceNode)tests[section])
                data.Add(section, test["description"].ToString(), test["text"].ToString(), string.Join('\n', ((YamlSequenceNode)test["expected"]).Select(Expected)));
        return data;
    }

    private static string Expected(YamlNode node) => node is not YamlMappingNode map
        ? node.ToString()
        : $"{map.Children.First(c => c.Key.ToString() != "indices").Value} {map["indices"][0]}-{map["indices"][1]}";
}
