namespace Antiphon.Web.Charts;

/// <summary>One UTC hour's new answers.</summary>
public readonly record struct HourCount(long T, long N);

/// <summary>Answers since a call was opened, as a rising line: what is drawn and what is said of it. Pure.</summary>
public sealed class Growth
{
    public const long HourMs = 3_600_000;
    public const long DayMs = 24 * HourMs;

    /// <summary>Below this a sentence about halves would speak of a handful of people.</summary>
    private const long LeastForAFinding = 20;

    /// <summary>Below this a table says it better.</summary>
    private const long LeastToDraw = 10;

    /// <summary>A hundredth of the answers may be late: left out of the picture where they would make it this many times as long.</summary>
    private const double LateShare = 0.01;
    private const int LateFactor = 4;

    private readonly HourCount[] hours;

    /// <param name="hours">Hours in which there were any, oldest first.</param>
    /// <param name="opened">UTC ms.</param>
    public Growth(IEnumerable<HourCount> hours, long opened)
    {
        this.hours = [.. hours.Where(static hour => hour.N > 0)];
        Total = this.hours.Sum(static hour => hour.N);
        Start = Math.Min(opened / HourMs * HourMs, this.hours.Length > 0 ? this.hours[0].T : long.MaxValue);
        End = this.hours.Length > 0 ? this.hours[^1].T + HourMs : Start + HourMs;
        Half = Reached(0.5);
        DrawnTo = Window();
    }

    /// <summary>The hour of the opening.</summary>
    public long Start { get; }

    /// <summary>
    /// How far the charts go: to the end, unless a few answers came so much later than the others that everything before them would be a wall.
    /// What is not drawn is said beneath the chart and stands in the table.
    /// </summary>
    public long DrawnTo { get; }

    /// <summary>Answers after <see cref="DrawnTo"/>.</summary>
    public long NotDrawn => Total - At(DrawnTo);

    /// <summary>The end of the last hour with an answer.</summary>
    public long End { get; }

    public long Total { get; }

    /// <summary>The end of the hour in which the half was reached.</summary>
    public long Half { get; }

    /// <summary>Whether a line says more than the number does: a handful of answers within a moment is a ramp and nothing else.</summary>
    public bool Drawable => Total >= LeastToDraw && End - Start >= 3 * HourMs;

    /// <summary>Whether the finding about the first half can be said.</summary>
    public bool HasFinding => Total >= LeastForAFinding && End - Start >= 3 * HourMs;

    /// <summary>Hours from the opening until half of the answers were there; at least one.</summary>
    public long HoursToHalf => Math.Max(1, (Half - Start) / HourMs);

    /// <summary>All answers up to a moment.</summary>
    public long At(long t)
    {
        long sum = 0;
        foreach (var hour in hours)
        {
            if (hour.T + HourMs > t) break;
            sum += hour.N;
        }

        return sum;
    }

    /// <summary>The running total at even steps, at most <paramref name="most"/> of them: beyond that a line has more points than pixels.</summary>
    public IEnumerable<(long T, long Sum)> Samples(int most = 160)
    {
        var step = Math.Max(HourMs, (DrawnTo - Start + most - 1) / most / HourMs * HourMs);
        yield return (Start, 0);
        long sum = 0;
        var next = 0;
        for (var t = Start + step; t < DrawnTo + step; t += step)
        {
            var until = Math.Min(t, DrawnTo);
            while (next < hours.Length && hours[next].T + HourMs <= until) sum += hours[next++].N;
            yield return (until, sum);
        }
    }

    /// <summary>New answers in equal buckets of whole hours, at most <paramref name="most"/>, empty ones included.</summary>
    public (long BucketMs, long[] N) Buckets(int most, long from, long to)
    {
        var span = Math.Max(HourMs, to - from);
        long[] sizes = [1, 2, 3, 6, 12, 24, 48, 7 * 24, 14 * 24, 28 * 24, 91 * 24, 365 * 24];
        var size = sizes.FirstOrDefault(hoursInIt => span <= hoursInIt * HourMs * most, (span / HourMs / most) + 1) * HourMs;
        var buckets = new long[(span + size - 1) / size];
        foreach (var hour in hours)
        {
            if (hour.T >= from && hour.T < to) buckets[(hour.T - from) / size] += hour.N;
        }

        return (size, buckets);
    }

    private long Window()
    {
        var most = Math.Max(Reached(1 - LateShare), Start + (3 * HourMs));
        return End - Start > (most - Start) * LateFactor ? Math.Min(End, most + ((most - Start) / 4 / HourMs * HourMs)) : End;
    }

    /// <summary>The end of the hour in which this share of all was reached.</summary>
    private long Reached(double share)
    {
        long sum = 0;
        foreach (var hour in hours)
        {
            sum += hour.N;
            if (sum >= share * Total) return hour.T + HourMs;
        }

        return End;
    }
}
