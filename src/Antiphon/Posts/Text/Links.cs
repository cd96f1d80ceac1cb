namespace Antiphon.Posts.Text;

/// <summary>What makes two links the same.</summary>
public static class Links
{
    /// <summary>In UTF-16 code units. What is longer is seldom an article, and would fill the index with one post.</summary>
    public const int Longest = 2_048;

    /// <summary>The link without its fragment, which is a place within what it leads to; null for one that is too long.</summary>
    public static string? Key(string url)
    {
        var end = url.IndexOf('#', StringComparison.Ordinal);
        var key = end < 0 ? url : url[..end];
        return key.Length <= Longest ? key : null;
    }
}
