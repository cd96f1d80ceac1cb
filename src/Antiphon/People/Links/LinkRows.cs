using Antiphon.Store;

namespace Antiphon.People.Links;

/// <summary>
/// The table of links. Each change takes a number of the ledger's count, although it is no line of it: a count is known by its number, and the same lines with other links are
/// another count.
/// </summary>
internal static class LinkRows
{
    /// <summary>Makes a link, or notes that one still holds. The stronger proof stays: a link by signing in does not become one by profiles, which a changed profile would undo.</summary>
    public static void Make(Tx tx, long account, long other, LinkedBy how, string address = "")
    {
        if (account == other) throw new ArgumentException("An account is one person with itself already.", nameof(other));
        if (tx.Run("UPDATE links SET checked = $3 WHERE (account = $1 AND other = $2) OR (account = $2 AND other = $1)", account, other, tx.Now) > 0) return;
        var sequence = tx.NewSequence();
        tx.Run(
            "INSERT INTO links (account, other, how, address, seq, created, checked) VALUES ($1, $2, $3, $4, $5, $6, $6)",
            account, other, (int)how, address, sequence, tx.Now);
        Changed(tx, sequence);
    }

    /// <summary>Undoes the link between two accounts, whichever of them made it.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool Undo(Tx tx, long account, long other)
    {
        if (tx.Run("DELETE FROM links WHERE (account = $1 AND other = $2) OR (account = $2 AND other = $1)", account, other) == 0) return false;
        Changed(tx, tx.NewSequence());
        return true;
    }

    /// <summary>Undoes all links of an account.</summary>
    public static void UndoAll(Tx tx, long account)
    {
        if (tx.Run("DELETE FROM links WHERE account = $1 OR other = $1", account) > 0) Changed(tx, tx.NewSequence());
    }

    /// <summary>All accounts of the person who has this one, itself included; links lead on over several steps.</summary>
    public static IReadOnlyList<long> Group(Sql sql, long account)
    {
        var known = new List<long> { account };
        for (var i = 0; i < known.Count; i++)
        {
            foreach (var next in sql.Rows("SELECT other FROM links WHERE account = $1 UNION SELECT account FROM links WHERE other = $1", static row => row.Long(0), known[i]))
            {
                if (!known.Contains(next)) known.Add(next);
            }
        }

        return known;
    }

    /// <summary>All links there are, for a fold. Some 0.3 µs each.</summary>
    public static Tally.Links All(Sql sql) => Tally.Links.Of(sql.Rows("SELECT account, other FROM links", static row => (row.Int(0), row.Int(1))));

    /// <summary>Those that were made up to a number of the ledger's count, and still hold.</summary>
    public static Tally.Links UpTo(Sql sql, long number) =>
        Tally.Links.Of(sql.Rows("SELECT account, other FROM links WHERE seq <= $1", static row => (row.Int(0), row.Int(1)), number));

    /// <summary>Whether links were made or undone at this number.</summary>
    public static bool ChangedAt(Sql sql, long number) => sql.Any("SELECT 1 FROM link_changes WHERE seq = $1", number);

    /// <summary>The number of the last change; 0 where there never was any.</summary>
    public static long LastChange(Sql sql) => sql.Number("SELECT max(seq) FROM link_changes") ?? 0;

    private static void Changed(Tx tx, long sequence)
    {
        tx.Run("INSERT INTO link_changes (seq) VALUES ($1)", sequence);
        tx.Happened(new LinksChanged(sequence, All(tx)));
    }
}
