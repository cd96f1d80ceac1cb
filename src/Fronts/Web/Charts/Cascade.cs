using Antiphon.Calls.Spreading;

namespace Antiphon.Web.Charts;

/// <summary>One network's band in the picture of a cascade: what stood free above its line, what hung on the call below it.</summary>
/// <param name="Ways">Hours in which there were any, oldest first.</param>
public sealed record Band(string Name, IReadOnlyList<Ways> Ways)
{
    public long People { get; } = Ways.Sum(static w => w.All);

    /// <summary>The hour in which it was first answered there; UTC ms.</summary>
    public long First { get; } = Ways.Count > 0 ? Ways.Min(static w => w.T) : long.MaxValue;
}

/// <summary>A post through which others answered, whose author may be named.</summary>
/// <param name="Band">The place of its network among the bands.</param>
/// <param name="At">UTC ms.</param>
public sealed record Knot(int Band, string Name, long At, long People);

/// <summary>A bucket of time in a band.</summary>
public readonly record struct Wave(long Free, long Direct, long Deeper)
{
    public long Below => Direct + Deeper;
}

/// <summary>What a picture of the cascade shows: bands of one scale on one axis of time. Pure.</summary>
public sealed class Cascade
{
    /// <summary>More bands than these do not fit a page; the smallest share one.</summary>
    public const int MostBands = 5;

    public Cascade(IReadOnlyList<Band> bands, IReadOnlyList<Knot> knots, long opened)
    {
        Bands = bands;
        Knots = knots;
        Opened = opened;
        Growth = new Growth(bands.SelectMany(static band => band.Ways).GroupBy(static w => w.T).OrderBy(static hour => hour.Key).Select(static hour => new HourCount(hour.Key, hour.Sum(static w => w.All))), opened);
    }

    public IReadOnlyList<Band> Bands { get; }

    public IReadOnlyList<Knot> Knots { get; }

    public long Opened { get; }

    /// <summary>The window of time is that of the growth, so that the charts compare.</summary>
    public Growth Growth { get; }

    public long Free => Bands.Sum(static band => band.Ways.Sum(static w => w.Free));

    /// <summary>Of a hundred people, how many answered in a post that stood free; rounded towards the middle, so that 100 and 0 mean all and none.</summary>
    public long FreeOfHundred => Growth.Total == 0 ? 0 : Free == Growth.Total ? 100 : Math.Clamp((long)Math.Round(100.0 * Free / Growth.Total), Free == 0 ? 0 : 1, 99);

    /// <summary>A band's people in equal buckets of time.</summary>
    public Wave[] Waves(Band band, long size)
    {
        var waves = new Wave[(Growth.DrawnTo - Growth.Start + size - 1) / size];
        foreach (var w in band.Ways)
        {
            if (w.T >= Growth.DrawnTo) continue;
            ref var wave = ref waves[(w.T - Growth.Start) / size];
            wave = new Wave(wave.Free + w.Free, wave.Direct + w.Button + w.Direct, wave.Deeper + w.Deeper);
        }

        return waves;
    }
}
