namespace Antiphon.People.Profiles;

/// <summary>Finds people by name: exact names first, then words and beginnings of words. Members who are not discoverable are found by their exact name only.</summary>
public sealed class SearchAccounts
{
    /// <param name="query">"name", "@name", "name@host" or words of a display name.</param>
    /// <param name="followed">Only whom the viewer follows.</param>
    public IReadOnlyList<Account> Run(Viewer viewer, string query, int limit, int offset = 0, bool followed = false) => throw new NotImplementedException();
}
