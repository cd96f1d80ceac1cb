using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.People.Links;

/// <summary>
/// Looks at the pages that profiles name: whether they name the profile as well. Where both do, the line of the profile is marked; and where the page is of an account that this server
/// knows, the two are linked, since their person said so on both sides.
/// </summary>
public sealed class CheckProfileLinks(DataStore store, Accounts accounts, Site site, LookElsewhere look)
{
    /// <summary>A page that named the profile is looked at again after so long, and one that did not as well.</summary>
    public static readonly TimeSpan Again = TimeSpan.FromDays(7);

    /// <summary>A page that could not be reached is tried again after this, twice this, four times …</summary>
    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(5);

    /// <summary>So many failures in a row are believed: until then a server that is down for a day does not undo anything.</summary>
    private const int MostFailures = 10;

    private const int PerRound = 20;

    /// <summary>Looks at what is due.</summary>
    /// <returns>How many pages were looked at.</returns>
    public async Task<int> Run(CancellationToken cancel)
    {
        var due = await store.Write(static tx => tx.Rows(
            "SELECT account, address, failures FROM profile_links WHERE due <= $1 ORDER BY due LIMIT $2", static row => new Due(row.Long(0), row.Text(1), row.Int(2)), tx.Now, PerRound), cancel).ConfigureAwait(false);
        await Parallel.ForEachAsync(due, cancel, async (one, stop) => await Look(one, stop).ConfigureAwait(false)).ConfigureAwait(false);
        return due.Count;
    }

    /// <summary>The addresses that a profile has here.</summary>
    public static IReadOnlyList<string> Ours(Site site, Account account) => [site.To("/@" + account.Username)];

    private async Task Look(Due due, CancellationToken cancel)
    {
        var seen = accounts.Find(due.Account) is { Local: true, Shown: true } account
            ? await look(new Uri(due.Address), Ours(site, account), cancel).ConfigureAwait(false)
            : new SeenElsewhere(false, null);
        var bridged = false;

        // Beside the writer: people out of archives are looked through one by one.
        var known = seen is { Ok: true, Value: { NamesUs: true, Actor: { } actor } } ? store.Read(sql => Whom(sql, actor, out bridged)) : null;
        await store.Write(tx =>
        {
            Note(tx, due, seen, known == due.Account ? null : known, bridged);
            return Done.Instance;
        }, cancel).ConfigureAwait(false);
    }

    private static void Note(Tx tx, Due due, Outcome<SeenElsewhere> seen, long? known, bool bridged)
    {
        // The profile may have changed while its page was looked at.
        if (tx.First("SELECT peer FROM profile_links WHERE account = $1 AND address = $2", static row => new Peer(row.LongOrNull(0)), due.Account, due.Address) is not { } peer) return;
        var failures = seen.Ok ? 0 : Math.Min(due.Failures + 1, MostFailures);
        var next = failures == 0 ? Again : Again < Retry * (1 << failures) ? Again : Retry * (1 << failures);
        tx.Run(
            "UPDATE profile_links SET due = $3, failures = $4, peer = $5 WHERE account = $1 AND address = $2",
            due.Account, due.Address, tx.Now + (long)next.TotalMilliseconds, failures, seen.Ok ? known : peer.Account);
        if (!seen.Ok && failures < MostFailures) return;
        if (peer.Account != known) ProfileLinks.Unlink(tx, due.Account, peer.Account);
        if (known is { } other) LinkRows.Make(tx, due.Account, other, bridged ? LinkedBy.Bridge : LinkedBy.BothProfiles, due.Address);
        Mark(tx, due, seen is { Ok: true, Value.NamesUs: true });
    }

    /// <summary>Who the actor is here; of a bridged one the account that it mirrors, which is where its person writes.</summary>
    private static long? Whom(Sql sql, NamedActor actor, out bool bridged)
    {
        var did = Bridges.BlueskyOf(actor.Id, actor.AlsoKnownAs);
        bridged = did is not null;
        return did is null ? Identities.Find(sql, Network.Fediverse, actor.Id) : Identities.Find(sql, Network.Bluesky, did);
    }

    private static void Mark(Tx tx, Due due, bool verified)
    {
        if (Accounts.Find(tx, due.Account) is not { } account) return;
        ProfileField[] fields = [.. account.Fields.Select(field => field.Value == due.Address ? field with { Verified = verified ? field.Verified ?? tx.Now : null } : field)];
        if (fields.SequenceEqual(account.Fields)) return;
        tx.Run("UPDATE accounts SET fields = $2, changed = $3 WHERE id = $1", account.Id, ProfileFields.Write(fields), tx.Now);
        tx.Happened(new AccountChanged(account.Id));
    }

    private sealed record Due(long Account, string Address, int Failures);

    private sealed record Peer(long? Account);
}
