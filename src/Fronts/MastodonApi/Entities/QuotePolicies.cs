using Antiphon.Posts;

namespace Antiphon.MastodonApi.Entities;

/// <summary>Mastodon's words for who may quote a post.</summary>
internal static class QuotePolicies
{
    public static string Name(QuotePolicy policy) => policy switch
    {
        QuotePolicy.Public => "public",
        QuotePolicy.Followers => "followers",
        _ => "nobody",
    };

    public static QuotePolicy? Parse(string name) => name switch
    {
        "public" => QuotePolicy.Public,
        "followers" => QuotePolicy.Followers,
        "nobody" => QuotePolicy.Nobody,
        _ => null,
    };
}
