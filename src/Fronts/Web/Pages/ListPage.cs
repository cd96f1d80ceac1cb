using System.Globalization;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages;

/// <summary>A page with a list that goes on: newest first, with links to what is newer and older. Pages by id, so that nothing is met twice when something is added meanwhile.</summary>
public abstract class ListPage : SitePage
{
    /// <summary>Entries of one page.</summary>
    public const int Length = 40;

    /// <summary>Only what comes before this id.</summary>
    [BindProperty(SupportsGet = true, Name = "before")]
    public long? Before { get; set; }

    /// <summary>Only what comes after this id.</summary>
    [BindProperty(SupportsGet = true, Name = "after")]
    public long? After { get; set; }

    /// <summary>Where the newer entries are; null on the newest page.</summary>
    public string? Newer { get; private set; }

    /// <summary>Where the older entries are; null where there are none.</summary>
    public string? Older { get; private set; }

    /// <summary>Whether this page begins with the newest entry there is.</summary>
    public bool Newest => Newer is null;

    /// <summary>What else stands in the addresses of this list's pages, such as "q=…"; empty for nothing.</summary>
    protected virtual string Query => string.Empty;

    /// <summary>One page of a list.</summary>
    /// <param name="read">Reads so many entries, newest first.</param>
    /// <param name="id">What the list pages by.</param>
    protected IReadOnlyList<T> Paged<T>(Func<Paging, IReadOnlyList<T>> read, Func<T, long> id)
    {
        if (After is { } above)
        {
            var nearest = read(Paging.After(above, Length + 1));
            if (nearest.Count > Length)
            {
                List<T> shown = [.. nearest.Skip(nearest.Count - Length)];
                (Newer, Older) = (Link("after", id(shown[0])), Link("before", id(shown[^1])));
                return shown;
            }

            // Too few for a page: the newest page has them all.
            Before = null;
        }

        var entries = read(Before is { } below ? Paging.Before(below, Length + 1) : Paging.Newest(Length + 1));
        if (Before is not null) Newer = entries.Count > 0 ? Link("after", id(entries[0])) : Link(null, 0);
        if (entries.Count <= Length) return entries;
        List<T> page = [.. entries.Take(Length)];
        Older = Link("before", id(page[^1]));
        return page;
    }

    private string Link(string? side, long id)
    {
        var at = side is null ? string.Empty : $"{side}={id.ToString(CultureInfo.InvariantCulture)}";
        var query = string.Join('&', new[] { Query, at }.Where(static part => part.Length > 0));
        return query.Length == 0 ? Request.Path : $"{Request.Path}?{query}";
    }
}
