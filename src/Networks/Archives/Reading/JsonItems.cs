using System.Buffers;

namespace Antiphon.Networks.Archives.Reading;

/// <summary>
/// The elements of the first array in a stream, one after the other and without the whole in memory: exports write one array of a gigabyte. Whatever stands before the array's first bracket
/// (<c>window.YTD.tweets.part0 =</c>) is passed over and never run. An element is found by its brackets; whether it is JSON is found by who reads it.
/// <code>while (await items.Fill(cancel)) while (items.TryNext(out var item)) …</code>
/// </summary>
public sealed class JsonItems(Stream stream) : IDisposable
{
    /// <summary>Of one element.</summary>
    public const int Longest = 1 << 24;

    private const int FirstBuffer = 1 << 20;

    private static readonly SearchValues<byte> Interesting = SearchValues.Create("\"{}[]"u8);

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    private int start;
    private int end;
    private int looked;
    private int depth;
    private bool inside;
    private bool inText;
    private bool over;
    private long lines = 1;

    /// <summary>The line on which the element begins, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>Whether the array's end was reached. Where it is not at the end of the stream, the file is cut off.</summary>
    public bool Closed { get; private set; }

    /// <summary>Reads on. False when there is nothing more, or nothing more that belongs to the array.</summary>
    /// <exception cref="InvalidDataException">An element has no end.</exception>
    public async ValueTask<bool> Fill(CancellationToken cancel)
    {
        if (over || Closed) return false;
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (end, looked, start) = (end - start, looked - start, 0);
        }

        if (end == buffer.Length)
        {
            if (end > Longest) throw new InvalidDataException($"The element that begins on line {lines} has no end within {Longest:N0} bytes.");
            var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
            buffer.AsSpan(0, end).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }

        var read = await stream.ReadAsync(buffer.AsMemory(end), cancel).ConfigureAwait(false);
        end += read;
        over = read == 0;
        return !over;
    }

    /// <summary>The next whole object or array among the elements; elements that are neither are passed over. Good until the next <see cref="Fill"/>.</summary>
    public bool TryNext(out ReadOnlyMemory<byte> item)
    {
        item = default;
        while (!Closed && looked < end)
        {
            if (inText)
            {
                if (!EndText()) return false;
                continue;
            }

            var at = buffer.AsSpan(looked, end - looked).IndexOfAny(Interesting);
            if (at < 0)
            {
                looked = end;
                break;
            }

            at += looked;
            looked = at + 1;
            if (Took(buffer[at], at) is not { } upto) continue;
            item = buffer.AsMemory(start, upto - start);
            Line = lines;
            Forget(upto);
            return true;
        }

        // Between elements nothing is kept.
        if (depth == 0) Forget(looked);
        return false;
    }

    public void Dispose()
    {
        stream.Dispose();
        var returned = buffer;
        buffer = [];
        if (returned.Length > 0) ArrayPool<byte>.Shared.Return(returned);
    }

    /// <summary>Where an element ends that began at <see cref="start"/>, if it does here.</summary>
    private int? Took(byte what, int at)
    {
        switch (what)
        {
            case (byte)'"':
                inText = true;
                break;
            case (byte)'[' when !inside:
                inside = true;
                break;
            case (byte)'{' or (byte)'[' when inside:
                if (depth++ == 0) Forget(at);
                break;
            case (byte)']' when inside && depth == 0:
                Closed = true;
                break;
            case (byte)'}' or (byte)']' when depth > 0 && --depth == 0:
                return at + 1;
        }

        return null;
    }

    private bool EndText()
    {
        while (looked < end)
        {
            var at = buffer.AsSpan(looked, end - looked).IndexOfAny((byte)'"', (byte)'\\');
            if (at < 0)
            {
                looked = end;
                return false;
            }

            at += looked;
            if (buffer[at] == '"')
            {
                looked = at + 1;
                inText = false;
                return true;
            }

            // What is behind the backslash says nothing, and may not be read yet.
            if (at + 1 == end)
            {
                looked = at;
                return false;
            }

            looked = at + 2;
        }

        return false;
    }

    private void Forget(int upto)
    {
        lines += buffer.AsSpan(start, upto - start).Count((byte)'\n');
        start = upto;
    }
}
