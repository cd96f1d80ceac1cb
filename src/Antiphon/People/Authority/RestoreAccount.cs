namespace Antiphon.People.Authority;

/// <summary>Lifts a suspension or a limit.</summary>
public sealed class RestoreAccount
{
    public Task<Outcome<Account>> Run(long by, long account, string note) => throw new NotImplementedException();
}
