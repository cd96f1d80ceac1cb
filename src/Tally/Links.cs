namespace Antiphon.Tally;

/// <summary>
/// Accounts that are one person because the people said so themselves: both profiles name each other, or a bridge publishes which account mirrors which.
/// Never made from guesses.
/// </summary>
public sealed class Links
{
    private readonly Dictionary<int, int> canonical;

    private Links(Dictionary<int, int> canonical) => this.canonical = canonical;

    /// <summary>Nobody is linked.</summary>
    public static Links None { get; } = new([]);

    /// <summary>Pairs of accounts of one person each. Whoever is linked over several steps is one person too.</summary>
    public static Links Of(IEnumerable<(int One, int Other)> pairs)
    {
        var parent = new Dictionary<int, int>();
        int Root(int person)
        {
            while (parent.TryGetValue(person, out var up) && up != person) person = up;
            return person;
        }

        foreach (var (one, other) in pairs)
        {
            int a = Root(one), b = Root(other);
            parent[Math.Max(a, b)] = Math.Min(a, b);
        }

        return new(parent.Keys.ToDictionary(person => person, Root));
    }

    /// <summary>The accounts that count as somebody else with the later links.</summary>
    internal IEnumerable<int> Unlike(Links later) => canonical.Keys.Concat(later.canonical.Keys).Where(person => Canonical(person) != later.Canonical(person));

    /// <summary>Whether nobody is linked.</summary>
    public bool IsEmpty => canonical.Count == 0;

    /// <summary>The person whom an account counts as: the smallest id of those linked to it, or its own.</summary>
    public int Canonical(int person) => !IsEmpty && canonical.TryGetValue(person, out var one) ? one : person;
}
