using System.Threading.Channels;
using Antiphon.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Antiphon.Live;

/// <summary>
/// Work beside everything else: a round at the start, one whenever something has happened that it waits for, and one every so often anyway. What happens during a round is seen to by one more.
/// </summary>
public abstract class Rounds : BackgroundService
{
    private readonly TimeProvider clock;
    private readonly ILogger log;
    private readonly TimeSpan pause;
    private readonly Channel<bool> wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <param name="pause">After so long there is a round even if nothing has happened.</param>
    protected Rounds(Happenings happenings, TimeProvider clock, ILogger log, TimeSpan pause)
    {
        (this.clock, this.log, this.pause) = (clock, log, pause);
        happenings.Listen(happening =>
        {
            if (Wakes(happening)) wake.Writer.TryWrite(true);
        });
    }

    /// <summary>How long it waits when woken, so that a thousand happenings at once are one round.</summary>
    protected virtual TimeSpan Gather => TimeSpan.Zero;

    /// <summary>Whether there may be something to do now. Asked on the writer's thread.</summary>
    protected abstract bool Wakes(Happening happening);

    /// <summary>Everything that is to be done now.</summary>
    protected abstract Task Round(CancellationToken stopping);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Round(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                // Whatever was broken off is still to be done at the next start.
                return;
            }
            catch (StoreLostException)
            {
                // Everything is opened anew, this as well.
                return;
            }
            catch (Exception failed)
            {
                // A full disk must not end it: what was not done is tried again.
                log.LogError(failed, "A round failed and will be tried again");
            }

            await Rest(stoppingToken).ConfigureAwait(false);
        }
    }

    private async Task Rest(CancellationToken stopping)
    {
        using var rest = new CancellationTokenSource(pause, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(rest.Token, stopping);
        try
        {
            await wake.Reader.ReadAsync(either.Token).ConfigureAwait(false);
            if (Gather > TimeSpan.Zero) await Task.Delay(Gather, clock, stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The pause is over, or the server stops.
        }
    }
}
