using System.Threading.Channels;
using Antiphon.Live;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Antiphon.Media;

/// <summary>Sweeps pictures at the start, every hour, and soon after something was deleted.</summary>
public sealed class PictureSweeper : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>After a deletion, so that a thousand of them are one sweep.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromSeconds(1);

    private readonly SweepPictures sweep;
    private readonly TimeProvider clock;
    private readonly ILogger<PictureSweeper> log;
    private readonly Channel<bool> wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public PictureSweeper(SweepPictures sweep, Happenings happenings, TimeProvider clock, ILogger<PictureSweeper> log)
    {
        this.sweep = sweep;
        this.clock = clock;
        this.log = log;
        happenings.Listen(happening =>
        {
            if (happening is PicturesLeft) wake.Writer.TryWrite(true);
        });
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await sweep.Run(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception failed) when (!stoppingToken.IsCancellationRequested)
            {
                // A full or read-only disk must not end the sweeping; what is doomed stays noted.
                log.LogError(failed, "Pictures could not be swept");
            }

            await Rest(stoppingToken).ConfigureAwait(false);
        }
    }

    private async Task Rest(CancellationToken stopping)
    {
        using var hour = new CancellationTokenSource(Pause, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(hour.Token, stopping);
        try
        {
            await wake.Reader.ReadAsync(either.Token).ConfigureAwait(false);
            await Task.Delay(Gather, clock, stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // An hour has passed, or the server stops.
        }
    }
}
