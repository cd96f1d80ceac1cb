using Antiphon.Calls;
using Antiphon.Tally;
using Antiphon.Web.Texts;

namespace Antiphon.Web.Calls;

/// <summary>What a call's story is told from.</summary>
/// <param name="Open">Whether an answer would be counted at this moment.</param>
/// <param name="AsOf">When the count was published, UTC ms.</param>
/// <param name="Now">UTC ms.</param>
/// <param name="Marks">What was done to the call's own post; null where it is not known (yet).</param>
public sealed record StoryFacts(Call Call, Count Count, bool Open, long AsOf, long Now, OwnMarks? Marks);

/// <summary>One sentence of the story.</summary>
/// <param name="Note">The note at the page's end that says what its figures are: <c>figure.{Note}</c>.</param>
/// <param name="Paragraph">0: how many and when; 1: how, and what came of it.</param>
public sealed record Sentence(string Text, string Note, int Paragraph);

/// <summary>
/// Writes a call's numbers as sentences that a newspaper could print as they are. Posts are never called people, marks are never called posts, a total is never called a rate; each
/// sentence says its time, in UTC, and stands only where it is true and says something. Pure.
/// </summary>
public static class Story
{
    /// <summary>With fewer answers an hour or a share is an accident, and could point at somebody.</summary>
    private const int Telling = Cell.Least;

    /// <summary>Hundredths of fewer than this would be more exact than what they are made from.</summary>
    private const int Shares = 100;

    public static IReadOnlyList<Sentence> Write(StoryFacts facts, Words words)
    {
        var story = new List<Sentence>();
        HowMany(facts, words, story);
        Busiest(facts, words, story);
        How(facts.Count, words, story);
        Since(facts, words, story);
        return story;
    }

    /// <summary>"on Twitter, Facebook and this page"; a number where there are many.</summary>
    public static string Where(IReadOnlyList<Network> networks, Words words) => networks.Count > 3
        ? words.Count("story.on-networks", networks.Count)
        : words["story.on", words.List([.. networks.Select(network => CallCharts.NameOf(network, words))])];

    /// <summary>Largest first.</summary>
    public static IReadOnlyList<Network> Networks(Count count) => [.. count.ByNetwork.OrderByDescending(static pair => pair.Value).ThenBy(static pair => pair.Key).Select(static pair => pair.Key)];

    private static void HowMany(StoryFacts facts, Words words, List<Sentence> story)
    {
        var (call, count, asOf) = (facts.Call, facts.Count, words.Full(facts.AsOf));
        var dayEnd = Hours.First(call.Opened) + Hours.Day;
        var told = false;
        if (facts.Now >= dayEnd && facts.AsOf >= dayEnd && !(call.Closes < dayEnd))
        {
            var (day, networks) = Within(count, dayEnd);
            if (day.AtMost > 0)
            {
                story.Add(new Sentence(People("story.first-day", "story.first-day-range", day, networks, words.Full(dayEnd), words), "answered", 0));
                told = true;
                if (facts.Marks is { } first && Marks(first.FirstBoosts, first.FirstLikes, words) is { } marks) story.Add(new Sentence(words["story.first-marks", marks], "marks", 0));
            }

            if (told && day.AtMost == count.Answered.AtMost) story.Add(new Sentence(words["story.all-first-day", asOf], "answered", 0));
            else told = false;
        }

        if (count.Answered.AtMost == 0) story.Add(new Sentence(words[facts.Open || facts.Now < call.Opened ? "story.none" : "story.none-closed", asOf], "answered", 0));
        else if (!told) story.Add(new Sentence(People("story.by-now", "story.by-now-range", count.Answered, Networks(count), asOf, words), "answered", 0));

        var known = facts.Marks is { } own && story.Exists(static said => said.Note == "marks") && own.FirstBoosts == own.Boosts && own.FirstLikes == own.Likes;
        if (!known && facts.Marks is { } all && Marks(all.Boosts, all.Likes, words) is { } since) story.Add(new Sentence(words["story.marks", since], "marks", 0));
    }

