using Antiphon.Calls;
using Antiphon.Live;
using Antiphon.Tally;
using Antiphon.Web.Charts;
using Antiphon.Web.Texts;
using Microsoft.AspNetCore.Html;

namespace Antiphon.Web.Calls;

/// <summary>One network's answers as a small chart.</summary>
public sealed record NetworkChart(string Name, long People, IHtmlContent Bars);

/// <summary>A line of the table beside the charts.</summary>
public sealed record GrowthRow(string When, string Iso, long Answered, long Sum, long Joined, long Posts);

/// <summary>A frame's pictures and tables in one language, drawn once for all readers of that frame.</summary>
public sealed class CallCharts
{
    /// <summary>Hours from the first on that have a line of their own in the table, up to the last midnight among them.</summary>
    private const int HourlyFor = 96;

    /// <summary>Whoever answers elsewhere after longer than this did not carry it over.</summary>
    private const int MostDaysToCross = 60;

    private CallCharts(CallFrame frame, Call call, Words words)
    {
        var count = frame.Count;
        Growth = new Growth(count.Series.Select(static hour => new HourCount(hour.T, hour.Answered)), call.Opened);
        if (count.Series.Count > 0) Table = Rows(count, words);
        if (!Growth.Drawable) return;
        var networks = count.ByNetwork.OrderByDescending(static pair => pair.Value).Select(static pair => pair.Key).ToList();
        var crossings = Crossings(count, networks, words);
        Title = GrowthChart.Title(Growth, words);
        Wide = new HtmlString(GrowthChart.Wide(Growth, crossings, words));
        Narrow = new HtmlString(GrowthChart.Narrow(Growth, crossings, words));
        BarsTitle = TitleOfBars(count, networks, call, words);
        Networks = Bars(count, networks, Growth.DrawnTo, words);
    }

    public Growth Growth { get; }

    public string Title { get; } = string.Empty;

    public IHtmlContent Wide { get; } = HtmlString.Empty;

    public IHtmlContent Narrow { get; } = HtmlString.Empty;

    public string BarsTitle { get; } = string.Empty;

    public IReadOnlyList<NetworkChart> Networks { get; } = [];

    public IReadOnlyList<GrowthRow> Table { get; } = [];

    public static CallCharts Of(CallFrame frame, Call call, Words words) => frame.Rendered("charts." + words.Language, made => new CallCharts(made, call, words));

    /// <summary>A network's name as readers know it.</summary>
    public static string NameOf(Network network, Words words) => words[$"network.{network}"];

    private static List<Crossing> Crossings(Count count, List<Network> networks, Words words)
    {
        if (networks.Count < 2) return [];
        var firsts = networks.Select(network => (Network: network, T: FirstOn(count, network))).OrderBy(static first => first.T).ToList();
        return [.. firsts.Skip(1).Where(static first => first.T != long.MaxValue).Select(first => new Crossing(first.T, NameOf(first.Network, words)))];
    }

    private static long FirstOn(Count count, Network network)
    {
        foreach (var hour in count.Series)
        {
            if (hour.ByNetwork.TryGetValue(network, out var on) && on.Answered > 0) return hour.T;
        }

        return long.MaxValue;
    }

    /// <summary>The finding: when it crossed to a second network, or else its busiest hour.</summary>
    private static string TitleOfBars(Count count, List<Network> networks, Call call, Words words)
    {
        if (networks.Count > 1)
        {
            var second = networks.Select(network => FirstOn(count, network)).Order().ElementAt(1);
            var hours = Math.Max(1, (second - (call.Opened / Growth.HourMs * Growth.HourMs) + Growth.HourMs - 1) / Growth.HourMs);
            if (hours <= 72) return words.Count("chart.crossed-hours", hours);
            return hours <= MostDaysToCross * 24 ? words.Count("chart.crossed-days", (hours + 12) / 24) : words.Count("chart.on-networks", networks.Count);
        }

        var peak = count.Series.MaxBy(static hour => hour.Answered)!;
        return words.Count("chart.peak", peak.Answered, words.AxisDay(peak.T, withWeekday: true), Words.Clock(peak.T));
    }

    private static List<NetworkChart> Bars(Count count, List<Network> networks, long drawnTo, Words words)
    {
        var growths = networks.ToDictionary(
            static network => network,
            network => new Growth(count.Series.Where(hour => hour.ByNetwork.ContainsKey(network)).Select(hour => new HourCount(hour.T, hour.ByNetwork[network].Answered)), count.Series[0].T));
        var (from, to) = (growths.Values.Min(static growth => growth.Start), drawnTo);
        return [.. networks.Select(network => new NetworkChart(NameOf(network, words), count.ByNetwork[network], new HtmlString(Draw(network))))];

        string Draw(Network network)
        {
            var label = words["chart.bars", NameOf(network, words)];
            long Highest(int width) => growths.Values.Max(growth => HourBars.Highest(growth, width, from, to));
            string At(string @class, int width, string? said) => HourBars.Draw(growths[network], @class, width, from, to, Highest(width), said, words);
            return networks.Count > 1 ? At("bars", HourBars.SmallWidth, label) : At("wide", HourBars.FullWidth, label) + At("narrow", HourBars.SmallWidth, null);
        }
    }

    /// <summary>The first days by hour, the rest by day: a month of hours would weigh more than the page.</summary>
    private static List<GrowthRow> Rows(Count count, Words words)
    {
        var rows = new List<GrowthRow>();
        long sum = 0;
        var hourly = (count.Series[0].T + (HourlyFor * Growth.HourMs)) / Growth.DayMs * Growth.DayMs;
        foreach (var group in count.Series.GroupBy(hour => hour.T < hourly ? hour.T : hour.T / Growth.DayMs * Growth.DayMs))
        {
            sum += group.Sum(static hour => hour.Answered);
            var when = group.Key < hourly ? words["axis.moment", words.AxisDay(group.Key, withWeekday: true), Words.Clock(group.Key)] : words.Day(group.Key);
            rows.Add(new GrowthRow(when, Words.Iso(group.Key), group.Sum(static hour => hour.Answered), sum, group.Sum(static hour => hour.Joined), group.Sum(static hour => hour.Posts)));
        }

        return rows;
    }
}
