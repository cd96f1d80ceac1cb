using System.Runtime.InteropServices;

namespace Antiphon.Intake;

/// <summary>The numbers of <see cref="ArchivedKey"/> for many ids at once. Until then an id has a mark below 0, which no number is, and which holds until <see cref="Settle"/>.</summary>
public sealed class ArchivedKeys
{
    /// <summary>More than the items of a batch name by far; a line of a file that is made to fill the memory names no more.</summary>
    private const int Most = 16_384;

    private readonly Texts ofOneBlock = new(1);
    private readonly Texts ofTwo = new(2);

    /// <returns>As <see cref="ArchivedKey.Of(ReadOnlySpan{byte})"/>, or a mark.</returns>
    public long Later(ReadOnlySpan<byte> utf8)
    {
        // What may be a number has no hash, and texts that are longer are rare.
        if (ofOneBlock.Count + ofTwo.Count >= Most || utf8.Length > ManyHashes.Longest(2) || utf8.IsEmpty || utf8[0] is >= (byte)'0' and <= (byte)'9') return ArchivedKey.Of(utf8);
        return utf8.Length <= ManyHashes.Longest(1) ? ~((long)ofOneBlock.Add(utf8) << 1) : ~(((long)ofTwo.Add(utf8) << 1) | 1);
    }

    /// <summary>Puts the numbers where the marks are, and forgets the marks.</summary>
    public void Settle(List<ArchivedItem> items)
    {
        ofOneBlock.Hash();
        ofTwo.Hash();
        if (ofOneBlock.Count + ofTwo.Count > 0)
        {
            foreach (ref var item in CollectionsMarshal.AsSpan(items))
            {
                item = item with
                {
                    Author = Number(item.Author), Key = Number(item.Key), Target = Number(item.Target), Parent = Number(item.Parent), Root = Number(item.Root), Quoted = Number(item.Quoted),
                };
            }
        }

        ofOneBlock.Clear();
        ofTwo.Clear();
    }

    private long Number(long mark) => mark >= 0 ? mark : ((~mark & 1) == 0 ? ofOneBlock : ofTwo)[(int)(~mark >> 1)];

    private sealed class Texts(int blocks)
    {
        private readonly int each = blocks * ManyHashes.Block;
        private byte[] texts = new byte[blocks * ManyHashes.Block * 64];
        private ulong[] hashes = [];
        private int count;

        public int Count => count;

        public long this[int index] => ArchivedKey.Of(hashes[index]);

        public int Add(ReadOnlySpan<byte> text)
        {
            if ((count + 1) * each > texts.Length) Array.Resize(ref texts, texts.Length * 2);
            ManyHashes.Fill(text, texts.AsSpan(count * each, each));

            // An answer to the call itself names it twice.
            if (count > 0 && texts.AsSpan(count * each, each).SequenceEqual(texts.AsSpan((count - 1) * each, each))) return count - 1;
            return count++;
        }

        public void Hash()
        {
            if (hashes.Length < count) hashes = new ulong[texts.Length / each];
            ManyHashes.First(texts.AsSpan(0, count * each), blocks, hashes.AsSpan(0, count));
        }

        public void Clear() => count = 0;
    }
}
