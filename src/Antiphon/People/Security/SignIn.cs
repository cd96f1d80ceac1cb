using Antiphon.Store;

namespace Antiphon.People.Security;

/// <summary>Proof that somebody has just shown who they are. Only sign-in makes it; only <see cref="Sessions.Start"/> and the making of tokens use it.</summary>
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
/// <see cref="RefusalKind.TooMany"/> (locked, with when), <see cref="RefusalKind.Forbidden"/> (waits for approval, or suspended: told only to who knew the password).
/// </summary>
public sealed class SignIn
{
    /// <param name="nameOrEmail">A user name in any case, with or without "@", or a confirmed e-mail address.</param>
    public Task<Outcome<SignInStep>> WithPassword(string nameOrEmail, string password) => throw new NotImplementedException();

    /// <summary>The second step. Each code is good once.</summary>
    public Task<Outcome<SignedIn>> WithCode(string ticket, string code) => throw new NotImplementedException();

    /// <summary>After a passkey's ceremony, which the web front has done with ASP.NET Core's own handler, user verification required.</summary>
    public Outcome<SignedIn> WithPasskey(User user) => throw new NotImplementedException();
}
