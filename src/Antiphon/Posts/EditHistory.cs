using System.Globalization;
using System.Text.Json;
using Antiphon.Store;

namespace Antiphon.Posts;

/// <summary>A post as it was from one edit to the next.</summary>
/// <param name="At">UTC ms from which on it said this.</param>
/// <param name="Poll">The options of its poll then; null where it had none.</param>
/// <param name="Media">Its pictures then, with their descriptions of then; those whose files are gone are left out.</param>
public sealed record PostVersion(long At, string Text, string Warning, bool Sensitive, IReadOnlyList<Attachment> Media, IReadOnlyList<string>? Poll = null);

/// <summary>What a post has said, oldest first. Whoever may read the post may read its history: the caller has checked that.</summary>
public sealed class EditHistory(DataStore store)
{
    /// <summary>Versions shown at most: the newest ones.</summary>
    private const int Most = 200;

    public IReadOnlyList<PostVersion> Of(PostCard card)
    {
        var post = card.Post;
        var now = new PostVersion(post.Edited ?? post.Created, post.Text, post.Warning, post.Sensitive, card.Media, card.Poll?.Options);
        if (post.Edited is null) return [now];
        var before = store.Read(sql =>
        {
            var edits = sql.Rows(
                "SELECT at, text, warning, sensitive, media, poll FROM edits WHERE post = $1 ORDER BY at DESC LIMIT $2",
                static row => (At: row.Long(0), Text: row.Text(1), Warning: row.Text(2), Sensitive: row.Bool(3), Media: Pictures(row.Text(4)), Poll: row.TextOrNull(5)), post.Id, Most);
            var ids = edits.SelectMany(static edit => edit.Media.Select(static picture => picture.Id)).Distinct().ToArray();
            var pictures = ids.Length == 0
                ? []
                : sql.Rows($"SELECT {Attachment.Columns} FROM media WHERE account = $2 AND id {sql.Among(1)}", Attachment.Read, ids, post.Author).ToDictionary(static one => one.Id);
            return edits.Select(edit => new PostVersion(
                edit.At, edit.Text, edit.Warning, edit.Sensitive,
                [.. edit.Media.Where(one => pictures.ContainsKey(one.Id)).Select(one => pictures[one.Id] with { Description = one.Description })],
                edit.Poll is null ? null : JsonSerializer.Deserialize<string[]>(edit.Poll))).Reverse().ToList();
        });
        return [.. before, now];
    }

    private static IReadOnlyList<(long Id, string? Description)> Pictures(string json) =>
        [.. JsonSerializer.Deserialize<string[][]>(json)!.Select(static pair => (long.Parse(pair[0], CultureInfo.InvariantCulture), pair[1].Length == 0 ? null : pair[1]))];
}
