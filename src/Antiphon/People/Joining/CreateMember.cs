namespace Antiphon.People.Joining;

/// <summary>Makes an account without asking the sign-up mode: the command line, and the first owner.</summary>
public sealed class CreateMember
{
    /// <param name="email">Optional; held to be confirmed, as the administrator vouches for it.</param>
    public Task<Outcome<NewMember>> Run(string username, string password, string? email = null, Role role = Role.Member) => throw new NotImplementedException();
}
