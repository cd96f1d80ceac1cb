using System.Globalization;

namespace Antiphon.Tally;

/// <summary>A figure in which two counts of one call differ.</summary>
/// <param name="Figure">Which, in words.</param>
/// <param name="Here">In the first count.</param>
/// <param name="There">In the second.</param>
public readonly record struct Difference(string Figure, string Here, string There)
{
    private const string Nothing = "0";

    /// <summary>Every figure in which two counts differ, the great ones first; none where they are equal.</summary>
    public static IReadOnlyList<Difference> Between(Count here, Count there)
    {
        Dictionary<string, string> mine = Figures(here), theirs = Figures(there);
        return
        [
            .. from figure in mine.Keys.Union(theirs.Keys)
               let one = mine.GetValueOrDefault(figure, Nothing)
               let other = theirs.GetValueOrDefault(figure, Nothing)
               where one != other
               select new Difference(figure, one, other),
        ];
    }

    private static Dictionary<string, string> Figures(Count count)
    {
        var figures = new Dictionary<string, string>();
        void Add(string figure, long value) => figures[figure] = value.ToString(CultureInfo.InvariantCulture);
        void AddInterval(string ring, Interval people)
        {
            Add($"{ring}, at least", people.AtLeast);
            Add($"{ring}, at most", people.AtMost);
        }

        Add("sequence", count.Sequence);
        AddInterval("answered", count.Answered);
        AddInterval("joined", count.Joined);
        AddInterval("amplified", count.Amplified);
        Add("visitors", count.Visitors);
        Add("stories", count.Stories);
        Add("posts", count.Posts);
        Add("replies", count.Replies);
        Add("boosts", count.Boosts);
        Add("likes", count.Likes);
        Add("ever answered", count.EverAnswered);
        Add("withdrawn", count.Withdrawn);
        Add("removed", count.Removed);
        foreach (var (network, people) in count.ByNetwork) Add($"answered on {network}", people);
        foreach (var (tier, people) in count.ByTier) figures[$"answered of tier {tier}"] = people.ToString();
        foreach (var (route, people) in count.ByRoute) Add($"answered by {route}", people);
        foreach (var hour in count.Series) AddHour(hour, Add);
        return figures;
    }

    private static void AddHour(Hour hour, Action<string, long> add)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(hour.T).ToString("yyyy-MM-dd'T'HH':00Z'", CultureInfo.InvariantCulture);
        add($"{at} answered", hour.Answered);
        add($"{at} joined", hour.Joined);
        add($"{at} posts", hour.Posts);
        foreach (var (network, on) in hour.ByNetwork)
        {
            add($"{at} {network} answered", on.Answered);
            add($"{at} {network} joined", on.Joined);
            add($"{at} {network} posts", on.Posts);
        }
    }
}
