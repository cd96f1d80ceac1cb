using System.Globalization;
using Antiphon.Answers;
using Antiphon.Calls;
using Antiphon.Live;
using Antiphon.Tally;
using Antiphon.Web.Calls;
using Antiphon.Web.Charts;
using Antiphon.Web.Texts;

namespace Antiphon.Web.Take;

/// <summary>Something that happened to a call, as a feed tells it.</summary>
/// <param name="Id">Stays the same for good, in whatever language it is read.</param>
/// <param name="At">UTC ms.</param>
internal sealed record News(string Id, long At, string Title, string Text, string Url);

/// <summary>What happened to a call, newest first: it was asked, was answered by a hundred, a thousand, ten thousand …, crossed to another network, was closed, was corrected by a moderator or by whoever asked. Pure.</summary>
internal static class CallNews
{
    private const long FirstMilestone = 100;

    public static List<News> Of(Call call, CallFrame frame, IReadOnlyList<Move> moves, IReadOnlyList<Correction> corrections, Site site, Words words)
    {
        var news = new List<News> { Opening(call, site, words) };
        news.AddRange(Milestones(call, frame.Count, site, words));
        news.AddRange(Crossings(call, frame.Count, site, words));
        news.AddRange(moves.Select(move => Entry(
            call, $"line-{move.Sequence}", move.At, words["atom.moved"], words["atom.moved-text", words[$"ring.{move.From}"], words[move.To is { } to ? $"ring.{to}" : "ring.out"], move.Note], site)));
        news.AddRange(corrections.Select(one => Entry(
            call, $"correction-{one.Id}", one.At, words["atom.corrected"], $"{words["corrections.was"]} {one.Was}\n{words["corrections.right"]} {one.RightIs}", site)));
        if (call.Closes is { } closed && closed <= frame.AsOf) news.Add(Entry(call, "closed", closed, words["atom.closed"], Headline.Of(call.Wording), site));
        return [.. news.OrderByDescending(static entry => entry.At).ThenByDescending(static entry => entry.Id, StringComparer.Ordinal)];
    }

    public static News Opening(Call call, Site site, Words words) => Entry(call, "opened", call.Opened, Headline.Of(call.Wording), call.Wording, site);

    /// <summary>
    /// Told for the hour in which so many had answered on one network alone: then there were at least so many people, however often somebody answered on another as well.
    /// It is made of those whose answers stand, so somebody who takes one back may move it.
    /// </summary>
    private static IEnumerable<News> Milestones(Call call, Count count, Site site, Words words)
    {
        var sums = new Dictionary<Network, long>();
        var next = FirstMilestone;
        foreach (var hour in count.Series)
        {
            foreach (var (network, on) in hour.ByNetwork) sums[network] = sums.GetValueOrDefault(network) + on.Answered;
            for (var most = sums.Count == 0 ? 0 : sums.Values.Max(); most >= next; next *= 10)
            {
                var said = words.Count("atom.reached", next);
                yield return Entry(call, string.Create(CultureInfo.InvariantCulture, $"answered-{next}"), hour.T + Growth.HourMs, said, words["atom.reached-text", said, Headline.Of(call.Wording)], site);
            }
        }
    }

    private static IEnumerable<News> Crossings(Call call, Count count, Site site, Words words)
    {
        var seen = new HashSet<Network>();
        foreach (var hour in count.Series)
        {
            foreach (var (network, on) in hour.ByNetwork.OrderBy(static pair => pair.Key))
            {
                if (on.Answered == 0 || !seen.Add(network) || seen.Count == 1) continue;
                var name = CallCharts.NameOf(network, words);
                yield return Entry(call, "network-" + network.ToString().ToLowerInvariant(), hour.T, words["atom.crossed", name], words["chart.crossing", name, words.Full(hour.T)], site);
            }
        }
    }

    private static News Entry(Call call, string name, long at, string title, string text, Site site)
    {
        var url = site.To("/calls/" + call.Slug);
        return new News($"{url}#{name}", at, title, text, url);
    }
}
