using Antiphon.Tally;

namespace Antiphon.Calls.Spreading;

/// <summary>
/// The languages of a call's answers, in steps. A call's page can be read as it stood at any line of its ledger, so two tables that differ by one person may be laid side by side: exact
/// figures would then tell the language of whoever came between. So the table is released once for every ten lines of answers, and a language reads "at least" a multiple of ten.
/// </summary>
public sealed class LanguageSteps
{
    /// <summary>Lines of answers between two releases.</summary>
    public const int Step = Cell.Least;

    /// <summary>
    /// So many people, at the least, are in no language that is shown: with one language under ten beside the others it may then hold anything from none to nine, and the same table comes out.
    /// </summary>
    public const int LeastUnnamed = Cell.Least + (Cell.Least - 1);

    private readonly List<string> names = [];
    private readonly Dictionary<string, int> numbers = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<long> people = [];
    private long all;
    private int lines;
    private (long All, long[] People) released = (0, []);

    /// <summary>The language's number, for <see cref="Move"/>; -1 for none.</summary>
    public int NumberOf(string? language)
    {
        if (language is null) return -1;

        // "en-GB" and "en" are one language to a reader.
        var cut = language.AsSpan().IndexOfAny('-', '_');
        var name = cut < 0 ? language : language[..cut];
        if (name.Length is < 2 or > 3) return -1;
        if (numbers.TryGetValue(name, out var known)) return known;
        numbers[name] = names.Count;
        names.Add(name.ToLowerInvariant());
        people.Add(0);
        return names.Count - 1;
    }

    /// <summary>People of a language come (+1) or go (-1).</summary>
    public void Move(int language, int by)
    {
        all += by;
        if (language >= 0) people[language] += by;
    }

    /// <summary>A line of the ledger about an answer lies behind.</summary>
    public void Line()
    {
        if (++lines % Step == 0) released = (all, [.. people]);
    }

    /// <summary>What may be shown, most first, equal ones by name.</summary>
    public IReadOnlyList<LanguageCell> Publish() => Shown(released.All, [.. released.People.Select((n, i) => KeyValuePair.Create(names[i], n))]);

    /// <summary>The rule by itself: whole tens, and enough people left over.</summary>
    public static IReadOnlyList<LanguageCell> Shown(long all, IReadOnlyList<KeyValuePair<string, long>> exact)
    {
        var cells = exact.Select(static cell => new LanguageCell(cell.Key, cell.Value / Cell.Least * Cell.Least)).Where(static cell => cell.AtLeast > 0)
            .OrderByDescending(static cell => cell.AtLeast).ThenBy(static cell => cell.Language, StringComparer.Ordinal).ToList();
        while (cells.Count > 0 && all - cells.Sum(static cell => cell.AtLeast) < LeastUnnamed)
        {
            // "At least" stays true of the largest when it says less.
            cells[0] = cells[0] with { AtLeast = cells[0].AtLeast - Cell.Least };
            if (cells[0].AtLeast == 0) cells.RemoveAt(0);
            cells = [.. cells.OrderByDescending(static cell => cell.AtLeast).ThenBy(static cell => cell.Language, StringComparer.Ordinal)];
        }

        return cells;
    }
}
