using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.Intake;

/// <summary>
/// What all files together say of one post of an archive. Two versions merge into the same, whichever came first. What a file says that anybody can re-check at its origin holds against what
/// another says, such as somebody's own archive, which anybody can write; and what such a file says of a post that is known to be another's is not about this post. Among equals, what never
/// changes about a post (author, time, what it hangs on) is the greatest that any of them says, as 0 says nothing; what can change is of the version that was retrieved last, one with words
/// before one without.
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

    /// <summary>What of this a re-checkable file says.</summary>
    public Checked Checked { get; init; }

    /// <summary>Whether anybody can look it up at its origin, and finds there whose it is.</summary>
    public bool Recheckable => Checked.HasFlag(Checked.Known) && (Author == 0 || Checked.HasFlag(Checked.Author));

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
        Checked = (Checked)row.Int(12),
        AuthorCreated = row.Long(13),
        Boosts = row.LongOrNull(14),
        Likes = row.LongOrNull(15),
    };

    public PostFact With(PostFact other)
    {
        if (Author != 0 && other.Author != 0 && Author != other.Author && Has(Checked.Author) != other.Has(Checked.Author))
        {
            return Has(Checked.Author) ? With(other.CheckedAlone()) : CheckedAlone().With(other);
        }

        var later = IsLater(other) ? other : this;
        var by = (Checked | other.Checked) & Checked.Known | later.Checked & Checked.Words | EverChecked | other.EverChecked | CollectedChecked | other.CollectedChecked;
        return this with
        {
            AuthorKey = Firmer(Checked.Author, AuthorKey, other, other.AuthorKey, ref by),
            Author = Firmer(Checked.Author, Author, other, other.Author, ref by),
            Created = Firmer(Checked.Created, Created, other, other.Created, ref by),
            Parent = Firmer(Checked.Parent, Parent, other, other.Parent, ref by),
            Root = Firmer(Checked.Root, Root, other, other.Root, ref by),
            Quoted = Firmer(Checked.Quoted, Quoted, other, other.Quoted, ref by),
            Language = later.Language,
            Retrieved = later.Retrieved,
            Verdicts = later.Verdicts,
            Ever = Ever | other.Ever,
            Attached = (int)Firmer(Checked.Attached, Attached, other, other.Attached, ref by),
            Collected = Collected | other.Collected,
            AuthorCreated = Firmer(Checked.AuthorCreated, AuthorCreated, other, other.AuthorCreated, ref by),
            Boosts = Reported(Checked.Boosts, Boosts, other, other.Boosts, ref by),
            Likes = Reported(Checked.Likes, Likes, other, other.Likes, ref by),
            Checked = by,
        };
    }

    private Checked EverChecked => Checked & (Checked)(Ever * (int)Checked.Ever1);

    private Checked CollectedChecked => Collected ? Checked & Checked.Collected : 0;

    private bool Has(Checked field) => (Checked & field) != 0;

    /// <summary>What re-checkable files say of it, without all the rest.</summary>
    private PostFact CheckedAlone() => new()
    {
        Network = Network,
        Key = Key,
        Created = Has(Checked.Created) ? Created : 0,
        Parent = Has(Checked.Parent) ? Parent : 0,
        Root = Has(Checked.Root) ? Root : 0,
        Quoted = Has(Checked.Quoted) ? Quoted : 0,
        Language = Has(Checked.Words) ? Language : null,
        Retrieved = Has(Checked.Words) ? Retrieved : 0,
        Verdicts = Has(Checked.Words) ? Verdicts : default,
        Ever = (int)EverChecked / (int)Checked.Ever1,
        Attached = Has(Checked.Attached) ? Attached : 0,
        Collected = CollectedChecked != 0,
        AuthorCreated = Has(Checked.AuthorCreated) ? AuthorCreated : 0,
        Boosts = Has(Checked.Boosts) ? Boosts : null,
        Likes = Has(Checked.Likes) ? Likes : null,
        Checked = Checked,
    };

    /// <summary>What a re-checkable file says before what another says, something before nothing, the greater before the less.</summary>
    private long Firmer(Checked field, long mine, PostFact other, long others, ref Checked by)
    {
        var (here, there) = ((mine != 0 && Has(field), mine), (others != 0 && other.Has(field), others));
        var (said, value) = here.CompareTo(there) >= 0 ? here : there;
        if (said) by |= field;
        return value;
    }

    private long? Reported(Checked field, long? mine, PostFact other, long? others, ref Checked by)
    {
        var (here, there) = (mine is not null && Has(field), others is not null && other.Has(field));
        if (here || there) by |= field;
        return here == there ? Greater(mine, others) : here ? mine : others;
    }

    private static long? Greater(long? one, long? other) => one is null || other > one ? other : one;

    /// <summary>Of two that were retrieved at the same time the one that says more, so that it is the same one whichever came first.</summary>
    private bool IsLater(PostFact other)
    {
        var words = other.Verdicts.Judged.CompareTo(Verdicts.Judged);
        if (words != 0) return words > 0;
        if (Has(Checked.Words) != other.Has(Checked.Words)) return other.Has(Checked.Words);
        var time = other.Retrieved.CompareTo(Retrieved);
        if (time != 0) return time > 0;
        var says = other.Verdicts.Packed.CompareTo(Verdicts.Packed);
        return says != 0 ? says > 0 : string.CompareOrdinal(other.Language, Language) > 0;
    }
}
