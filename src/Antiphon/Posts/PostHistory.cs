using System.Globalization;
using System.Text.Json;
using Antiphon.Store;

namespace Antiphon.Posts;

/// <summary>What a post said for a while.</summary>
/// <param name="At">UTC ms from which it said so.</param>
/// <param name="Pictures">Which pictures it had, with their descriptions of that time; some may be gone.</param>
public sealed record PostVersion(long At, string Text, string Warning, bool Sensitive, IReadOnlyList<(long Id, string Description)> Pictures);

/// <summary>The versions of edited posts. Callers have found the card for their viewer, and may show all of what this gives.</summary>
public sealed class PostHistory(DataStore store)
{
    /// <summary>The first version first; the last is what the post says now.</summary>
    public IReadOnlyList<PostVersion> Of(PostCard card)
    {
        var versions = store.Read(sql => sql.Rows(
            "SELECT at, text, warning, sensitive, media FROM edits WHERE post = $1 ORDER BY at",
            static row => new PostVersion(row.Long(0), row.Text(1), row.Text(2), row.Bool(3), Pictures(row.Text(4))), card.Id));
        var post = card.Post;
        versions.Add(new PostVersion(
            post.Edited ?? post.Created, post.Text, post.Warning, post.Sensitive, [.. card.Media.Select(static one => (one.Id, one.Description ?? string.Empty))]));
        return versions;
    }

    private static List<(long Id, string Description)> Pictures(string json) =>
        [.. JsonSerializer.Deserialize<string[][]>(json)!.Select(static pair => (long.Parse(pair[0], CultureInfo.InvariantCulture), pair[1]))];
}
