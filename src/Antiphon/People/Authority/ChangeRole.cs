namespace Antiphon.People.Authority;

/// <summary>Gives or takes a role. Owners alone make administrators and owners; the last owner stays.</summary>
public sealed class ChangeRole
{
    public Task<Outcome<Role>> Run(long by, long account, Role role) => throw new NotImplementedException();
}
