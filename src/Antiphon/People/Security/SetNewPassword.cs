namespace Antiphon.People.Security;

/// <summary>Sets a new password with a link of recovery. Every session and token dies.</summary>
public sealed class SetNewPassword
{
    /// <summary>Whose link it is, as long as it works; null otherwise.</summary>
    public string? UsernameOf(string secret) => throw new NotImplementedException();

    /// <summary>The member signs in with it afterwards, with the second factor where there is one.</summary>
    public Task<Outcome<Done>> Run(string secret, string newPassword) => throw new NotImplementedException();
}
