using System.Buffers;

namespace Antiphon.Posts.Text;

/// <summary>
/// Finds hashtags, mentions and links in a plain text, by Mastodon's rules where those differ from twitter-text's.
/// One pass, no regular expression, no going back: time is linear in the length of the text, whatever the text.
/// </summary>
public static class Entities
{
    private static readonly SearchValues<char> Signs = SearchValues.Create(":#＃@");

    /// <summary>All entities, in order, never overlapping.</summary>
    public static IReadOnlyList<Entity> Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<Entity>? found = null;
        var free = 0; // Everything before this offset belongs to an entity already found.
        var at = 0;
        while (true)
        {
            var next = text.AsSpan(at).IndexOfAny(Signs);
            if (next < 0) return found ?? (IReadOnlyList<Entity>)[];
            at += next;
            var resume = at + 1;
            var entity = text[at] switch
            {
                ':' => LinkScan.At(text, at, free, out resume),
                '@' => MentionScan.At(text, at),
                _ => HashtagScan.At(text, at),
            };
            at = resume;
            if (entity is null) continue;
            (found ??= []).Add(entity);
            at = free = entity.End;
        }
    }
}
