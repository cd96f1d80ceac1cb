using System.Threading.Channels;
using Antiphon.Live;
using Antiphon.People.Leaving;
using Antiphon.Store;
using Microsoft.Extensions.Hosting;

namespace Antiphon.Intake.Own;

/// <summary>Reads archives that members gave, one after the other, beside everything else; what a stop or a crash interrupted is read again from where it was.</summary>
public sealed class OwnArchiveReader : BackgroundService
{
    /// <summary>Should anything keep one from being read, it is tried again.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly ReadOwnArchive read;
    private readonly DataStore store;
    private readonly OwnArchiveFolder folder;
    private readonly TimeProvider clock;
    private readonly Channel<bool> wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public OwnArchiveReader(ReadOwnArchive read, DataStore store, OwnArchiveFolder folder, Happenings happenings, TimeProvider clock)
    {
        this.read = read;
        this.store = store;
        this.folder = folder;
        this.clock = clock;
        happenings.Listen(happening =>
        {
            if (happening is OwnArchiveGiven or AccountDeleted) wake.Writer.TryWrite(true);
        });
    }

    /// <summary>Before the doors open nothing is on its way in: a file that no row knows had broken off.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        folder.DeleteAllBut(store.Read(static sql => sql.Rows("SELECT file_key FROM own_archives WHERE file_key <> ''", static row => row.Text(0))).ToHashSet());
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                while (await read.Run(stoppingToken).ConfigureAwait(false))
                {
                }

                await read.Forget().ConfigureAwait(false);
                await Rest(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping; the file stays and is read at the next start.
        }
        catch (StoreLostException)
        {
            // Everything is opened anew, this as well.
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
