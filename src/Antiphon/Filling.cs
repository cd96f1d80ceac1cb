namespace Antiphon;

/// <summary>
/// Fills a page of a list some of whose entries are hidden from this viewer: goes on until it is full or the list ends, so that a short page is the last one
/// and nothing is skipped or shown twice.
/// </summary>
internal static class Filling
{
    /// <summary>Each round reads twice as much as the one before; twelve of them look at some ten thousand hidden entries in a row, and then give up.</summary>
    private const int MostRounds = 12;

    private const int LargestRound = 2_000;

    /// <param name="rows">The skeleton of a part of the list, newest first, also when it ascends.</param>
    /// <param name="id">What the list pages by.</param>
    /// <param name="shown">Loads the rows and leaves out what is hidden, in their order.</param>
    /// <returns>Newest first.</returns>
    public static List<T> Page<TRow, T>(
        Paging page, Func<Paging, IReadOnlyList<TRow>> rows, Func<TRow, long> id, Func<IReadOnlyList<TRow>, IEnumerable<T>> shown)
    {
        var kept = new List<T>(page.Limit);
        var rest = page;
        for (var round = 0; round < MostRounds; round++)
        {
            var skeleton = rows(rest);

            // A page that ascends wants what is nearest above first.
            kept.AddRange(page.Ascending ? shown(skeleton).Reverse() : shown(skeleton));
            if (kept.Count >= page.Limit || skeleton.Count < rest.Limit) break;
            rest = page.Ascending ? rest with { Above = id(skeleton[0]) } : rest with { Below = id(skeleton[^1]) };
            rest = rest with { Limit = Math.Min(rest.Limit * 2, LargestRound) };
        }

        if (kept.Count > page.Limit) kept.RemoveRange(page.Limit, kept.Count - page.Limit);
        if (page.Ascending) kept.Reverse();
        return kept;
    }
}
