namespace Antiphon.Tally;

/// <summary>Sequences of entries that a later line closed: a bitmap in pages of one cache line, so that it takes room by what was closed.</summary>
internal sealed class Closings
{
    private const int PageLength = 512, WordLength = 64, Words = PageLength / WordLength;
    private const long NoPage = long.MaxValue;

    private readonly Dictionary<long, int> pages = [];
    private ulong[] words = new ulong[16 * Words];
    private long lastPage = NoPage;
    private int lastStart;

    public void Add(long sequence)
    {
        var page = sequence / PageLength;
        if (!pages.TryGetValue(page, out var start))
        {
            start = pages.Count * Words;
            pages[page] = start;
            if (start == words.Length) Array.Resize(ref words, words.Length * 2);
            lastPage = NoPage;
        }

        words[start + Word(sequence)] |= Bit(sequence);
    }

    /// <summary>Asked in the ledger's order, so the page is nearly always the one of the last question.</summary>
    public bool Contains(long sequence)
    {
        var page = sequence / PageLength;
        if (page != lastPage)
        {
            lastPage = page;
            lastStart = pages.GetValueOrDefault(page, -1);
        }

        return lastStart >= 0 && (words[lastStart + Word(sequence)] & Bit(sequence)) != 0;
    }

    private static ulong Bit(long sequence) => 1ul << (int)(sequence % WordLength);

    private static int Word(long sequence) => (int)(sequence / WordLength) & (Words - 1);
}
