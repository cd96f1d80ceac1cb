using System.Text;

namespace Antiphon.Posts.Text;

/// <summary>When two hashtags are the same hashtag.</summary>
public static class Hashtags
{
    /// <summary>Longer ones are none.</summary>
    private const int Longest = 100;

    /// <summary>Whether this, without a <c>#</c>, could stand in a post as a hashtag.</summary>
    public static bool IsTag(string name) =>
        name.Length is > 0 and <= Longest && Entities.Find("#" + name) is [{ Kind: EntityKind.Hashtag } tag] && tag.Value == name;

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
