namespace Antiphon.Tally;

/// <summary>A breakdown by something about the people themselves (language, place, age of account …), as it may be shown beside its exact total.</summary>
/// <remarks>
/// No cell under <see cref="Cell.Least"/> is shown, and none can be worked out by taking the shown ones from the total, not even by somebody who knows this
/// rule. Let n cells be small. Together with them the first cell that is not small is hidden, in the order of the table and not by size (hiding the smallest
/// would tell its bounds). If what is hidden adds up to 10 + 9 n or more, each small cell can be anything from 0 to 9 and the same table comes out. If it
/// does not, the whole breakdown is hidden. So the order is the caller's lever: put first what readers miss least, such as "not said".
/// </remarks>
public static class SmallCells
{
    /// <summary>The breakdown as it may be shown, in the same order. What is withheld is <see cref="Cell.Hidden"/>, whichever way it came to be.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A figure is negative.</exception>
    public static IReadOnlyList<KeyValuePair<TKey, Cell>> Publish<TKey>(IReadOnlyList<KeyValuePair<TKey, long>> cells)
    {
        int small = 0, guard = -1;
        long hidden = 0;
        for (var i = 0; i < cells.Count; i++)
        {
            var people = cells[i].Value;
            ArgumentOutOfRangeException.ThrowIfNegative(people, nameof(cells));
            if (people >= Cell.Least)
            {
                if (guard < 0) guard = i;
                continue;
            }

            small++;
            hidden += people;
        }

        var nothing = small == 0;
        var everything = !nothing && (guard < 0 || hidden + cells[guard].Value < Cell.Least + (Cell.Least - 1L) * small);
        var shown = new KeyValuePair<TKey, Cell>[cells.Count];
        for (var i = 0; i < shown.Length; i++)
        {
            var hide = everything || cells[i].Value < Cell.Least || (i == guard && !nothing);
            shown[i] = new(cells[i].Key, hide ? Cell.Hidden : Cell.Exact(cells[i].Value));
        }

        return shown;
    }
}
