using Antiphon.Web.Texts;

namespace Antiphon.Web.Charts;

/// <summary>Who ever answered (dashed, muted) against whose answer still stands (the accent), added up by the hour of the answer.</summary>
public static class StandChart
{
    /// <summary>Two labels nearer than this would be one blot.</summary>
    private const double Apart = 15;

    public static string Both(Growth ever, Growth standing, string description, Words words)
    {
        var wide = new Svg().Open("wide", 576, 200, "stand-", words["spread.decay-chart"], description);
        var narrow = new Svg().Open("narrow", 280, 200, null);
        return Draw(wide, ever, standing, 472, 7, words) + Draw(narrow, ever, standing, 176, 4, words);
    }

    private static string Draw(Svg svg, Growth ever, Growth standing, double right, int ticks, Words words)
    {
        const double left = 2, top = 16, bottom = 172;
        double X(long t) => left + ((right - left) * (Math.Min(t, ever.DrawnTo) - ever.Start) / (ever.DrawnTo - ever.Start));
        double Y(long n) => bottom - ((bottom - top) * n / Math.Max(1, ever.Total));
        IEnumerable<(double, double)> Line(Growth growth) => ever.Samples().Select(sample => (X(sample.T), Y(growth.At(sample.T))));
        foreach (var value in Axis.Values(ever.Total)) svg.Line("g", left, Y(value), right, Y(value));
        svg.Path("l2", Line(ever)).Path("l", Line(standing));
        var (stood, answered) = (standing.At(ever.DrawnTo), ever.At(ever.DrawnTo));
        var below = Math.Max(Y(stood), Y(answered) + Apart);
        svg.Label("t", right + 6, Y(answered) + 2, words["spread.ever-label", words.Number(answered)]);
        svg.Label("e", right + 6, below + 4, words["spread.standing-label", words.Number(stood)]);
        svg.Label("t", right + 6, bottom + 4, words.Number(0));
        Axis.Under(svg, Axis.Times(ever.Start, ever.DrawnTo, ticks, words).Select(time => (X(time.T), time.Label)), bottom, right + 104);
        return svg.Close();
    }
}
