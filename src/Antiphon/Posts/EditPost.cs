using System.Text.Json;
using Antiphon.Answers;
using Antiphon.Notifications;
using Antiphon.People;
using Antiphon.Store;

namespace Antiphon.Posts;

/// <summary>What an edit may change.</summary>
/// <param name="Media">The pictures afterwards; null leaves them.</param>
/// <param name="Descriptions">New alt texts by picture.</param>
public sealed record Edit(
    string Text,
    string Warning = "",
    bool Sensitive = false,
    string? Language = null,
    IReadOnlyList<long>? Media = null,
    IReadOnlyDictionary<long, string>? Descriptions = null);

/// <summary>Edits one's own post; what it said before is kept in its history, and what it says now is judged again.</summary>
public sealed class EditPost(DataStore store, Accounts accounts, PostShelf shelf, Recognise recognise, PostOptions options)
{
    public async Task<Outcome<PostCard>> Write(Account author, long id, Edit edit)
    {
        if (shelf.Find(id) is not { } old || old.Post.Author != author.Id || old.Post.BoostOf is not null) return Refusal.NotFound;
        var media = edit.Media ?? [.. old.Media.Select(static m => m.Id)];
        if (media.Count > options.MaxMedia) return Refusal.Invalid("media_ids", $"A post has {options.MaxMedia} pictures at most.");
        var prepared = PreparedText.From(edit.Text, edit.Warning, old.Post.Story, media.Count, options, accounts);
        if (!prepared.Ok) return prepared.Refusal;
        var parent = old.Post.ReplyTo is { } reply ? shelf.Find(reply) : null;
        var quoted = old.Post.QuoteOf is { } quote ? shelf.Find(quote) : null;
        var judged = recognise.Judge(author, prepared.Value.Text, old.Post.Visibility, edit.Language ?? old.Post.Language, parent, quoted, old.Post.Story, old.Post);
        return await store.TryWrite(tx => Update(tx, author, id, edit, prepared.Value, media, judged)).ConfigureAwait(false);
    }

    private static Outcome<PostCard> Update(
        Tx tx, Account author, long id, Edit edit, PreparedText text, IReadOnlyList<long> media, IReadOnlyList<Judged> judged)
    {
        var old = PostShelf.Find(tx, id);
        if (old is null || old.Post.Author != author.Id) return Refusal.NotFound;
        Remember(tx, old);
        var post = old.Post with
        {
            Text = text.Text,
            Warning = text.Warning,
            Sensitive = edit.Sensitive || text.Warning.Length > 0,
            Language = edit.Language ?? old.Post.Language,
            Edited = Math.Max(tx.Now, (old.Post.Edited ?? old.Post.Created) + 1),
        };
        tx.Run(
            "UPDATE posts SET text = $1, warning = $2, sensitive = $3, language = $4, edited = $5 WHERE id = $6 AND author = $7",
            post.Text, post.Warning, post.Sensitive, post.Language, post.Edited, id, author.Id);
        PostRows.Unindex(tx, id);
        PostRows.Index(tx, post, text);
        foreach (var (picture, description) in edit.Descriptions ?? new Dictionary<long, string>())
        {
            tx.Run("UPDATE media SET description = $1 WHERE id = $2 AND account = $3 AND (post IS NULL OR post = $4)", description, picture, author.Id, id);
        }

        var attached = media.Count == 0 ? Detach(tx, post) : PostRows.Attach(tx, post, media);
        if (!attached.Ok) return attached.Refusal;
        var card = new PostCard(post, attached.Value, [.. text.Mentions.Select(static m => m.Id)]);
        Recognise.Record(tx, card, author, judged);
        foreach (var mentioned in card.Mentions.Except(old.Mentions)) Notify.Add(tx, mentioned, NotificationKind.Mention, author.Id, id);
        foreach (var booster in tx.Rows("SELECT account FROM reactions WHERE post = $1 AND kind = 3", static row => row.Long(0), id))
        {
            Notify.Add(tx, booster, NotificationKind.Edit, author.Id, id);
        }

        tx.Happened(new PostEdited(card));
        return card;
    }

    private static Outcome<Attachment[]> Detach(Tx tx, Post post)
    {
        tx.Run("UPDATE media SET post = NULL WHERE post = $1 AND account = $2", post.Id, post.Author);
        return Array.Empty<Attachment>();
    }

    private static void Remember(Tx tx, PostCard old) => tx.Run(
        "INSERT INTO edits (post, at, text, warning, sensitive, media) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        old.Id,
        old.Post.Edited ?? old.Post.Created,
        old.Post.Text,
        old.Post.Warning,
        old.Post.Sensitive,
        JsonSerializer.Serialize(old.Media.Select(static m => new[] { m.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), m.Description ?? string.Empty }).ToArray()));
}
