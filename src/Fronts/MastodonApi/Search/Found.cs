using Antiphon.MastodonApi.Profiles;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Search;
using Antiphon.Timelines;

namespace Antiphon.MastodonApi.Search;

/// <summary>What an address of this server leads to.</summary>
/// <param name="Any">The query was such an address, whether or not anything is there.</param>
internal readonly record struct Addressed(bool Any, Account? Person = null, PostCard? Post = null);

/// <summary>A search for posts, with the author taken out of the words.</summary>
/// <param name="Nobody">An author was named who does not exist.</param>
internal readonly record struct Asked(string Words, Account? By, bool Nobody);

/// <summary>What is searched for by more than words.</summary>
internal sealed class Found(Site site, Accounts accounts, PostShelf shelf, SearchPosts search, Antiphon.Timelines.Timelines timelines)
{
    private const string Operator = "from:";

    /// <summary><c>https://here/@name</c> and <c>https://here/@name/123</c>.</summary>
    public Addressed At(Viewer viewer, string query)
    {
        var start = site.To("/@");
        if (!query.StartsWith(start, StringComparison.OrdinalIgnoreCase)) return default;
        var parts = query[start.Length..].TrimEnd('/').Split('/');
        if (accounts.Named(Handles.Ours(parts[0], site)) is not { Shown: true } person || viewer.BlockedBy(person.Id)) return new Addressed(true);
        if (parts.Length == 1) return new Addressed(true, person);
        var card = parts.Length == 2 ? shelf.Find(Parameters.Params.ParseId(parts[1]), viewer) : null;
        return new Addressed(true, null, card?.Post.Author == person.Id ? card : null);
    }

    /// <summary>What accounts are searched by.</summary>
    public string Name(string query) => Handles.Query(query, site);

    public Asked From(Viewer viewer, string query, long? account)
    {
        var words = query.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var from = Array.FindLast(words, static word => word.StartsWith(Operator, StringComparison.OrdinalIgnoreCase) && word.Length > Operator.Length)?[Operator.Length..];
        var rest = from is null ? query : string.Join(' ', words.Where(static word => !word.StartsWith(Operator, StringComparison.OrdinalIgnoreCase)));
        if (from is null && account is null) return new Asked(rest, null, false);
        var by = from is null ? accounts.Find(account!.Value)
            : from == "me" ? accounts.Find(viewer.Id)
            : accounts.Named(Handles.Ours(from, site));
        return new Asked(rest, by, by is not { Shown: true });
    }

    /// <summary>By words; where only an author is named, what they wrote last.</summary>
    public IReadOnlyList<PostCard> Posts(Viewer viewer, Asked asked, Paging page) => asked.By is { } by && string.IsNullOrWhiteSpace(asked.Words)
        ? timelines.Profile(viewer, by, page, new ProfileFilter(WithoutBoosts: true))
        : search.Posts(viewer, asked.Words, page, asked.By?.Id);
}
