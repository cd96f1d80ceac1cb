namespace Antiphon.Networks.Archives.Tables;

/// <summary>Where the columns of a table stand, by name without regard to case.</summary>
public sealed class Columns
{
    private readonly Dictionary<string, int> places = new(StringComparer.OrdinalIgnoreCase);

    private Columns()
    {
    }

    public static Columns Of(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var columns = new Columns();
        for (var i = 0; i < names.Count; i++) columns.places.TryAdd(names[i], i);
        return columns;
    }

    /// <summary>The place of a column, from 0; -1 where there is none.</summary>
    public int this[string name] => places.GetValueOrDefault(name, -1);

    /// <summary>The first of several names that there is a column of.</summary>
    public int First(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (places.TryGetValue(name, out var place)) return place;
        }

        return -1;
    }

    public bool HasAll(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!places.ContainsKey(name)) return false;
        }

        return true;
    }

    /// <summary>A column that must be there.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public int Needed(string name) => this[name] is >= 0 and var place ? place : throw new InvalidDataException($"This table has no column \"{name}\". Nothing can be read without it.");
}
