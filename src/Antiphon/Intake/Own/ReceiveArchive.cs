using System.Collections.Concurrent;
using System.Globalization;
using Antiphon.Calls;
using Antiphon.People;
using Antiphon.Store;

namespace Antiphon.Intake.Own;

/// <summary>Takes a member's own archive as it comes, piece by piece, onto the disk; it is read afterwards, one after the other.</summary>
public sealed class ReceiveArchive(DataStore store, AllCalls calls, OwnArchiveFolder folder, OwnArchiveOptions options)
{
    /// <summary>Archives of all members that may wait at once.</summary>
    private const int MostWaiting = 50;

    private const int Megabyte = 1_000_000;

    private static readonly Refusal OneAtATime = Refusal.Conflict("archive", "Your other archive is still being read. Wait until it is done.");

    /// <summary>A form that was sent without a file.</summary>
    public static readonly Refusal NoFile = Refusal.Invalid("archive", "Choose the file first.");

    private static readonly Refusal OnTheWay = Refusal.Conflict("archive", "Another archive of yours is on its way here. Wait until it has arrived.");

    // Whose archive is on its way: a member has one on the disk at a time, also while it comes slowly.
    private readonly ConcurrentDictionary<long, bool> coming = new();

    /// <summary>Whether the member may give an archive to the call now.</summary>
    public Refusal? Fault(Account by, string slug)
    {
        if (calls.Find(slug) is not { Hidden: false }) return Refusal.NotFound;
        if (options.MaxMegabytes == 0) return Refusal.Forbidden("This server takes no archives of its members.");
        if (by.State is not (AccountState.Active or AccountState.Limited)) return Refusal.Forbidden("This account may not answer at present.");
        if (by.Bot) return Refusal.Forbidden("This account says that it is a bot, and only people are counted. You can change that in its profile.");
        return store.Read(sql => Full(sql, by.Id));
    }

    /// <param name="archive">The file's bytes, to be read to their end.</param>
    public async Task<Outcome<Done>> Run(Account by, string slug, Stream archive, CancellationToken cancel)
    {
        if (Fault(by, slug) is { } fault) return fault;
        if (!coming.TryAdd(by.Id, true)) return OnTheWay;
        try
        {
            return await Receive(by, slug, archive, cancel).ConfigureAwait(false);
        }
        finally
        {
            coming.TryRemove(by.Id, out _);
        }
    }

    private async Task<Outcome<Done>> Receive(Account by, string slug, Stream archive, CancellationToken cancel)
    {
        var call = calls.Find(slug)!;
        var (key, file) = folder.Create();
        try
        {
            await using (file.ConfigureAwait(false))
            {
                var most = (long)options.MaxMegabytes * Megabyte;
                var buffer = new byte[1 << 16];
                long length = 0;
                for (int read; (read = await archive.ReadAsync(buffer, cancel).ConfigureAwait(false)) > 0;)
                {
                    if ((length += read) > most)
                    {
                        folder.Delete(key);
                        return Refusal.TooLarge(string.Create(CultureInfo.InvariantCulture, $"The file is larger than {options.MaxMegabytes} megabytes, which is the most that is taken here."), "archive");
                    }

                    await file.WriteAsync(buffer.AsMemory(0, read), cancel).ConfigureAwait(false);
                }
            }

            var given = await Note(by.Id, call.Id, key, new FileInfo(folder.At(key)).Length).ConfigureAwait(false);
            if (!given.Ok) folder.Delete(key);
            return given;
        }
        catch
        {
            folder.Delete(key);
            throw;
        }
    }

    private Task<Outcome<Done>> Note(long account, long call, string key, long bytes) => store.TryWrite<Done>(tx =>
    {
        if (bytes == 0) return NoFile;
        if (Full(tx, account) is { } full) return full;

        // What was refused has been read by whoever tries again.
        tx.Run("DELETE FROM own_archives WHERE account = $1 AND call = $2 AND state = 4 AND file_key = ''", account, call);
        tx.Run(
            "INSERT INTO own_archives (id, account, call, state, bytes, file_key, created) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            tx.NewId(), account, call, (int)OwnArchiveState.Waiting, bytes, key, tx.Now);
        tx.Happened(new OwnArchiveGiven());
        return Done.Instance;
    });

    private static Refusal? Full(Sql sql, long account)
    {
        if (sql.Any("SELECT 1 FROM own_archives WHERE account = $1 AND state IN (1, 2)", account)) return OneAtATime;
        return sql.Number("SELECT count(*) FROM own_archives WHERE state IN (1, 2)") >= MostWaiting ? Refusal.Busy : null;
    }
}
