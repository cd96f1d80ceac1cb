using Antiphon.Store;

namespace Antiphon.Posts;

/// <summary>Who may read a post. Stored by number: never renumber.</summary>
public enum Visibility : byte
{
    Public = 0,

    /// <summary>Public, but not in public timelines.</summary>
    Unlisted = 1,
    Followers = 2,

    /// <summary>Only those it mentions.</summary>
    Direct = 3,
}

/// <summary>What somebody did to a post, beside answering it. Stored by number: never renumber.</summary>
public enum ReactionKind : byte
{
    Like = 1,
    Bookmark = 2,
    Boost = 3,
    Pin = 4,
    MuteConversation = 5,
}

/// <summary>One post as it is stored. Immutable.</summary>
/// <param name="Id">Sorts by time.</param>
/// <param name="Uri">The id at its origin; null for posts of this server.</param>
/// <param name="Created">UTC ms.</param>
/// <param name="Root">The conversation's first post; its own id for a first post.</param>
/// <param name="BoostOf">For a boost, the post that it passes on; then there is no text.</param>
/// <param name="Text">Plain text, as its author wrote it.</param>
/// <param name="Warning">The content warning; empty for none.</param>
/// <param name="Story">Told through the story form: longer, folded, its own rules.</param>
/// <param name="Edited">UTC ms of the last edit.</param>
public sealed record Post(
    long Id,
    long Author,
    string? Uri,
    long Created,
    Visibility Visibility,
    long? ReplyTo,
    long? ReplyToAuthor,
    long Root,
    long? BoostOf,
    long? QuoteOf,
    string Text,
    string Warning,
    bool Sensitive,
    string? Language,
    bool Story,
    long? App,
    long? Edited)
{
    public const string Columns =
        "id, author, uri, created, visibility, reply_to, reply_to_author, root, boost_of, quote_of, text, warning, sensitive, language, story, app, edited, quote_policy, quote_state";

    /// <summary>What its author says about quoting; <see cref="MayQuote.Policy"/> is what holds.</summary>
    public QuotePolicy QuotePolicy { get; init; }

    public QuoteState QuoteState { get; init; }

    /// <summary>Readable by everybody: the only posts that are counted.</summary>
    public bool Public => Visibility is Visibility.Public or Visibility.Unlisted;

    public static Post Read(Row row) => new(
        row.Long(0),
        row.Long(1),
        row.TextOrNull(2),
        row.Long(3),
        (Visibility)row.Int(4),
        row.LongOrNull(5),
        row.LongOrNull(6),
        row.Long(7),
        row.LongOrNull(8),
        row.LongOrNull(9),
        row.Text(10),
        row.Text(11),
        row.Bool(12),
        row.TextOrNull(13),
        row.Bool(14),
        row.LongOrNull(15),
        row.LongOrNull(16))
    {
        QuotePolicy = (QuotePolicy)row.Int(17),
        QuoteState = (QuoteState)row.Int(18),
    };
}

/// <summary>A picture of a post, or one that waits to be attached.</summary>
/// <param name="File">Key of the picture in the media store.</param>
/// <param name="Preview">Key of the small one.</param>
public sealed record Attachment(
    long Id,
    long Account,
    long? Post,
    string File,
    string Preview,
    string Mime,
    int Width,
    int Height,
    int PreviewWidth,
    int PreviewHeight,
    string Blurhash,
    string? Description,
    double FocusX,
    double FocusY)
{
    public const string Columns = "id, account, post, file, preview, mime, width, height, preview_width, preview_height, blurhash, description, focus_x, focus_y";

    public static Attachment Read(Row row) => new(
        row.Long(0),
        row.Long(1),
        row.LongOrNull(2),
        row.Text(3),
        row.Text(4),
        row.Text(5),
        row.Int(6),
        row.Int(7),
        row.Int(8),
        row.Int(9),
        row.Text(10),
        row.TextOrNull(11),
        row.Real(12),
        row.Real(13));
}

/// <summary>A post with what belongs to it, the same for every viewer. Immutable; a change makes a new one.</summary>
/// <param name="Mentions">Accounts that its text names.</param>
public sealed record PostCard(Post Post, IReadOnlyList<Attachment> Media, IReadOnlyList<long> Mentions)
{
    public long Id => Post.Id;

    /// <summary>The poll that it asks.</summary>
    public Polls.Poll? Poll { get; init; }
}

/// <summary>How often a post was answered, passed on and liked, counted from the rows; never stored.</summary>
public sealed record PostCounts(int Replies, int Boosts, int Likes, int Quotes)
{
    public static readonly PostCounts None = new(0, 0, 0, 0);
}
