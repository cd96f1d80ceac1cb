namespace Antiphon.People.Authority;

/// <summary>Leaves an account out of public timelines and search; who follows it sees it.</summary>
public sealed class LimitAccount
{
    public Task<Outcome<Account>> Run(long by, long account, string note) => throw new NotImplementedException();
}
