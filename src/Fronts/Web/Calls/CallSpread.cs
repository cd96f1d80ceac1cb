using System.Globalization;
using Antiphon.Calls;
using Antiphon.Calls.Spreading;
using Antiphon.Tally;
using Antiphon.Web.Charts;
using Antiphon.Web.Texts;
using Microsoft.AspNetCore.Html;

namespace Antiphon.Web.Calls;

/// <summary>A part of how a call spread: its finding, its picture, and what its table says.</summary>
/// <param name="Picture">Empty where a table says it better.</param>
/// <param name="Series">The name under which its data is; see <see cref="CallSeries"/>.</param>
public sealed record SpreadPart(string Title, IHtmlContent Picture, string Source, string Series, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>How many columns hold texts; the rest are figures.</summary>
    public int TextColumns { get; init; } = 1;
}

/// <summary>How a call spread, said and drawn in one language.</summary>
public sealed class CallSpread
{
    /// <summary>Fewer people than this are no finding about anybody's ways.</summary>
    private const long Least = 20;

    private const int MostLanguages = 12;

    private readonly Spread spread;
    private readonly Call call;
    private readonly Words words;

    public CallSpread(Spread spread, IReadOnlyList<NamedCarrier> named, Call call, Words words)
    {
        (this.spread, this.call, this.words) = (spread, call, words);
        Named = named;
        if (spread.Hours.Count > 0) Ways = OfWays();
        if (spread.Thread.Known + spread.Thread.Unknown > 0) Thread = OfThread();
        if (spread.Languages.Count > 0) Languages = OfLanguages();
        if (spread.Decay.Count > 0) Decay = OfDecay();
    }

    /// <summary>Null while nobody has answered.</summary>
    public SpreadPart? Ways { get; }

    public SpreadPart? Thread { get; }

    public SpreadPart? Languages { get; }

    public SpreadPart? Decay { get; }

    /// <summary>Posts through which others answered, whose authors may be named.</summary>
    public IReadOnlyList<NamedCarrier> Named { get; }

    /// <summary>Posts of that kind that are not named.</summary>
    public long Unnamed => Math.Max(0, spread.CarrierCount - Named.Count);

    public long CarriedPeople => spread.CarriedPeople;

    public long Sequence => spread.Sequence;

    public long AsOf => spread.AsOf;

    /// <summary>A language as readers of this page call it, else as it calls itself.</summary>
    public static string NameOf(string language, Words words)
    {
        try
        {
            var culture = CultureInfo.GetCultureInfo(language);
            var name = words.Language == "en" ? culture.EnglishName : culture.NativeName;
            return name.Length == 0 ? language : name;
        }
        catch (CultureNotFoundException)
        {
            return language;
        }
    }

    private SpreadPart OfWays()
    {
        var bands = Bands();
        var knots = Named.Select(one => new Knot(Array.FindIndex(bands, band => band.Name == CallCharts.NameOf(one.Post.Network, words)), one.Name, one.At, one.People))
            .Where(static knot => knot.Band >= 0).Take(8).ToList();
        var cascade = new Cascade(bands, knots, call.Opened);
        var title = TitleOf(cascade);
        var picture = cascade.Growth.Total == 0 ? string.Empty : CascadeChart.Both(cascade, words["spread.cascade"], Describe(cascade), words);
        var rows = spread.Hours.GroupBy(static w => (Day: w.T / Growth.DayMs * Growth.DayMs, w.Network)).OrderBy(static g => g.Key.Day).ThenBy(static g => g.Key.Network).Select(g => (IReadOnlyList<string>)
        [
            words.Day(g.Key.Day), CallCharts.NameOf(g.Key.Network, words), words.Number(g.Sum(static w => w.Free)), words.Number(g.Sum(static w => w.Button)),
            words.Number(g.Sum(static w => w.Direct)), words.Number(g.Sum(static w => w.Deeper)),
        ]).ToList();
        return new SpreadPart(
            title, Drawn(picture), Scale(cascade), "routes",
            [words["spread.day"], words["counted.network"], words["spread.free-label"], words["spread.button"], words["spread.direct"], words["spread.deeper"]], rows)
        {
            TextColumns = 2,
        };
    }

    private static IHtmlContent Drawn(string picture) => picture.Length == 0 ? HtmlString.Empty : new HtmlString(picture);

    /// <summary>Networks in the order in which they were reached; beyond a few the smallest share a band.</summary>
    private Band[] Bands()
    {
        var all = spread.Hours.GroupBy(static w => w.Network).Select(of => new Band(CallCharts.NameOf(of.Key, words), [.. of])).ToList();
        if (all.Count > Cascade.MostBands)
        {
            var bySize = all.OrderByDescending(static band => band.People).ToList();
            var rest = bySize.Skip(Cascade.MostBands - 1).SelectMany(static band => band.Ways).OrderBy(static w => w.T).ToList();
            all = [.. bySize.Take(Cascade.MostBands - 1), new Band(words["spread.other-networks"], rest)];
        }

        return [.. all.OrderBy(static band => band.First).ThenByDescending(static band => band.People)];
    }