    /// <summary>The sentence for one number, or the one with two ends and the reason for them.</summary>
    private static string People(string exact, string range, Interval people, IReadOnlyList<Network> networks, string when, Words words) => people.IsExact
        ? words.Count(exact, people.AtMost, when, Where(networks, words))
        : words.Count(range, people.AtMost, when, Where(networks, words), words.Number(people.AtLeast));

    private static string? Marks(long boosts, long likes, Words words)
    {
        var parts = new List<string>(2);
        if (boosts > 0) parts.Add(words.Count("story.boosted", boosts));
        if (likes > 0) parts.Add(words.Count("story.liked", likes));
        return parts.Count == 0 ? null : words.List(parts);
    }

    /// <summary>Who answered before <paramref name="end"/>, by the hours: each person in the hour of their earliest standing answer.</summary>
    private static (Interval People, IReadOnlyList<Network> Networks) Within(Count count, long end)
    {
        var by = new Dictionary<Network, long>();
        long sum = 0;
        foreach (var hour in count.Series)
        {
            if (hour.T >= end) break;
            sum += hour.Answered;
            foreach (var (network, on) in hour.ByNetwork)
            {
                if (on.Answered > 0) by[network] = by.GetValueOrDefault(network) + on.Answered;
            }
        }

        var least = by.Count == 0 ? sum : Math.Min(sum, by.Values.Max());
        return (new Interval(by.Count == 1 ? sum : least, sum), [.. by.OrderByDescending(static pair => pair.Value).ThenBy(static pair => pair.Key).Select(static pair => pair.Key)]);
    }

    private static void Busiest(StoryFacts facts, Words words, List<Sentence> story)
    {
        var answered = facts.Count.Series.Where(static hour => hour.Answered > 0).ToList();
        if (answered.Count < 2 || facts.Count.Answered.AtMost < Telling) return;
        var busiest = answered.MaxBy(static hour => hour.Answered)!;
        if (busiest.Answered < Telling) return;
        story.Add(new Sentence(words.Count("story.busiest", busiest.Answered, Words.Clock(busiest.T), words.Day(busiest.T)), "hours", 1));
    }

    private static void How(Count count, Words words, List<Sentence> story)
    {
        var (free, attached) = (count.ByRoute[EvidenceKind.Post], count.ByRoute[EvidenceKind.Reply] + count.ByRoute[EvidenceKind.Quote]);
        if (count.Answered.AtMost < Telling) return;
        if (free > 0 && attached == 0) story.Add(new Sentence(words.Count("story.free-all", free), "routes", 1));
        else if (free == 0 && attached > 0) story.Add(new Sentence(words.Count("story.attached-all", attached), "routes", 1));
        else if (free > 0) story.Add(new Sentence(words.Count("story.free", free, words.Number(attached)) + Share(free, free + attached, words), "routes", 1));
        if (count.ByRoute[EvidenceKind.Press] is > 0 and var pressed) story.Add(new Sentence(words.Count("story.pressed", pressed), "routes", 1));
    }

    /// <summary>Rounded to the nearest hundredth, and never to none or all where it is neither.</summary>
    private static string Share(long part, long whole, Words words) => whole < Shares
        ? string.Empty
        : " " + words["story.share", words.Number(Math.Clamp((long)Math.Round(part * 100m / whole, MidpointRounding.AwayFromZero), 1, 99))];

    private static void Since(StoryFacts facts, Words words, List<Sentence> story)
    {
        var count = facts.Count;
        if (count.Stories > 0) story.Add(new Sentence(words.Count("story.stories", count.Stories), "stories", 1));
        if (count.Withdrawn > 0) story.Add(new Sentence(words.Count("story.withdrawn", count.Withdrawn, words.Number(count.EverAnswered)), "withdrawn", 1));
        if (count.Removed > 0) story.Add(new Sentence(words.Count("story.removed", count.Removed), "removed", 1));
        if (facts.Call.Closes is { } closed && facts.Now > closed) story.Add(new Sentence(words["story.closed", words.Full(closed)], "answered", 1));
    }
}
