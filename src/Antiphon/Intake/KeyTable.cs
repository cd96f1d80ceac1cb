using System.Numerics;

namespace Antiphon.Intake;

/// <summary>
/// Keys of one network to the ids of people: open addressing in two arrays, 12 bytes a place and at most three quarters full, so that five million people are 100 MB at most and
/// a look costs one or two cache misses.
/// </summary>
internal sealed class KeyTable
{
    private const int FirstPlaces = 1 << 10;
    private const ulong Spread = 0x9E37_79B9_7F4A_7C15; // 2^64 divided by the golden ratio, made odd

    private long[] keys = new long[FirstPlaces];
    private int[] ids = new int[FirstPlaces];
    private int shift = 64 - BitOperations.Log2(FirstPlaces);

    /// <summary>How many are in it.</summary>
    public int Count { get; private set; }

    /// <summary>The person's id; 0 for somebody unknown.</summary>
    public int Find(long key) => ids[Place(key)];

    /// <summary>Puts in somebody who is not there yet.</summary>
    public void Add(long key, int id)
    {
        if (Count >= keys.Length / 4 * 3) Grow();
        var place = Place(key);
        keys[place] = key;
        ids[place] = id;
        Count++;
    }

    /// <summary>Where the key stands or would stand. A free place has id 0: no person has.</summary>
    private int Place(long key)
    {
        var place = (int)(unchecked((ulong)key * Spread) >> shift);
        while (ids[place] != 0 && keys[place] != key) place = (place + 1) & (keys.Length - 1);
        return place;
    }

    private void Grow()
    {
        var (oldKeys, oldIds) = (keys, ids);
        keys = new long[oldKeys.Length * 2];
        ids = new int[oldIds.Length * 2];
        shift--;
        for (var i = 0; i < oldIds.Length; i++)
        {
            if (oldIds[i] == 0) continue;
            var place = Place(oldKeys[i]);
            keys[place] = oldKeys[i];
            ids[place] = oldIds[i];
        }
    }
}
