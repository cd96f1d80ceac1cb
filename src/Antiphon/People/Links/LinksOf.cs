using Antiphon.Store;

namespace Antiphon.People.Links;

/// <summary>A member's links, for themselves; and those that they show to everybody.</summary>
public sealed class LinksOf(DataStore store)
{
    public IReadOnlyList<AccountLink> Own(long account) => store.Read(sql => sql.Rows(
        $"SELECT {AccountLink.Columns} FROM links WHERE account = $1 OR other = $1 ORDER BY created, other", AccountLink.Read, account));

    /// <summary>Links that their owner lets everybody see.</summary>
    public IReadOnlyList<AccountLink> Shown(long account) => store.Read(sql => sql.Rows(
        $"SELECT {AccountLink.Columns} FROM links WHERE (account = $1 OR other = $1) AND shown = 1 ORDER BY created, other", AccountLink.Read, account));
}
