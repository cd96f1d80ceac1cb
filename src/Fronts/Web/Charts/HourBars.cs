using Antiphon.Web.Texts;

namespace Antiphon.Web.Charts;

/// <summary>New answers over time: for a call on one network as wide as the text and again for a phone, for several as small charts that share their axes.</summary>
public static class HourBars
{
    public const int SmallWidth = 280;
    public const int FullWidth = 576;

    private const int Base = 66;

    /// <param name="class">"wide" or "narrow" for one of a pair, of which the wide one speaks for both.</param>
    /// <param name="highest">The tallest bar over all charts beside each other, so that they compare.</param>
    /// <param name="label">What is read out; null for a chart whose twin says it.</param>
    public static string Draw(Growth growth, string @class, int width, long from, long to, long highest, string? label, Words words)
    {
        var (size, buckets) = growth.Buckets(MostAt(width), from, to);
        var svg = new Svg().Open(@class, width, 84, label);
        var step = (double)width / buckets.Length;
        for (var i = 0; i < buckets.Length; i++)
        {
            if (buckets[i] == 0) continue;
            var height = Math.Max(1, 56.0 * buckets[i] / Math.Max(1, highest));
            svg.Bar("b", i * step, Base - height, Math.Max(1, Math.Min(step - 1, 24)), height);
        }

        svg.Line("g", 0, Base, width, Base);
        svg.Label("t", 0, Base + 15, Moment(from, size, words));
        svg.Label("t", width, Base + 15, Moment(to, size, words), "end");
        return svg.Close();
    }

    /// <summary>The tallest bar of a chart of this width.</summary>
    public static long Highest(Growth growth, int width, long from, long to) => growth.Buckets(MostAt(width), from, to).N.Max();

    /// <summary>More bars than this would be hairlines.</summary>
    private static int MostAt(int width) => width / 5;

    private static string Moment(long t, long size, Words words) =>
        size >= Growth.DayMs ? words.AxisDay(t, withWeekday: false) : words["axis.moment", words.AxisDay(t, withWeekday: true), Words.Clock(t)];
}
