using System.Buffers;

namespace Antiphon.Networks.Archives.Reading;

/// <summary>
/// The lines of a stream, found where the bytes lie: nothing is copied but the piece of a line at a buffer's end. Ends of lines are LF or CR LF and belong to no line.
/// <code>while (await lines.Fill(cancel)) while (lines.TryNext(out var line)) …</code>
/// </summary>
public sealed class LineReader(Stream stream, int longest = LineReader.Longest) : IDisposable
{
    /// <summary>Of one line. A page of five hundred posts with everything that they refer to has about three million bytes.</summary>
    public const int Longest = 1 << 26;

    private const int FirstBuffer = 1 << 20;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    private int start;
    private int end;

    // Up to where no end of a line was found.
    private int looked;
    private bool over;
    private bool skipping;

    /// <summary>The number of the line that <see cref="TryNext"/> gave, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Whether that line is too long to be given: it is empty and was passed over.</summary>
    public bool TooLong { get; private set; }

    /// <summary>Reads on. False when there is nothing more.</summary>
    public async ValueTask<bool> Fill(CancellationToken cancel)
    {
        if (over) return false;
        if (skipping) start = end = looked = 0;
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (end, looked, start) = (end - start, looked - start, 0);
        }

        if (end == buffer.Length) Grow();
        var read = await stream.ReadAsync(buffer.AsMemory(end), cancel).ConfigureAwait(false);
        end += read;
        over = read == 0;
        return !over || end > start || skipping;
    }

    /// <summary>The next whole line of what was read; the last one needs no end. Good until the next <see cref="Fill"/>.</summary>
    public bool TryNext(out ReadOnlyMemory<byte> line)
    {
        line = default;
        TooLong = false;
        var at = buffer.AsSpan(looked, end - looked).IndexOf((byte)'\n');
        if (at < 0)
        {
            looked = end;
            if (!over) return Pass();
            if (start == end && !skipping) return false;
            Number++;
            (TooLong, skipping) = (skipping, false);
            if (!TooLong) line = Trimmed(end);
            start = end;
            return true;
        }

        at += looked;
        Number++;
        if (skipping) (TooLong, skipping) = (true, false);
        else line = Trimmed(at);
        start = looked = at + 1;
        return true;
    }

    public void Dispose()
    {
        stream.Dispose();
        var returned = buffer;
        buffer = [];
        if (returned.Length > 0) ArrayPool<byte>.Shared.Return(returned);
    }

    // A line that has grown beyond what is allowed is forgotten and its rest passed over.
    private bool Pass()
    {
        if (end - start > longest) skipping = true;
        if (skipping) start = end = looked = 0;
        return false;
    }

    private ReadOnlyMemory<byte> Trimmed(int upto) => buffer.AsMemory(start, upto - start - (upto > start && buffer[upto - 1] == '\r' ? 1 : 0));

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(start, end - start).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
