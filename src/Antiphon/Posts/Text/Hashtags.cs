using System.Text;

namespace Antiphon.Posts.Text;

/// <summary>When two hashtags are the same hashtag.</summary>
public static class Hashtags
{
    /// <summary>
    /// The key under which a tag (without its <c>#</c>) is stored and compared: case, diacritics and width folded, invisible joiners gone.
    /// <c>MeToo</c>, <c>METOO</c>, <c>mètoo</c> and <c>ＭｅＴｏｏ</c> are all <c>metoo</c>. Folding a key gives the key.
    /// </summary>
    public static string Fold(string tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        var key = new StringBuilder(tag.Length);
        foreach (var rune in tag.EnumerateRunes()) FoldTable.Append(key, rune);
        return key.ToString();
    }
}