    private string TitleOf(Cascade cascade)
    {
        if (cascade.Growth.Total < Least) return words["spread.plain"];
        return cascade.FreeOfHundred switch
        {
            100 => words["spread.all-free"],
            0 => words["spread.none-free"],
            > 50 and var free => words["spread.mostly-free", free],
            var free => words["spread.mostly-attached", 100 - free],
        };
    }

    private string Scale(Cascade cascade)
    {
        var late = cascade.Growth.NotDrawn > 0 ? " " + words.Count("chart.late", cascade.Growth.NotDrawn) : string.Empty;
        return words["spread.scale"] + late;
    }

    private string Describe(Cascade cascade) => string.Join(' ', [
        words.Count("spread.cascade-says", cascade.Growth.Total, words.Full(cascade.Growth.Start), words.Number(cascade.Free), words.Number(cascade.Growth.Total - cascade.Free)),
        .. cascade.Bands.Select(band => words.Count("spread.band-says", band.People, band.Name, words.Full(band.First))),
        .. cascade.Knots.Select(knot => words.Count("spread.knot-says", knot.People, knot.Name)),
    ]);

    private SpreadPart OfThread()
    {
        var thread = spread.Thread;
        var lines = new List<BarLine>();
        for (var i = 0; i < thread.Levels.Count; i++)
        {
            var label = i == SpreadFold.MostLevels - 1 ? words["spread.level-last", i + 1] : i == 0 ? words["spread.level-first"] : words["spread.level", i + 1];
            lines.Add(new BarLine(label, thread.Levels[i], words.Number(thread.Levels[i]), i + 1 == thread.Widest));
        }

        var title = thread.Known switch
        {
            0 => words.Count("spread.thread-unknown", thread.Unknown),
            < Least => words.Count("spread.thread-few", thread.Known),
            _ when thread.Deepest == 1 => words["spread.thread-flat"],
            _ when thread.Widest == 1 => words.Count("spread.thread-straight", thread.Deepest),
            _ => words["spread.thread-wide", thread.Widest, thread.Deepest],
        };
        var picture = lines.Count < 2 ? string.Empty : BarList.Both(lines, "depth-", words["spread.depth-chart"], words.Count("spread.depth-says", thread.Known, thread.Widest, thread.Deepest));
        var rows = lines.Select(static line => (IReadOnlyList<string>)[line.Label, line.Said]).ToList();
        if (thread.Unknown > 0) rows.Add([words["spread.level-unknown"], words.Number(thread.Unknown)]);
        return new SpreadPart(title, Drawn(picture), words["spread.depth-source"], "depth", [words["spread.level-column"], words["chart.posts"]], rows);
    }

    private SpreadPart OfLanguages()
    {
        var cells = spread.Languages;
        var lines = cells.Take(MostLanguages).Select((cell, i) => new BarLine(NameOf(cell.Language, words), cell.AtLeast, words.Number(cell.AtLeast), i == 0)).ToList();
        var title = cells.Count == 1 ? words["spread.language", NameOf(cells[0].Language, words)] : words.Count("spread.languages", cells.Count, NameOf(cells[0].Language, words));
        var picture = cells.Count < 2 ? string.Empty : BarList.Both(lines, "languages-", words["spread.languages-chart"], words.Count("spread.languages-says", cells.Count, NameOf(cells[0].Language, words)));
        var rows = cells.Select(cell => (IReadOnlyList<string>)[NameOf(cell.Language, words), words["spread.or-more", words.Number(cell.AtLeast)]]).ToList();
        return new SpreadPart(title, Drawn(picture), words["spread.languages-source"], "languages", [words["spread.language-column"], words["counted.people"]], rows);
    }

    private SpreadPart OfDecay()
    {
        var ever = new Growth(spread.Decay.Select(static s => new HourCount(s.T, s.Ever)), call.Opened);
        var standing = new Growth(spread.Decay.Select(static s => new HourCount(s.T, s.Standing)), call.Opened);
        var gone = ever.Total - standing.Total;
        var title = gone == 0 ? words.Count("spread.all-stand", ever.Total)
            : ever.Total < Least ? words.Count("spread.some-left", gone)
            : words["spread.of-hundred", Math.Clamp(100 * standing.Total / ever.Total, standing.Total == 0 ? 0 : 1, 99)];
        var picture = gone == 0 || !ever.Drawable ? string.Empty
            : StandChart.Both(ever, standing, words.Count("spread.decay-says", ever.Total, words.Number(standing.Total)), words);
        var rows = spread.Decay.GroupBy(static s => s.T / Growth.DayMs * Growth.DayMs).Select(day => (IReadOnlyList<string>)
            [words.Day(day.Key), words.Number(day.Sum(static s => s.Ever)), words.Number(day.Sum(static s => s.Standing))]).ToList();
        return new SpreadPart(title, Drawn(picture), words[picture.Length == 0 ? "spread.decay-table" : "spread.decay-source"], "decay", [words["spread.day"], words["spread.ever"], words["spread.standing"]], rows);
    }
}
