using Antiphon.Store;
using Microsoft.AspNetCore.Identity;

namespace Antiphon.People.Security;

/// <summary>Asks somebody who is signed in for the password once more, before something that cannot be taken back. Counted like sign-in: a stolen session is not a place to guess.</summary>
public sealed class PasswordCheck(DataStore store, Attempts attempts, Passwords passwords)
{
    /// <summary>Done, or <see cref="SignInRefusals.WrongPassword"/>, or closed for a while.</summary>
    public async Task<Outcome<Done>> Run(long account, string password)
    {
        var begun = await attempts.Begin(account).ConfigureAwait(false);
        if (!begun.Ok) return begun.Refusal;
        var verified = await passwords.Verify(begun.Value.Hash, password).ConfigureAwait(false);
        if (!verified.Ok) return verified.Refusal;
        if (verified.Value == PasswordVerificationResult.Failed) return SignInRefusals.WrongPassword;
        return await store.TryWrite<Done>(tx =>
        {
            Attempts.Forgive(tx, account);
            return Done.Instance;
        }).ConfigureAwait(false);
    }
}
