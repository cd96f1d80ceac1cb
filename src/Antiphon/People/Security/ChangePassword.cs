namespace Antiphon.People.Security;

/// <summary>A member sets a new password, with the old one. Every session and token dies; the proof given back starts the one that goes on.</summary>
public sealed class ChangePassword
{
    public Task<Outcome<SignedIn>> Run(long account, string oldPassword, string newPassword) => throw new NotImplementedException();
}
