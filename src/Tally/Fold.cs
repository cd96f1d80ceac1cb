namespace Antiphon.Tally;

/// <summary>Counts a ledger from nothing.</summary>
public static class Fold
{
    /// <summary>Folds a whole ledger, newest line first.</summary>
    public static Board FromNewest(IEnumerable<Entry> newestFirst) => throw new NotSupportedException();

    /// <summary>Folds a whole ledger, newest line first.</summary>
    public static Board FromNewest(ReadOnlySpan<Entry> newestFirst) => throw new NotSupportedException();
}
