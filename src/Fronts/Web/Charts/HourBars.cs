using Antiphon.Web.Texts;

namespace Antiphon.Web.Charts;

/// <summary>New answers over time on one network: one of several small charts that share their axes.</summary>
public static class HourBars
{
    /// <summary>More bars than this would be hairlines at 280 px.</summary>
    public const int Most = 56;

    private const int Width = 280;
    private const int Base = 66;

    /// <param name="highest">The tallest bar over all charts beside each other, so that they compare.</param>
    public static string Draw(Growth growth, long from, long to, long highest, string label, Words words)
    {
        var (size, buckets) = growth.Buckets(Most, from, to);
        var svg = new Svg().Open("bars", Width, 84, label);
        var step = (double)Width / buckets.Length;
        for (var i = 0; i < buckets.Length; i++)
        {
            if (buckets[i] == 0) continue;
            var height = Math.Max(1, 56.0 * buckets[i] / Math.Max(1, highest));
            svg.Bar("b", i * step, Base - height, Math.Max(1, Math.Min(step - 1, 24)), height);
        }

        svg.Line("g", 0, Base, Width, Base);
        svg.Label("t", 0, Base + 15, Moment(from, size, words));
        svg.Label("t", Width, Base + 15, Moment(to, size, words), "end");
        return svg.Close();
    }

    private static string Moment(long t, long size, Words words) =>
        size >= Growth.DayMs ? words.AxisDay(t, withWeekday: false) : words["axis.moment", words.AxisDay(t, withWeekday: true), Words.Clock(t)];
}
