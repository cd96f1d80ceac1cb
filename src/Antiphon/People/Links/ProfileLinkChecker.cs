using System.Threading.Channels;
using Antiphon.Live;
using Antiphon.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Antiphon.People.Links;

/// <summary>Looks at pages that profiles name when a profile has changed, and every few minutes at those that are due again.</summary>
public sealed class ProfileLinkChecker : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    private readonly CheckProfileLinks check;
    private readonly TimeProvider clock;
    private readonly ILogger<ProfileLinkChecker> log;
    private readonly Channel<bool> wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public ProfileLinkChecker(CheckProfileLinks check, Happenings happenings, TimeProvider clock, ILogger<ProfileLinkChecker> log)
    {
        this.check = check;
        this.clock = clock;
        this.log = log;
        happenings.Listen(happening =>
        {
            if (happening is ProfileLinksDue) wake.Writer.TryWrite(true);
        });
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await check.Run(stoppingToken).ConfigureAwait(false) > 0)
                {
                }
            }
            catch (Exception failed) when (!stoppingToken.IsCancellationRequested && failed is not StoreLostException)
            {
                log.LogError(failed, "The pages that profiles name could not be looked at");
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (StoreLostException)
            {
                return;
            }

            await Rest(stoppingToken).ConfigureAwait(false);
        }
    }

    private async Task Rest(CancellationToken stopping)
    {
        using var pause = new CancellationTokenSource(Pause, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(pause.Token, stopping);
        try
        {
            await wake.Reader.ReadAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The pause is over, or the server stops.
        }
    }
}
