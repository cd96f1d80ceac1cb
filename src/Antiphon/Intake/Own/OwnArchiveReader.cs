using Antiphon.Live;
using Antiphon.People.Leaving;
using Antiphon.Store;
using Microsoft.Extensions.Logging;

namespace Antiphon.Intake.Own;

/// <summary>Reads archives that members gave, one after the other, beside everything else; what a stop or a crash interrupted is read again from where it was.</summary>
public sealed class OwnArchiveReader(
    ReadOwnArchive read, DataStore store, OwnArchiveFolder folder, Happenings happenings, TimeProvider clock, ILogger<OwnArchiveReader> log) : Rounds(happenings, clock, log, Pause)
{
    /// <summary>Should anything keep one from being read, it is tried again.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Before the doors open nothing is on its way in: a file that no row knows had broken off.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        folder.DeleteAllBut(store.Read(static sql => sql.Rows("SELECT file_key FROM own_archives WHERE file_key <> ''", static row => row.Text(0))).ToHashSet());
        return base.StartAsync(cancellationToken);
    }

    protected override bool Wakes(Happening happening) => happening is OwnArchiveGiven or AccountDeleted;

    protected override async Task Round(CancellationToken stopping)
    {
        while (await read.Run(stopping).ConfigureAwait(false))
        {
        }

        await read.Forget().ConfigureAwait(false);
    }
}
