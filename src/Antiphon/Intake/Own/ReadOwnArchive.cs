using System.Text.Json;
using Antiphon.Calls;
using Antiphon.People.Links;
using Antiphon.Store;
using Antiphon.Tally;
using Microsoft.Extensions.Logging;

namespace Antiphon.Intake.Own;

/// <summary>A person's own archive, opened.</summary>
/// <param name="Rows">Everything in it from the start, as often as it is asked for.</param>
public sealed record OpenedArchive(string Format, string Sha256, Func<CancellationToken, IAsyncEnumerable<ArchivedRows>> Rows);

/// <summary>Opens a file that should be a person's own archive, of whatever kind. Given by the composition.</summary>
public delegate Task<Outcome<OpenedArchive>> OpenOwnArchive(string path, CancellationToken cancel);

/// <summary>
/// Reads one archive: through once, to know whose it is and that it is whole; then its account is linked to the member's, so that nobody is counted twice at any moment; then what answers in it is counted. The file
/// is deleted whatever came of it.
/// </summary>
public sealed class ReadOwnArchive(
    DataStore store, AllCalls calls, ArchivedPeople people, TakeInArchive intake, OwnArchiveFolder folder, OwnArchiveProgress progress, OpenOwnArchive open, ILogger<ReadOwnArchive> log)
{
    private static readonly Refusal NotOne = Refusal.Invalid("archive", "This file has posts of several people in it. Only your own archive is taken here.");
    private static readonly Refusal Nothing = Refusal.Invalid("archive", "There are no posts in this file.");
    private static readonly Refusal Nobodys = Refusal.Invalid("archive", "This file does not say whose it is. Give the whole archive as you got it.");
    private static readonly Refusal Anothers = Refusal.Conflict("archive", "The account of this archive is linked to another account here already. If that is yours as well, sign in to it and take the archive out there first.");

    /// <summary>Reads the archive that has waited longest.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> Run(CancellationToken cancel)
    {
        var next = await store.Write(
            static tx =>
            {
                var found = tx.First("SELECT id, account, call, file_key FROM own_archives WHERE state IN (1, 2) ORDER BY state DESC, id LIMIT 1", static row => new Next(row.Long(0), row.Long(1), row.Long(2), row.Text(3)));
                if (found is not null) tx.Run("UPDATE own_archives SET state = 2 WHERE id = $1 AND account = $2", found.Id, found.Account);
                return found;
            },
            cancel).ConfigureAwait(false);
        if (next is null) return false;
        Refusal? refusal;
        try
        {
            refusal = await Read(next, cancel).ConfigureAwait(false);
        }
        catch (InvalidDataException damaged)
        {
            refusal = Refusal.Invalid("archive", damaged.Message);
        }
        catch (Exception bug) when (!cancel.IsCancellationRequested && bug is not StoreLostException)
        {
            // Whatever is in a file, the next one is read; and nothing of it stands in the log but where it broke.
            log.LogError("An archive could not be read: {Kind} in {Place}", bug.GetType().Name, bug.TargetSite?.DeclaringType?.Name);
            refusal = Refusal.Invalid("archive", "This file could not be read. Nothing of it was counted.");
        }

        if (refusal is not null) await Refuse(next, refusal).ConfigureAwait(false);
        folder.Delete(next.Key);
        progress.End(next.Id);
        return true;
    }

    private async Task<Refusal?> Read(Next next, CancellationToken cancel)
    {
        if (calls.All.FirstOrDefault(call => call.Id == next.Call) is not { } call) return Refusal.Gone("The call is no longer there.");
        if (!File.Exists(folder.At(next.Key))) return Refusal.Gone("The file is no longer here: the server was set up anew in between. Give it once more.");
        var opened = await open(folder.At(next.Key), cancel).ConfigureAwait(false);
        if (!opened.Ok) return opened.Refusal;
        var whose = await Whose(next, opened.Value, cancel).ConfigureAwait(false);
        if (!whose.Ok) return whose.Refusal;
        var (network, author, stated, rows) = whose.Value;
        using var using1 = people.Use(store);
        var claimed = await store.TryWrite(tx => Claim(tx, next, network, author)).ConfigureAwait(false);
        if (!claimed.Ok) return claimed.Refusal;
        var file = new ArchiveFile("own archive", opened.Value.Sha256, opened.Value.Format, rows, null, Recheckable: false, Owner: next.Account);
        var (id, from) = await intake.Begin(call, file).ConfigureAwait(false);
        var now = await store.Write(static tx => tx.Now, cancel).ConfigureAwait(false);
        var own = OwnRows.Of(opened.Value.Rows(cancel), store, next.Account, author, stated, now, cancel);
        var report = await intake.Run(call, file, id, from, own, progress.Of(next.Id, rows), cancel).ConfigureAwait(false);
        var counted = await store.Write(tx => tx.Run(
            "UPDATE own_archives SET state = 3, file_key = '', network = $3, person = $4, file = $5, report = $6, finished = $7 WHERE id = $1 AND account = $2 AND state = 2",
            next.Id, next.Account, (int)network, claimed.Value, id, JsonSerializer.Serialize(report), tx.Now), CancellationToken.None).ConfigureAwait(false);
        if (counted == 0) await TakeBack(next, claimed.Value, id).ConfigureAwait(false);
        return null;
    }

    /// <summary>Its owner has deleted their account while it was read.</summary>
    private async Task TakeBack(Next next, int person, long id)
    {
        var file = new OwnFile(next.Id, next.Call, person, id);
        while (await store.Write(tx => file.Remove(tx, LeaveReason.Erased)).ConfigureAwait(false))
        {
        }

        await store.Write(tx => LinkRows.Undo(tx, next.Account, person)).ConfigureAwait(false);
    }

    /// <summary>Deletes files of those who deleted their account before they were read.</summary>
    public async Task Forget()
    {
        foreach (var (id, account, key) in store.Read(static sql => sql.Rows(
            "SELECT id, account, file_key FROM own_archives WHERE state = 4 AND file_key <> ''", static row => (row.Long(0), row.Long(1), row.Text(2)))))
        {
            folder.Delete(key);
            await store.Write(tx => tx.Run("DELETE FROM own_archives WHERE id = $1 AND account = $2", id, account)).ConfigureAwait(false);
        }
    }

    /// <summary>Reads it through: whose it is, and how many rows it has. A damaged file is found out here, before anything is counted.</summary>
    private static async Task<Outcome<(Network Network, long Author, bool Stated, long Rows)>> Whose(Next next, OpenedArchive archive, CancellationToken cancel)
    {
        var (network, author, unstated, rows) = ((Network?)null, 0L, false, 0L);
        await foreach (var batch in archive.Rows(cancel).ConfigureAwait(false))
        {
            rows = batch.Upto;
            foreach (var item in batch.Items)
            {
                if (!OwnRows.IsOwn(item)) continue;
                unstated |= item.Author == 0;
                if ((item.Author != 0 && author != 0 && item.Author != author) || (network is { } one && one != item.Network)) return NotOne;
                network = item.Network;
                if (item.Author != 0) author = item.Author;
            }
        }

        if (network is not { } found) return Nothing;
        if (unstated && author != 0) return NotOne;
        if (author != 0) return (found, author, true, rows);

        // Facebook's and Instagram's own downloads name nobody: what is in them is this member's, as they say, and no other account can be mistaken for it.
        return found is Network.Facebook or Network.Instagram ? (found, ArchivedKey.Of($"own:{next.Account}"), false, rows) : Nobodys;
    }

    /// <summary>Links the archive's account to the member's, unless it is somebody else's here.</summary>
    private Outcome<int> Claim(Tx tx, Next next, Network network, long author)
    {
        Span<int> ids = stackalloc int[1];
        people.Ids(tx, [(network, author)], ids);
        var person = ids[0];
        if (!tx.Any("SELECT 1 FROM own_archives WHERE id = $1 AND account = $2 AND state = 2", next.Id, next.Account)) return Refusal.Gone("The account is no longer there.");
        if (tx.Any("SELECT 1 FROM links WHERE (other = $1 AND account <> $2) OR (account = $1 AND other <> $2)", person, next.Account)) return Anothers;
        LinkRows.Make(tx, next.Account, person, LinkedBy.OwnArchive);
        return person;
    }

    private Task<int> Refuse(Next next, Refusal refusal) => store.Write(tx => tx.Run(
        "UPDATE own_archives SET state = 4, file_key = '', problem = $3, finished = $4 WHERE id = $1 AND account = $2", next.Id, next.Account, refusal.Message, tx.Now));

    private sealed record Next(long Id, long Account, long Call, string Key);
}
