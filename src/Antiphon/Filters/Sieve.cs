using System.Buffers;
using Antiphon.Posts;

namespace Antiphon.Filters;

/// <summary>
/// A member's filters, made ready once: one vectorised search for all keywords together decides of nearly every post that nothing is caught; only where something is there is it looked at word
/// by word.
/// </summary>
public sealed class Sieve
{
    public static readonly Sieve Empty = new([]);

    private static readonly IReadOnlyList<Caught> Nothing = [];

    private readonly Filter[] filters;
    private readonly SearchValues<string>? words;
    private readonly HashSet<long> posts;

    public Sieve(IReadOnlyList<Filter> all)
    {
        filters = [.. all];
        posts = [.. all.SelectMany(static filter => filter.Posts).Select(static one => one.Post)];
        string[] keywords = [.. all.SelectMany(static filter => filter.Keywords).Select(static one => one.Keyword).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (keywords.Length > 0) words = SearchValues.Create(keywords, StringComparison.OrdinalIgnoreCase);
        MayHide = filters.Any(static filter => filter.Action == FilterAction.Hide);
    }

    public bool IsEmpty => filters.Length == 0;

    /// <summary>Whether any of them hides; else no list has to ask.</summary>
    public bool MayHide { get; }

    /// <summary>The filters that catch this post, in the order in which they were made.</summary>
    /// <param name="id">The post itself; for a boost, <paramref name="card"/> is what it passes on.</param>
    public IReadOnlyList<Caught> Catch(PostCard card, long id, long now)
    {
        if (IsEmpty) return Nothing;
        var chosen = posts.Contains(card.Id) || posts.Contains(id);
        var texts = chosen || words is not null ? FilteredText.Of(card) : [];
        if (!chosen && !texts.Any(Holds)) return Nothing;
        List<Caught>? caught = null;
        var known = new Dictionary<(string, bool), string?>();
        foreach (var filter in filters)
        {
            if (!filter.Holds(now)) continue;
            var found = Words(filter, texts, known);
            long[] named = [.. filter.Posts.Select(static one => one.Post).Where(post => post == card.Id || post == id)];
            if (found.Count > 0 || named.Length > 0) (caught ??= []).Add(new Caught(filter, found, named));
        }

        return caught ?? Nothing;
    }

    private bool Holds(string text) => words is not null && text.AsSpan().ContainsAny(words);

    /// <param name="known">What was looked for already: the same word in two hundred filters is one search.</param>
    private static List<string> Words(Filter filter, IReadOnlyList<string> texts, Dictionary<(string, bool), string?> known)
    {
        var found = new List<string>();
        foreach (var keyword in filter.Keywords)
        {
            var key = (keyword.Keyword, keyword.WholeWord);
            if (!known.TryGetValue(key, out var word)) known[key] = word = texts.Select(text => Keywords.Find(text, keyword.Keyword, keyword.WholeWord)).FirstOrDefault(static one => one is not null);
            if (word is not null) found.Add(word);
        }

        return found;
    }
}
