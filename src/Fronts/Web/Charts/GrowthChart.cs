using Antiphon.Web.Texts;

namespace Antiphon.Web.Charts;

/// <summary>The hour in which a call was first answered on a further network.</summary>
public readonly record struct Crossing(long T, string Network);

/// <summary>
/// The growth of a call: the same line twice, drawn for a wide column and for a phone, each at the size at which it is shown, so that its text is 12 px in both.
/// </summary>
public static class GrowthChart
{
    /// <summary>The finding, as a sentence: it is the chart's headline.</summary>
    public static string Title(Growth growth, Words words) => growth switch
    {
        { HasFinding: false } => words["chart.plain"],
        { HoursToHalf: <= 72 } => words.Count("chart.half-hours", growth.HoursToHalf),
        _ => words.Count("chart.half-days", (growth.HoursToHalf + 12) / 24),
    };

    public static string Description(Growth growth, Words words) =>
        words.Count("chart.description", growth.At(growth.DrawnTo), words.Full(growth.Start), words.Full(growth.DrawnTo));

    public static string Wide(Growth growth, IReadOnlyList<Crossing> crossings, Words words)
    {
        var svg = new Svg().Open("wide", 576, 222, "growth-", words["chart.growth"], Description(growth, words));
        return Draw(svg, new Frame(growth, 2, 500, 20, 194), growth, crossings, words, narrow: false);
    }

    /// <summary>Unseen by screen readers: the wide one speaks for both.</summary>
    public static string Narrow(Growth growth, IReadOnlyList<Crossing> crossings, Words words)
    {
        var svg = new Svg().Open("narrow", 280, 222, null);
        return Draw(svg, new Frame(growth, 2, 216, 20, 194), growth, crossings, words, narrow: true);
    }

    private static string Draw(Svg svg, Frame frame, Growth growth, IReadOnlyList<Crossing> crossings, Words words, bool narrow)
    {
        var drawn = growth.At(growth.DrawnTo);
        var end = frame.Y(drawn);
        foreach (var value in Axis.Values(growth.Total))
        {
            var y = frame.Y(value);
            svg.Line("g", frame.Left, y, frame.Right, y);
            if (Math.Abs(y - end) > 14) svg.Label("t", frame.Right + 6, y + 4, words.Number(value));
        }

        var points = growth.Samples().Select(sample => (frame.X(sample.T), frame.Y(sample.Sum))).ToList();
        svg.Path("a", points, FormattableString.Invariant($"L{frame.Right:0.#} {frame.Bottom}L{frame.Left} {frame.Bottom}Z")).Path("l", points);
        foreach (var (i, crossing) in crossings.Where(crossing => crossing.T <= growth.DrawnTo).Index()) Mark(svg, frame, crossing, 12 + (14 * i), words, narrow);
        if (growth.HasFinding) MarkHalf(svg, frame, growth, words, narrow);
        svg.Label("e", frame.Right + 6, end + 4, words.Number(drawn));
        Axis.Under(svg, Axis.Times(growth.Start, growth.DrawnTo, narrow ? 4 : 7, words).Select(time => (frame.X(time.T), time.Label)), frame.Bottom, narrow ? 280 : 576);
        return svg.Close();
    }

    private static void Mark(Svg svg, Frame frame, Crossing crossing, double y, Words words, bool narrow)
    {
        var x = frame.X(crossing.T);
        var late = x > (frame.Left + frame.Right) / 2;
        svg.Line("x", x, y - 2, x, frame.Bottom);
        svg.Label("t", late ? x - 6 : x + 6, y, narrow ? words["chart.crossing-short", crossing.Network] : words["chart.crossing", crossing.Network, Words.Clock(crossing.T)], late ? "end" : "start");
    }

    private static void MarkHalf(Svg svg, Frame frame, Growth growth, Words words, bool narrow)
    {
        var (x, y) = (frame.X(growth.Half), frame.Y(growth.At(growth.Half)));
        var early = x < (frame.Left + frame.Right) * 0.6;
        svg.Dot("d", x, y, 3.5);
        svg.Label("t", early ? x + 8 : x - 8, early ? y + 16 : y - 6, narrow ? words["chart.half-short"] : words["chart.half"], early ? "start" : "end");
    }

    /// <summary>From times and numbers to places.</summary>
    private readonly record struct Frame(Growth Growth, double Left, double Right, double Top, double Bottom)
    {
        public double X(long t) => Left + ((Right - Left) * (Math.Min(t, Growth.DrawnTo) - Growth.Start) / (Growth.DrawnTo - Growth.Start));

        public double Y(long n) => Bottom - ((Bottom - Top) * n / Math.Max(1, Growth.Total));
    }
}
