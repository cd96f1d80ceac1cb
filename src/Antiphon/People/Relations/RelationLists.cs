namespace Antiphon.People.Relations;

/// <summary>One entry of a list of people.</summary>
/// <param name="Id">What the list pages by; not the account's id.</param>
public sealed record Listed(long Id, Account Account);

/// <summary>Lists of people, newest relation first.</summary>
public sealed class RelationLists
{
    /// <summary>Empty where the account hides its network and the viewer is somebody else.</summary>
    public IReadOnlyList<Listed> Followers(Viewer viewer, long account, Paging page) => throw new NotImplementedException();

    /// <inheritdoc cref="Followers"/>
    public IReadOnlyList<Listed> Following(Viewer viewer, long account, Paging page) => throw new NotImplementedException();

    /// <summary>Who has asked to follow.</summary>
    public IReadOnlyList<Listed> Requests(long account, Paging page) => throw new NotImplementedException();

    public IReadOnlyList<Listed> Blocks(long account, Paging page) => throw new NotImplementedException();

    public IReadOnlyList<Listed> Mutes(long account, Paging page) => throw new NotImplementedException();
}
