using System.Collections.Concurrent;
using Antiphon.Access;
using Antiphon.Store;
using Microsoft.AspNetCore.Identity;

namespace Antiphon.People.Security;

/// <summary>Proof that somebody has just shown who they are. Only sign-in makes it; only <see cref="Sessions.Start"/> uses it.</summary>
public sealed record SignedIn
{
    internal SignedIn(long account, string stamp)
    {
        Account = account;
        Stamp = stamp;
    }

    public long Account { get; }

    /// <summary>The security stamp of that moment: a password set meanwhile makes the proof worthless.</summary>
    internal string Stamp { get; }
}

/// <summary>What a right password leads to.</summary>
public abstract record SignInStep
{
    private SignInStep()
    {
    }

    public sealed record Complete(SignedIn Who) : SignInStep;

    /// <summary>The code of an authenticator app, or a recovery code, is wanted as well.</summary>
    /// <param name="Ticket">To be given back with the code, within five minutes. Secret.</param>
    public sealed record CodeNeeded(string Ticket) : SignInStep;
}

/// <summary>
/// Signing in. A wrong name and a wrong password are one answer at one cost. Refusals: <see cref="RefusalKind.Unauthenticated"/> (wrong),
/// <see cref="RefusalKind.TooMany"/> (closed, with when), <see cref="RefusalKind.Forbidden"/> (waits for approval, or suspended: told only to who knew the password).
/// </summary>
public sealed class SignIn(DataStore store, Attempts attempts, Passwords passwords, TimeProvider clock)
{
    /// <summary>For the second step.</summary>
    private static readonly TimeSpan TicketLife = TimeSpan.FromMinutes(5);

    /// <summary>Second steps that may be pending: each needed a right password, so this is never reached honestly.</summary>
    private const int MostTickets = 10_000;

    private readonly ConcurrentDictionary<Digest, Ticket> tickets = new();

    /// <param name="nameOrEmail">A user name in any case, with or without "@", or a confirmed e-mail address.</param>
    public async Task<Outcome<SignInStep>> WithPassword(string nameOrEmail, string password)
    {
        var begun = await attempts.Begin(nameOrEmail).ConfigureAwait(false);
        if (!begun.Ok) return begun.Refusal;
        var verified = await passwords.Verify(begun.Value?.Hash, password).ConfigureAwait(false);
        if (!verified.Ok) return verified.Refusal;
        if (begun.Value is not { } who || verified.Value == PasswordVerificationResult.Failed) return SignInRefusals.Wrong;
        if (verified.Value == PasswordVerificationResult.SuccessRehashNeeded) await Rehash(who, password).ConfigureAwait(false);
        if (who.SecondFactor) return MayEnter(who.State) is { } no ? no : NewTicket(who);
        return await store.Write(tx => Complete(tx, who)).ConfigureAwait(false);
    }

    /// <summary>The second step. Each code is good once.</summary>
    public async Task<Outcome<SignedIn>> WithCode(string ticket, string code)
    {
        if (Digest.Of(ticket) is not { } digest || !tickets.TryGetValue(digest, out var pending) || pending.Expires < Now) return SignInRefusals.StartAgain;
        var outcome = await store.Write(tx => Second(tx, pending, code)).ConfigureAwait(false);
        if (outcome.Ok) tickets.TryRemove(digest, out _);
        return outcome;
    }

    /// <summary>After a passkey's ceremony, which the web front has done with ASP.NET Core's own handler, user verification required.</summary>
    public Outcome<SignedIn> WithPasskey(User user)
    {
        var who = store.Read(sql => sql.First(Credentials.Select + "u.account = $1", Credentials.Read, user.Account));
        if (who is null) return SignInRefusals.Wrong;
        return MayEnter(who.State) is { } no ? no : new SignedIn(who.Account, who.Stamp);
    }

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Never rolled back: the password was right, so the count is forgiven even where the state keeps its owner out.</summary>
    private static Outcome<SignInStep> Complete(Tx tx, Credentials checkedBefore)
    {
        var who = tx.First(Credentials.Select + "u.account = $1", Credentials.Read, checkedBefore.Account);
        if (who is null || who.Stamp != checkedBefore.Stamp) return SignInRefusals.StartAgain;
        Attempts.Forgive(tx, who.Account);
        return MayEnter(who.State) is { } no ? no : new SignInStep.Complete(new SignedIn(who.Account, who.Stamp));
    }

    /// <summary>Never rolled back either: a wrong code stays counted.</summary>
    private static Outcome<SignedIn> Second(Tx tx, Ticket pending, string code)
    {
        var counted = Attempts.Count(tx, pending.Account);
        if (!counted.Ok) return counted.Refusal;
        var who = counted.Value;
        if (who.Stamp != pending.Stamp) return SignInRefusals.StartAgain;
        if (!SecondFactor.Redeem(tx, who.Account, code)) return SignInRefusals.WrongCode;
        Attempts.Forgive(tx, who.Account);
        return MayEnter(who.State) is { } no ? no : new SignedIn(who.Account, who.Stamp);
    }

    private static Refusal? MayEnter(AccountState state) => state switch
    {
        AccountState.Active or AccountState.Limited => null,
        AccountState.Waiting => SignInRefusals.Waiting,
        AccountState.Suspended => SignInRefusals.Suspended,
        _ => SignInRefusals.Wrong,
    };

    private Outcome<SignInStep> NewTicket(Credentials who)
    {
        if (tickets.Count >= MostTickets)
        {
            foreach (var (key, old) in tickets)
            {
                if (old.Expires < Now) tickets.TryRemove(key, out _);
            }

            if (tickets.Count >= MostTickets) return Refusal.Busy;
        }

        var secret = Secret.New();
        tickets[Digest.Of(secret)!.Value] = new Ticket(who.Account, who.Stamp, Now + (long)TicketLife.TotalMilliseconds);
        return new SignInStep.CodeNeeded(secret);
    }

    private async Task Rehash(Credentials who, string password)
    {
        var hash = await passwords.Hash(password).ConfigureAwait(false);
        if (!hash.Ok) return;
        await store.Write(tx => tx.Run("UPDATE users SET password_hash = $3 WHERE account = $1 AND stamp = $2", who.Account, who.Stamp, hash.Value)).ConfigureAwait(false);
    }

    private sealed record Ticket(long Account, string Stamp, long Expires);
}
