using Antiphon.Live;
using Antiphon.People.Authority;
using Antiphon.People.Security;
using Antiphon.Store;
using Microsoft.Extensions.Logging;

namespace Antiphon.People.Leaving;

/// <summary>An account is gone, with everything that was its person's. Told when it becomes final; its posts and relations follow within the same operation.</summary>
public sealed record AccountDeleted(long Account) : Happening;

/// <summary>
/// Deletes an account and everything of its person. Only the number and the name remain: the one so that what was counted stays counted, the other so that nobody gets
/// it again; and the wording of calls, without who asked.
/// </summary>
public sealed class DeleteAccount(DataStore store, PasswordCheck check, ILogger<DeleteAccount> log)
{
    private static readonly Refusal OnlyOwner = Refusal.Conflict("id", "This is the only owner. Make somebody else an owner first.");

    /// <summary>By the member, with the password. Done means gone: what is left to delete in the background of a very large account is shown nowhere meanwhile.</summary>
    public async Task<Outcome<Done>> Run(long account, string password)
    {
        var right = await check.Run(account, password).ConfigureAwait(false);
        return right.Ok ? await Delete(account, static _ => null, static _ => { }).ConfigureAwait(false) : right.Refusal;
    }

    /// <summary>By an administrator, or the command line (<paramref name="by"/> 0); on record.</summary>
    public Task<Outcome<Done>> ByAdministrator(long by, long account, string note) => Delete(
        account,
        tx => ModerationLog.Fault(note)
            ?? (Rank.AtLeast(tx, by, Role.Administrator) ? null : Rank.NotAllowed)
            ?? Rank.Fault(tx, by, account, Role.Administrator),
        tx => ModerationLog.Add(tx, by, "delete account", note, account));

    /// <summary>Carries on with deletions that a crash has interrupted. At the start of the server.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> Resume()
    {
        var unfinished = store.Read(static sql => sql.Rows("SELECT account FROM departures ORDER BY account", static row => row.Long(0)));
        foreach (var account in unfinished) await Finish(account).ConfigureAwait(false);
        return unfinished.Count;
    }

    private async Task<Outcome<Done>> Delete(long account, Func<Tx, Refusal?> condition, Action<Tx> record)
    {
        var begun = await store.TryWrite<Done>(tx =>
        {
            if (condition(tx) is { } refusal) return refusal;
            if (Accounts.Find(tx, account) is not { Local: true, State: not AccountState.Deleted }) return Refusal.NotFound;
            if (Rank.Of(tx, account) == Role.Owner && !ChangeRole.HasAnotherOwner(tx, account)) return OnlyOwner;
            record(tx);
            Departure.Begin(tx, account);
            return Done.Instance;
        }).ConfigureAwait(false);
        if (!begun.Ok) return begun;
        try
        {
            await Finish(account).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // It is final all the same; the rest follows at the next start.
            log.LogError(exception, "The deletion of account {Account} was interrupted", account);
        }

        return begun;
    }

    private async Task Finish(long account)
    {
        while (await store.Write(tx => Departure.Step(tx, account)).ConfigureAwait(false))
        {
        }
    }
}
