using Antiphon.Posts;

namespace Antiphon.MastodonApi.Entities;

/// <summary>Mastodon's words for who may read a post.</summary>
internal static class Visibilities
{
    public static string Name(Visibility visibility) => visibility switch
    {
        Visibility.Public => "public",
        Visibility.Unlisted => "unlisted",
        Visibility.Followers => "private",
        _ => "direct",
    };

    public static Visibility? Parse(string? name) => name switch
    {
        "public" => Visibility.Public,
        "unlisted" => Visibility.Unlisted,
        "private" => Visibility.Followers,
        "direct" => Visibility.Direct,
        _ => null,
    };
}
