using Antiphon.Server.Configuration;
using Antiphon.Store;

namespace Antiphon.Server.Running;

/// <summary>
/// Whether the server can do its work: the store answers, the writer writes, the disk has room, and nobody has told it to stop. For whatever decides to send visitors here. What was found is
/// kept for a second, so that nobody can make the server busy by asking.
/// </summary>
internal sealed class Readiness(DataStore store, DataDirectory directory, ServeOptions options, TimeProvider clock, IHostApplicationLifetime lifetime) : IDisposable
{
    /// <summary>Who has not answered by then is not ready.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim asking = new(1);
    private IReadOnlyList<string> known = [];
    private long at;
    private bool asked;

    /// <summary>What is not well, in words; nothing where all is.</summary>
    public async Task<IReadOnlyList<string>> Faults()
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested) return ["stopping"];
        await asking.WaitAsync().ConfigureAwait(false);
        try
        {
            if (asked && clock.GetElapsedTime(at) < Kept) return known;
            known = await Look().ConfigureAwait(false);
            (asked, at) = (true, clock.GetTimestamp());
            return known;
        }
        finally
        {
            asking.Release();
        }
    }

    public void Dispose() => asking.Dispose();

    private async Task<IReadOnlyList<string>> Look()
    {
        var faults = new List<string>();
        if (!await Answers(Task.Run(() => store.Read(static sql => sql.Number("SELECT 1")))).ConfigureAwait(false)) faults.Add("the store does not answer");
        else if (!await Answers(store.Write(static tx => tx.Number("SELECT 1"))).ConfigureAwait(false)) faults.Add("nothing can be written");
        if (!HasRoom()) faults.Add("the disk is full");
        return faults;
    }

    private static async Task<bool> Answers(Task work)
    {
        try
        {
            await work.WaitAsync(Patience).ConfigureAwait(false);
            return true;
        }
        catch (Exception failed) when (failed is not OutOfMemoryException)
        {
            return false;
        }
    }

    private bool HasRoom()
    {
        try
        {
            return new DriveInfo(directory.Path).AvailableFreeSpace >= options.LeastFreeMegabytes * 1024L * 1024;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
