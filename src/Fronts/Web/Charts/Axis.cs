using Antiphon.Web.Texts;

namespace Antiphon.Web.Charts;

/// <summary>Where an axis has its marks: round numbers, round times.</summary>
internal static class Axis
{
    private static readonly long[] Steps = [1, 2, 3, 6, 12, 24, 48, 7 * 24, 14 * 24];

    /// <summary>Round values from zero, about four of them.</summary>
    public static IEnumerable<long> Values(long most)
    {
        var rough = Math.Max(1, most / 4.0);
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = (long)Math.Max(1, new[] { 1.0, 2, 5, 10 }.First(m => m * magnitude >= rough) * magnitude);
        for (long value = 0; value <= most; value += step) yield return value;
    }

    /// <summary>At most <paramref name="most"/> round UTC times within a span, with what to write under them.</summary>
    public static IEnumerable<(long T, string Label)> Times(long from, long to, int most, Words words)
    {
        var hours = Math.Max(1, (to - from) / Growth.HourMs);
        var step = Steps.FirstOrDefault(size => hours / size < most);
        if (step == 0)
        {
            foreach (var month in Months(from, to, most)) yield return (month, words.AxisMonth(month));
            yield break;
        }

        var ms = step * Growth.HourMs;
        var weekdays = step <= 48;
        for (var t = (from + ms - 1) / ms * ms; t < to; t += ms)
        {
            var midnight = t % Growth.DayMs == 0;
            yield return (t, midnight || step >= 24 ? words.AxisDay(t, weekdays) : Words.Clock(t));
        }
    }

    /// <summary>Times under an axis: a mark for each, and its words where they fit into the picture beside those before.</summary>
    /// <param name="width">Of the picture.</param>
    public static void Under(Svg svg, IEnumerable<(double X, string Label)> times, double bottom, double width)
    {
        double taken = 0;
        foreach (var (x, label) in times)
        {
            svg.Line("g", x, bottom, x, bottom + 5);
            var room = TextRoom.Of(label);
            var from = Math.Clamp(x - (room / 2), 0, width - room);
            if (from < taken) continue;
            svg.Label("t", from + (room / 2), bottom + 20, label, "middle");
            taken = from + room + 6;
        }
    }

    private static List<long> Months(long from, long to, int most)
    {
        var (first, last) = (DateTimeOffset.FromUnixTimeMilliseconds(from), DateTimeOffset.FromUnixTimeMilliseconds(to));
        var months = ((last.Year - first.Year) * 12) + last.Month - first.Month;
        var step = new[] { 1, 3, 6, 12, 24, 60, 120 }.FirstOrDefault(size => months / size < most, 240);
        var marks = new List<long>();
        for (var month = 1; month <= months; month++)
        {
            var at = new DateTimeOffset(first.Year, first.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(month);
            if (((at.Year * 12) + at.Month - 1) % step == 0) marks.Add(at.ToUnixTimeMilliseconds());
        }

        return marks;
    }
}
