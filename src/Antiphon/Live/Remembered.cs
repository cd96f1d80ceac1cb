using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Antiphon.Live;

/// <summary>
/// A bounded cache of immutable values that are read from the store on first use and dropped by what happens. A value that was read before a change and arrives
/// after it is never kept: each drop moves an epoch on, and a load that spans a drop does not stay.
/// </summary>
/// <param name="most">Entries kept at most. Beyond it the cache starts anew: a burst of misses instead of bookkeeping on every hit.</param>
public sealed class Remembered<TKey, TValue>(int most)
    where TKey : notnull
    where TValue : class
{
    private readonly ConcurrentDictionary<TKey, TValue> kept = new();
    private long epoch;

    // About how many: the dictionary's own count takes every one of its locks, at each miss.
    private int size;

    /// <summary>Entries at present.</summary>
    public int Count => kept.Count;

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value) => kept.TryGetValue(key, out value);

    /// <summary>The value, loaded if need be; null where the loader finds none.</summary>
    public TValue? Get(TKey key, Func<TKey, TValue?> load)
    {
        if (kept.TryGetValue(key, out var known)) return known;
        var before = Epoch;
        var loaded = load(key);
        if (loaded is not null) Keep(key, loaded, before);
        return loaded;
    }

    /// <summary>To be read before a load whose values are given to <see cref="Keep"/>.</summary>
    public long Epoch => Volatile.Read(ref epoch);

    /// <summary>Keeps a value unless something was dropped since <paramref name="before"/>.</summary>
    public void Keep(TKey key, TValue value, long before)
    {
        if (Volatile.Read(ref size) >= most) Empty();
        if (kept.TryAdd(key, value)) Interlocked.Increment(ref size);
        else kept[key] = value;
        if (Epoch != before) Remove(key);
    }

    /// <summary>Told after the commit of a change.</summary>
    public void Drop(TKey key)
    {
        Interlocked.Increment(ref epoch);
        Remove(key);
    }

    public void Clear()
    {
        Interlocked.Increment(ref epoch);
        Empty();
    }

    private void Remove(TKey key)
    {
        if (kept.TryRemove(key, out _)) Interlocked.Decrement(ref size);
    }

    private void Empty()
    {
        kept.Clear();
        Volatile.Write(ref size, 0);
    }
}
