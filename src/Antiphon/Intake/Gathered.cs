using Antiphon.Calls;
using Antiphon.Tally;

namespace Antiphon.Intake;

/// <summary>Rows of an archive that wait to be written together, understood and judged on the reader's thread while the writer writes those before.</summary>
internal sealed class Gathered(Call call, ArchiveFile file)
{
    /// <summary>The first parts are small, so that the writer begins soon and a short archive is read and written at once.</summary>
    private const int FirstActs = 65_536, FirstPosts = 8_192, Growth = 3;

    /// <summary>Enough that a person who comes back often is met many times in one sorted pass, each of which touches nearly every page of the table, and few enough that they are 80 MB.</summary>
    private const int MostActs = 2_000_000;

    private const int MostPosts = 200_000;

    /// <summary>A new post takes the writer about as long as three boosts or likes, and asking for what is gone as long as either.</summary>
    public const int StepsOfAPost = 3;

    private readonly Dictionary<(Network, long), PostFact> posts = [];
    private int mostActs = FirstActs, mostPosts = FirstPosts;

    public List<Act> Acts { get; } = [];

    public List<Absence> Absences { get; } = [];

    public List<ArchivedClaim> Claims { get; } = [];

    /// <summary>What is known before anything is written.</summary>
    public Taken Sum { get; private set; } = new();

    /// <summary>Rows of the file behind the end of these.</summary>
    public long Upto { get; private set; }

    public bool IsEmpty => Upto == 0;

    public bool IsFull => Acts.Count >= mostActs || posts.Count + Absences.Count >= mostPosts;

    /// <summary>How much work it is, to tell how far it is done.</summary>
    public int Steps => Acts.Count + StepsOfAPost * posts.Count + Absences.Count;

    /// <summary>The part behind the one before, which is being written now; in the memory of one that was, if there is one.</summary>
    public Gathered Behind(Gathered before)
    {
        posts.Clear();
        Acts.Clear();
        Absences.Clear();
        Claims.Clear();
        (Sum, Upto) = (new Taken(), 0);
        (mostActs, mostPosts) = (Math.Min(MostActs, before.mostActs * Growth), Math.Min(MostPosts, before.mostPosts * Growth));
        return this;
    }

    public void Take(ArchivedRows rows)
    {
        Upto = rows.Upto;
        Sum.Read += rows.Rows;
        Sum.NotPublic += rows.NotPublic;
        Sum.Other += rows.Other;
        Sum.Name(rows.Damaged);
        Claims.AddRange(rows.Claims);
        for (var i = 0; i < rows.Items.Count; i++) Take(rows.Items[i]);
    }

    /// <summary>Each post once, in the order of the table.</summary>
    public PostFact[] Posts()
    {
        var all = posts.Values.ToArray();
        Array.Sort(all, static (one, other) => one.Network != other.Network ? one.Network.CompareTo(other.Network) : one.Key.CompareTo(other.Key));
        return all;
    }

    private void Take(in ArchivedItem item)
    {
        switch (item.Kind)
        {
            case ArchivedKind.Boost or ArchivedKind.Like:
                Act(item);
                break;
            case ArchivedKind.Post or ArchivedKind.Context when item.Key != 0:
                Post(item);
                break;
            case ArchivedKind.Gone when item.Key != 0:
                Absences.Add(new Absence(item.Network, false, item.Key, TimeOf(item), false));
                break;
            case ArchivedKind.AuthorGone or ArchivedKind.AuthorBack when item.Author != 0:
                Absences.Add(new Absence(item.Network, true, item.Author, TimeOf(item), item.Kind == ArchivedKind.AuthorBack));
                break;
            default:
                Sum.Other++;
                break;
        }
    }

    private void Act(in ArchivedItem item)
    {
        // Without an author it is a counter, and without a target it was given to nothing.
        if (item.Author == 0 || item.Target == 0)
        {
            Sum.Other++;
            return;
        }

        var kind = item.Kind == ArchivedKind.Boost ? EvidenceKind.Boost : EvidenceKind.Like;
        var tier = !file.Recheckable ? Tier.D : item.AuthorCreated != 0 && item.AuthorCreated < call.Opened ? Tier.A : Tier.B;
        Acts.Add(new Act(item.Network, kind, tier, item.Author, item.Target, item.At));
    }

    private void Post(in ArchivedItem item)
    {
        var verdicts = Verdicts.Of(call.Recogniser, item);
        var post = new PostFact
        {
            Network = item.Network,
            Key = item.Key,
            AuthorKey = item.Author,
            Created = item.At,
            Parent = item.Parent,
            Root = item.Root,
            Quoted = item.Quoted,
            Language = item.Language,
            Retrieved = item.Retrieved != 0 ? item.Retrieved : file.Retrieved ?? 0,
            Verdicts = verdicts,
            Ever = verdicts.Answers,
            Attached = item.Words is null ? 0 : (int)item.Words.Attachment,
            Collected = item.Kind == ArchivedKind.Post,
            Checked = file.Recheckable ? Checked.All : Checked.None,
            AuthorCreated = item.AuthorCreated,
            Boosts = item.ReportedBoosts,
            Likes = item.ReportedLikes,
        };
        if (posts.TryGetValue((item.Network, item.Key), out var known)) Sum.Known++;
        posts[(item.Network, item.Key)] = known?.With(post) ?? post;
    }

    /// <summary>What is gone without a time was gone when the archive was fetched; where nobody says when that was, it is gone.</summary>
    private long TimeOf(in ArchivedItem item) => item.At != 0 ? item.At : item.Retrieved != 0 ? item.Retrieved : file.Retrieved ?? long.MaxValue;
}
