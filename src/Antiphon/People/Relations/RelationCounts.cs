namespace Antiphon.People.Relations;

/// <summary>How many follow an account and how many it follows: counted from the rows.</summary>
public sealed class RelationCounts
{
    public (int Followers, int Following) Of(long account) => throw new NotImplementedException();
}
