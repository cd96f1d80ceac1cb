using System.Text.Json;
using Antiphon.Answers;
using Antiphon.Media;
using Antiphon.Notifications;
using Antiphon.People;
using Antiphon.Posts.Polls;
using Antiphon.Store;
using Antiphon.Timelines;

namespace Antiphon.Posts;

/// <summary>What an edit may change.</summary>
/// <param name="Media">The pictures afterwards; null leaves them.</param>
/// <param name="Descriptions">New alt texts by picture.</param>
/// <param name="Focuses">New focal points by picture.</param>
/// <param name="Poll">The poll afterwards.</param>
/// <param name="KeepPoll">Without <paramref name="Poll"/>: whether one that is there stays.</param>
/// <param name="QuotePolicy">Null leaves it.</param>
public sealed record Edit(
    string Text,
    string Warning = "",
    bool Sensitive = false,
    string? Language = null,
    IReadOnlyList<long>? Media = null,
    IReadOnlyDictionary<long, string>? Descriptions = null,
    IReadOnlyDictionary<long, Focus>? Focuses = null,
    PollDraft? Poll = null,
    bool KeepPoll = true,
    QuotePolicy? QuotePolicy = null);

/// <summary>Edits one's own post; what it said before is kept in its history, and what it says now is judged again.</summary>
public sealed class EditPost(DataStore store, Accounts accounts, PostShelf shelf, Recognise recognise, PostOptions options)
{
    public async Task<Outcome<PostCard>> Write(Account author, long id, Edit edit)
    {
        if (shelf.Find(id) is not { } old || old.Post.Author != author.Id || old.Post.BoostOf is not null) return Refusal.NotFound;
        var media = edit.Media ?? [.. old.Media.Select(static m => m.Id)];
        if (media.Count > options.MaxMedia) return Refusal.Invalid("media_ids", $"A post has {options.MaxMedia} pictures at most.");
        var descriptions = Described(edit);
        if (!descriptions.Ok) return descriptions.Refusal;
        edit = edit with { Descriptions = descriptions.Value };
        var prepared = PreparedText.From(edit.Text, edit.Warning, old.Post.Story, media.Count, options, accounts);
        if (!prepared.Ok) return prepared.Refusal;
        var poll = edit.Poll?.Checked();
        if (poll?.Refusal is { } fault) return fault;
        if (media.Count > 0 && (edit.Poll is not null || (edit.KeepPoll && old.Poll is not null))) return WritePost.PollOrPictures;
        edit = edit with { Poll = poll?.Value };
        var parent = old.Post.ReplyTo is { } reply ? shelf.Find(reply) : null;
        var quoted = old.Post.QuoteOf is { } quote ? shelf.Find(quote) : null;
        var judged = recognise.Judge(author, prepared.Value.Text, old.Post.Visibility, edit.Language ?? old.Post.Language, parent, quoted, old.Post.Story, old.Post);
        return await store.TryWrite(tx => Update(tx, author, id, edit, prepared.Value, media, judged)).ConfigureAwait(false);
    }

    private static Outcome<IReadOnlyDictionary<long, string>> Described(Edit edit)
    {
        var clean = new Dictionary<long, string>();
        foreach (var (picture, description) in edit.Descriptions ?? clean)
        {
            var text = PictureText.Of(description);
            if (!text.Ok) return text.Refusal;
            clean[picture] = text.Value ?? string.Empty;
        }

        return clean;
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
            QuotePolicy = edit.QuotePolicy ?? old.Post.QuotePolicy,
            Edited = Math.Max(tx.Now, (old.Post.Edited ?? old.Post.Created) + 1),
        };
        tx.Run(
            "UPDATE posts SET text = $1, warning = $2, sensitive = $3, language = $4, edited = $5, quote_policy = $8 WHERE id = $6 AND author = $7",
            post.Text, post.Warning, post.Sensitive, post.Language, post.Edited, id, author.Id, (int)post.QuotePolicy);
        PostRows.Unindex(tx, id);
        PostRows.Index(tx, post, text);
        Describe(tx, author.Id, id, edit);
        var attached = media.Count == 0 ? Detach(tx, post) : PostRows.Attach(tx, post, media);
        if (!attached.Ok) return attached.Refusal;
        var card = new PostCard(post, attached.Value, [.. text.Mentions.Select(static m => m.Id)])
        {
            Poll = edit.Poll is null && edit.KeepPoll ? old.Poll : PollRows.Change(tx, post, old.Poll, edit.Poll),
        };
        Recognise.Record(tx, card, author, judged);
        ConfirmAnswer.Settle(tx, post);
        foreach (var mentioned in card.Mentions.Except(old.Mentions)) Notify.Add(tx, mentioned, NotificationKind.Mention, author.Id, id);
        foreach (var booster in tx.Rows("SELECT account FROM reactions WHERE post = $1 AND kind = 3", static row => row.Long(0), id))
        {
            Notify.Add(tx, booster, NotificationKind.Edit, author.Id, id);
        }

        // Told with the post that quotes, as in Mastodon.
        foreach (var (quoting, by) in tx.Rows("SELECT id, author FROM posts WHERE quote_of = $1", static row => (row.Long(0), row.Long(1)), id))
        {
            Notify.Add(tx, by, NotificationKind.QuotedEdit, author.Id, quoting);
        }

        ConversationRows.Edited(tx, old, card);

        tx.Happened(new PostEdited(card));
        return card;
    }

    /// <summary>Pictures of this post, or such as may still be attached to it; the owner is in the statement.</summary>
    private static void Describe(Tx tx, long author, long post, Edit edit)
    {
        foreach (var (picture, description) in edit.Descriptions!)
        {
            tx.Run("UPDATE media SET description = nullif($1, '') WHERE id = $2 AND account = $3 AND (post = $4 OR (post IS NULL AND scheduled IS NULL))", description, picture, author, post);
        }

        foreach (var (picture, focus) in edit.Focuses ?? new Dictionary<long, Focus>())
        {
            tx.Run("UPDATE media SET focus_x = $1, focus_y = $2 WHERE id = $3 AND account = $4 AND (post = $5 OR (post IS NULL AND scheduled IS NULL))", focus.X, focus.Y, picture, author, post);
        }
    }

    private static Outcome<Attachment[]> Detach(Tx tx, Post post)
    {
        tx.Run("UPDATE media SET post = NULL WHERE post = $1 AND account = $2", post.Id, post.Author);
        return Array.Empty<Attachment>();
    }

    private static void Remember(Tx tx, PostCard old) => tx.Run(
        "INSERT INTO edits (post, at, text, warning, sensitive, media, poll) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
        old.Id,
        old.Post.Edited ?? old.Post.Created,
        old.Post.Text,
        old.Post.Warning,
        old.Post.Sensitive,
        JsonSerializer.Serialize(old.Media.Select(static m => new[] { m.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), m.Description ?? string.Empty }).ToArray()),
        old.Poll is null ? null : Poll.Texts(old.Poll.Options));
}
