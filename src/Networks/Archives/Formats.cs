using Antiphon.Networks.Archives.Bluesky;
using Antiphon.Networks.Archives.Mastodon;
using Antiphon.Networks.Archives.Meta;
using Antiphon.Networks.Archives.Reddit;
using Antiphon.Networks.Archives.Tables;
using Antiphon.Networks.Archives.Twitter;

namespace Antiphon.Networks.Archives;

/// <summary>Every format that can be read. A new reader is listed here and nowhere else; docs/archives.md describes each.</summary>
public static class Formats
{
    /// <summary>In the order in which help lists them.</summary>
    public static IReadOnlyList<IArchiveFormat> All { get; } =
    [
        new TwitterV1(),
        new TwitterV2(),
        new TwitterCompliance(),
        new TwitterOwnArchive(),
        new TwitterIds(),
        new FourCat(),
        new DmiTcat(),
        new FacebookOwn(),
        new CrowdTangle(),
        new ContentLibrary(),
        new MastodonExport(),
        new CarFormat(),
        new JetstreamFormat(),
        new Pushshift(),
        new RedditOwn(),
        new ReplayReader(),
    ];

    public static IArchiveFormat? Named(string name) => All.FirstOrDefault(format => format.Name == name);
}
