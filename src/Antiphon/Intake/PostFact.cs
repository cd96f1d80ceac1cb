using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.Intake;

/// <summary>
/// What all files together say of one post of an archive. Two versions merge into the same, whichever came first: what never changes about a post (author, time, what it hangs on) is the
/// greatest that any of them says, as 0 says nothing; what can change is of the version that was retrieved last, one with words before one without.
/// </summary>
internal sealed record PostFact
{
    /// <summary>Columns in the order of <see cref="Read"/>.</summary>
    public const string Columns =
        "key, author, created, parent, root, quoted, language, retrieved, verdict, ever, attached, collected, recheckable, author_created, reported_boosts, reported_likes";

    public required Network Network { get; init; }

    public required long Key { get; init; }

    /// <summary>The author's key at the origin, as the file has it; not kept.</summary>
    public long AuthorKey { get; init; }

    /// <summary>The person; 0 where the archive does not say.</summary>
    public long Author { get; set; }

    public long Created { get; init; }

    public long Parent { get; init; }

    public long Root { get; init; }

    public long Quoted { get; init; }

    public string? Language { get; init; }

    public long Retrieved { get; init; }

    public Verdicts Verdicts { get; init; }

    public int Ever { get; init; }

    public int Attached { get; init; }

    public bool Collected { get; init; }

    public bool Recheckable { get; init; }

    public long AuthorCreated { get; init; }

    public long? Boosts { get; init; }

    public long? Likes { get; init; }

    /// <summary>Whether it hangs on no other post: nearly all do not.</summary>
    public bool StandsAlone => Parent == 0 && Quoted == 0 && Attached == 0 && (Root == 0 || Root == Key);

    public static PostFact Read(Network network, Row row) => new()
    {
        Network = network,
        Key = row.Long(0),
        Author = row.Long(1),
        Created = row.Long(2),
        Parent = row.Long(3),
        Root = row.Long(4),
        Quoted = row.Long(5),
        Language = row.TextOrNull(6),
        Retrieved = row.Long(7),
        Verdicts = new Verdicts(row.Long(8)),
        Ever = row.Int(9),
        Attached = row.Int(10),
        Collected = row.Bool(11),
        Recheckable = row.Bool(12),
        AuthorCreated = row.Long(13),
        Boosts = row.LongOrNull(14),
        Likes = row.LongOrNull(15),
    };

    public PostFact With(PostFact other)
    {
        var later = IsLater(other) ? other : this;
        return this with
        {
            AuthorKey = Math.Max(AuthorKey, other.AuthorKey),
            Author = Math.Max(Author, other.Author),
            Created = Math.Max(Created, other.Created),
            Parent = Math.Max(Parent, other.Parent),
            Root = Math.Max(Root, other.Root),
            Quoted = Math.Max(Quoted, other.Quoted),
            Language = later.Language,
            Retrieved = later.Retrieved,
            Verdicts = later.Verdicts,
            Ever = Ever | other.Ever,
            Attached = Math.Max(Attached, other.Attached),
            Collected = Collected | other.Collected,
            Recheckable = Recheckable | other.Recheckable,
            AuthorCreated = Math.Max(AuthorCreated, other.AuthorCreated),
            Boosts = Greater(Boosts, other.Boosts),
            Likes = Greater(Likes, other.Likes),
        };
    }

    private static long? Greater(long? one, long? other) => one is null || other > one ? other : one;

    /// <summary>Of two that were retrieved at the same time the one that says more, so that it is the same one whichever came first.</summary>
    private bool IsLater(PostFact other)
    {
        var words = other.Verdicts.Judged.CompareTo(Verdicts.Judged);
        if (words != 0) return words > 0;
        var time = other.Retrieved.CompareTo(Retrieved);
        if (time != 0) return time > 0;
        var says = other.Verdicts.Packed.CompareTo(Verdicts.Packed);
        return says != 0 ? says > 0 : string.CompareOrdinal(other.Language, Language) > 0;
    }
}
