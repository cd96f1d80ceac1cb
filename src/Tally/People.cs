using System.Runtime.CompilerServices;

namespace Antiphon.Tally;

/// <summary>The people of one call. A call of a thousand people among fifty million costs what a thousand cost; one of nearly everybody, nine bytes each.</summary>
/// <remarks>
/// Ids are dense, given in order of first sight, so people who came together have neighbouring ids. Sixteen neighbours share a block of two cache lines, and
/// an open-addressing table finds the block. Blocks are spread over the table by multiplication (Fibonacci hashing), which strews consecutive
/// numbers evenly: a table that keeps them in a row makes linear probing quadratic as soon as two runs meet.
/// </remarks>
internal sealed class People
{
    private const int BlockBits = 4, Block = 1 << BlockBits, FirstBits = 4;
    private const uint Spread = 0x9E3779B1; // 2^32 divided by the golden ratio, made odd
    private const ulong Spreading = 1ul << 32; // as many numbers as the multiplication spreads over

    // The table: block number + 1 (0 is free), and where the block's people begin.
    private (uint Block, int Start)[] table;
    private int bits;
    private int blocks;
    private Standing[] standings;

    public People(int expected)
    {
        // Stryker disable all : how much room there is at first makes a difference to speed alone
        bits = FirstBits;
        while (Room < expected / Block) bits++;
        table = new (uint, int)[1 << bits];
        standings = new Standing[Math.Max(Room, expected / Block) * Block];
        // Stryker restore all
    }

    /// <summary>Three quarters full is where linear probing still takes two looks on average.</summary>
    private int Room => (1 << bits) - (1 << bits - 2);

    /// <summary>Where the person stands, blank if unknown. Good until the next call.</summary>
    public ref Standing Of(int person)
    {
        // Looked up first: it may grow the array, and the array is read before an index expression is.
        var place = Where(person);
        return ref standings[place];
    }

    /// <summary>Where the person's standing is kept. Good for all time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Where(int person)
    {
        var block = (uint)person / Block;
        ref var found = ref table[Home(block)];
        // Stryker disable once Conditional : Seek finds the same; this is the short way there
        return (found.Block == block + 1 ? found.Start : Seek(block)) + (person & (Block - 1));
    }

    /// <summary>Finds the places of the people in these lines; how many of them are new.</summary>
    /// <remarks>
    /// Each place is looked at here, although nothing needs the answer: the processor fetches many independent places at a time, while the loop that then
    /// works at each place would wait for one memory access after the other.
    /// </remarks>
    public int Find(ReadOnlySpan<Entry> lines, Links links, Span<int> places)
    {
        for (var i = 0; i < lines.Length; i++) places[i] = Where(links.Canonical(lines[i].Evidence.Person));
        // Stryker disable all : that they are looked at is all that matters
        var unknown = 0;
        foreach (var place in places[..lines.Length]) unknown += standings[place].IsBlank ? 1 : 0;
        return unknown;
        // Stryker restore all
    }

    public ref Standing At(int place) => ref standings[place];

    /// <summary>All places in use, in no order; some are blank.</summary>
    public ReadOnlySpan<Standing> Standings => standings.AsSpan(0, blocks * Block);

    /// <summary>Everybody who ever was here.</summary>
    public IEnumerable<(int Person, Standing Standing)> All()
    {
        foreach (var (block, start) in table)
        {
            if (block == 0) continue;
            for (var i = 0; i < Block; i++)
            {
                var standing = standings[start + i];
                if (!standing.IsBlank) yield return ((int)(block - 1) * Block + i, standing);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Home(uint block) => unchecked((int)((ulong)(block * Spread) * (ulong)table.Length / Spreading));

    private int Seek(uint block)
    {
        var at = Free(block);
        if (table[at].Block == 0)
        {
            if (blocks == Room)
            {
                Grow();
                at = Free(block);
            }

            if (blocks * Block == standings.Length) Array.Resize(ref standings, standings.Length * 2);
            table[at] = (block + 1, blocks * Block);
            blocks++;
        }

        return table[at].Start;
    }

    private int Free(uint block)
    {
        var at = Home(block);
        while (table[at].Block != 0 && table[at].Block != block + 1) at = at + 1 == table.Length ? 0 : at + 1;
        return at;
    }

    private void Grow()
    {
        var old = table;
        bits++;
        table = new (uint, int)[1 << bits];
        foreach (var entry in old)
        {
            if (entry.Block != 0) table[Free(entry.Block - 1)] = entry;
        }
    }
}
