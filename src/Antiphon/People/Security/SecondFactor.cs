namespace Antiphon.People.Security;

/// <summary>A member's authenticator app and recovery codes.</summary>
public sealed class SecondFactor
{
    /// <summary>Makes a secret; it counts once <see cref="Confirm"/> has seen a code of it. Conflict where one is in use.</summary>
    /// <param name="issuer">The server's name, as the app will show it.</param>
    public Task<Outcome<TotpSetup>> Begin(long account, string issuer) => throw new NotImplementedException();

    /// <summary>Turns it on.</summary>
    /// <returns>Ten recovery codes, shown once.</returns>
    public Task<Outcome<IReadOnlyList<string>>> Confirm(long account, string code) => throw new NotImplementedException();

    public Task<Outcome<Done>> TurnOff(long account, string password) => throw new NotImplementedException();

    /// <summary>New recovery codes; the old ones are void.</summary>
    public Task<Outcome<IReadOnlyList<string>>> NewRecoveryCodes(long account, string password) => throw new NotImplementedException();
}
