using Antiphon.Answers.Recognition;
using Antiphon.Tally;

namespace Antiphon.Intake;

/// <summary>What an item of an archive says was done.</summary>
public enum ArchivedKind : byte
{
    /// <summary>A post, reply or quote that was collected.</summary>
    Post = 1,

    /// <summary>A boost of <see cref="ArchivedItem.Target"/>. Never an answer.</summary>
    Boost = 2,

    /// <summary>A like of, or another reaction to, <see cref="ArchivedItem.Target"/>. Never an answer.</summary>
    Like = 3,

    /// <summary>A post that was not collected and came along because another refers to it: what was done to it is understood by it, itself it is not counted.</summary>
    Context = 4,

    /// <summary>The post <see cref="ArchivedItem.Key"/> is no longer at its origin.</summary>
    Gone = 5,

    /// <summary>The account <see cref="ArchivedItem.Author"/> is no longer at its origin, nor is anything that it published.</summary>
    AuthorGone = 6,

    /// <summary>What was gone is there again (an account that had been suspended).</summary>
    AuthorBack = 7,
}

/// <summary>
/// One thing that an archive says, as its reader understood it. A reader says what stands in the file and decides nothing; what it counts for is decided from all the items of all
/// files together, so that neither their order nor how they are split makes a difference. Readers leave out what is not public and count it in <see cref="ArchivedRows.NotPublic"/>.
/// </summary>
public readonly record struct ArchivedItem
{
    public ArchivedKind Kind { get; init; }

    public Network Network { get; init; }

    /// <summary>The account that did it, as <see cref="ArchivedKey"/> makes it; 0 where the archive does not say: such a post is counted as a post, and nobody as a person.</summary>
    public long Author { get; init; }

    /// <summary>The post's own id, or the boost's, as <see cref="ArchivedKey"/> makes it; 0 for likes without one. Unique within the network.</summary>
    public long Key { get; init; }

    /// <summary>UTC ms; 0 where the archive does not say.</summary>
    public long At { get; init; }

    /// <summary>The post that was boosted or liked.</summary>
    public long Target { get; init; }

    /// <summary>The post that this replies to; 0 for none.</summary>
    public long Parent { get; init; }

    /// <summary>The first post of the conversation, where the archive says it; 0 where it does not.</summary>
    public long Root { get; init; }

    /// <summary>The post that this quotes; 0 for none.</summary>
    public long Quoted { get; init; }

    /// <summary>Plain text as displayed, with mentions, links and hashtags in place; null where the archive has none.</summary>
    public string? Text { get; init; }

    /// <summary>The text of the quoted post, where the archive has it.</summary>
    public string? QuotedText { get; init; }

    /// <summary>BCP 47, where the archive says it of this post and means a language (not "und", "qht").</summary>
    public string? Language { get; init; }

    /// <summary>The row's own evidence, in archives without text.</summary>
    public RowWords? Words { get; init; }

    /// <summary>Whether the account says that it is a bot.</summary>
    public bool Bot { get; init; }

    /// <summary>When the account was made, UTC ms; 0 where the archive does not say.</summary>
    public long AuthorCreated { get; init; }

    /// <summary>The origin's own counters as of retrieval; null where absent, which is not nought. Shown as such, never people and never added up.</summary>
    public int? ReportedBoosts { get; init; }

    /// <inheritdoc cref="ReportedBoosts"/>
    public int? ReportedLikes { get; init; }

    /// <summary>When this was fetched from its origin, UTC ms; 0 where the archive does not say. Of two versions of one post the later one holds.</summary>
    public long Retrieved { get; init; }
}

/// <summary>A figure that an archive gives without the posts behind it. Shown with its source, never added to what was counted.</summary>
/// <param name="What">"posts", "people", "boosts", "likes", "replies" or "reactions".</param>
/// <param name="From">UTC ms of the time that it counts; null where it is not said.</param>
public sealed record ArchivedClaim(Network Network, string What, long Value, long? From, long? To);

/// <summary>Some rows of an archive, in the order of the file.</summary>
/// <param name="Rows">How many rows these are, of whatever the format has rows of (posts, not pages of posts).</param>
/// <param name="NotPublic">Rows left out because not everybody could read them at their origin.</param>
/// <param name="Other">Rows that are something else than posts, boosts, likes and withdrawals.</param>
/// <param name="Upto">How many rows of the whole archive lie behind the end of these. Reading the same bytes again gives the same batches.</param>
public sealed record ArchivedRows(IReadOnlyList<ArchivedItem> Items, IReadOnlyList<DamagedRow> Damaged, IReadOnlyList<ArchivedClaim> Claims, long Rows, long NotPublic, long Other, long Upto)
{
    /// <summary>Sentences for the report about the archive as a whole: what was not checked, and why.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
