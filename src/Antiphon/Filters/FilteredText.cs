using Antiphon.Posts;

namespace Antiphon.Filters;

/// <summary>What of a post a filter looks at, as in Mastodon: the warning, the text, the options of its poll, and what its pictures are described as. Nothing is found across two of them.</summary>
public static class FilteredText
{
    public static IReadOnlyList<string> Of(PostCard card)
    {
        var texts = new List<string>(card.Media.Count + 2);
        if (card.Post.Warning.Length > 0) texts.Add(card.Post.Warning);
        if (card.Post.Text.Length > 0) texts.Add(card.Post.Text);
        if (card.Poll is { } poll) texts.AddRange(poll.Options);
        foreach (var picture in card.Media)
        {
            if (picture.Description is { Length: > 0 } description) texts.Add(description);
        }

        return texts;
    }
}
