using Antiphon.Live;
using Microsoft.Extensions.Logging;

namespace Antiphon.Media;

/// <summary>Sweeps pictures at the start, every hour, and soon after something was deleted.</summary>
public sealed class PictureSweeper(SweepPictures sweep, Happenings happenings, TimeProvider clock, ILogger<PictureSweeper> log) : Rounds(happenings, clock, log, Pause)
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>After a deletion, so that a thousand of them are one sweep.</summary>
    protected override TimeSpan Gather => TimeSpan.FromSeconds(1);

    protected override bool Wakes(Happening happening) => happening is PicturesLeft;

    protected override Task Round(CancellationToken stopping) => sweep.Run(stopping);
}
