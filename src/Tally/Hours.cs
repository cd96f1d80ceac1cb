using System.Runtime.CompilerServices;

namespace Antiphon.Tally;

/// <summary>The count by UTC hour and network. Only hours in which something happened take room.</summary>
internal sealed class Hours
{
    /// <summary>Networks are 1 to 8; column 0 counts each person once, however many networks they are on. A post is on one network, and is not in column 0.</summary>
    public const int Columns = 9;

    // The last cell of a row is its mark of change.
    private const int Planes = 4, Changed = Planes * Columns, Width = Changed + 1, Recent = 256;

    private static readonly Network[] Networks = Enum.GetValues<Network>();

    private readonly Dictionary<int, int> rows = [];
    private readonly List<int> hours = [];
    private readonly List<Hour> published = [];
    private readonly (int Hour, int Row)[] recent = new (int, int)[Recent];
    private int[] cells = new int[16 * Width];
    private bool sealedBallots;

    public Hours() => Array.Fill(recent, (-1, 0));

    /// <summary>What is counted: anonymous ballots apart, since few of them are sealed.</summary>
    public enum Plane
    {
        Answered = 0,
        Ballots = 1,
        Joined = 2,
        Posts = 3,
    }

    /// <summary>One cell, up or down; the outcome.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Add(int hour, Plane plane, int column, int by)
    {
        var row = recent[hour & (Recent - 1)];

        // Stryker disable once Conditional : Row finds the same; this is the short way there
        var first = (row.Hour == hour ? row.Row : Row(hour)) * Width;
        cells[first + Changed] = 1;
        return cells[first + (int)plane * Columns + column] += by;
    }

    /// <summary>Adds another's posts.</summary>
    public void AbsorbPosts(Hours other)
    {
        foreach (var (hour, row) in other.rows)
        {
            foreach (var network in Networks)
            {
                var posts = other.At(row, (int)network).Posts;
                if (posts != 0) Add(hour, Plane.Posts, (int)network, (int)posts);
            }
        }
    }

    /// <summary>The series as it stands, oldest hour first, hours with nothing left out. Hours that did not change are not made again.</summary>
    public Hour[] Publish(bool sealBallots)
    {
        var all = sealBallots != sealedBallots;
        sealedBallots = sealBallots;
        var series = new List<Hour>(hours.Count);
        for (var row = 0; row < hours.Count; row++)
        {
            ref var changed = ref cells[row * Width + Changed];
            if (all || changed != 0) published[row] = Make(row);
            changed = 0;
            if (published[row].ByNetwork.Count > 0) series.Add(published[row]);
        }

        series.Sort(static (a, b) => a.T.CompareTo(b.T));
        return [.. series];
    }

    private Hour Make(int row)
    {
        var byNetwork = new Dictionary<Network, HourOnNetwork>();
        for (var network = 1; network < Columns; network++)
        {
            var on = At(row, network);
            if (on != default) byNetwork[(Network)network] = on;
        }

        var all = At(row, 0);
        return new Hour(hours[row] * Evident.HourInMilliseconds, all.Answered, all.Joined, byNetwork.Values.Sum(on => on.Posts), byNetwork);
    }

    private HourOnNetwork At(int row, int column)
    {
        int Cell(Plane plane) => cells[row * Width + (int)plane * Columns + column];
        return new(Cell(Plane.Answered) + (sealedBallots ? 0 : Cell(Plane.Ballots)), Cell(Plane.Joined), Cell(Plane.Posts));
    }

    private int Row(int hour)
    {
        if (!rows.TryGetValue(hour, out var row))
        {
            row = hours.Count;
            rows[hour] = row;
            hours.Add(hour);
            published.Add(null!);
            if (row * Width == cells.Length) Array.Resize(ref cells, cells.Length * 2);
        }

        recent[hour & (Recent - 1)] = (hour, row);
        return row;
    }
}
