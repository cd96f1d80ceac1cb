using System.Text;

namespace Antiphon.Networks.Archives.Containers;

/// <summary>Text as UTF-8 without a byte order mark, whether it was in UTF-8 or in either order of UTF-16. What is none of these comes as it is.</summary>
internal static class Utf8Stream
{
    /// <summary>Reads the first bytes and decides by them.</summary>
    public static Stream Of(Stream bytes)
    {
        var first = new byte[4];
        var length = bytes.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
        return first.AsSpan(0, length) switch
        {
            [0xEF, 0xBB, 0xBF, ..] => new PrefixedStream(first.AsMemory(3, length - 3), bytes),
            [0xFF, 0xFE, ..] => FromUtf16(first.AsMemory(2, length - 2), bytes, Encoding.Unicode),
            [0xFE, 0xFF, ..] => FromUtf16(first.AsMemory(2, length - 2), bytes, Encoding.BigEndianUnicode),

            // Two characters of ASCII, as JSON and a head of columns begin, without a mark.
            [> 0 and < 0x80, 0, > 0 and < 0x80, 0] => FromUtf16(first.AsMemory(0, length), bytes, Encoding.Unicode),
            [0, > 0 and < 0x80, 0, > 0 and < 0x80] => FromUtf16(first.AsMemory(0, length), bytes, Encoding.BigEndianUnicode),
            _ => new PrefixedStream(first.AsMemory(0, length), bytes),
        };
    }

    private static Stream FromUtf16(ReadOnlyMemory<byte> first, Stream rest, Encoding encoding) =>
        Encoding.CreateTranscodingStream(new PrefixedStream(first, rest), encoding, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
}

/// <summary>Bytes that were read already, and then the rest.</summary>
internal sealed class PrefixedStream(ReadOnlyMemory<byte> first, Stream rest) : ForwardStream
{
    private ReadOnlyMemory<byte> first = first;

    public override int Read(Span<byte> buffer) => first.IsEmpty ? rest.Read(buffer) : Take(buffer);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        first.IsEmpty ? rest.ReadAsync(buffer, cancellationToken) : ValueTask.FromResult(Take(buffer.Span));

    protected override void Dispose(bool disposing)
    {
        if (disposing) rest.Dispose();
        base.Dispose(disposing);
    }

    private int Take(Span<byte> buffer)
    {
        var taken = Math.Min(buffer.Length, first.Length);
        first.Span[..taken].CopyTo(buffer);
        first = first[taken..];
        return taken;
    }
}

/// <summary>A stretch of a stream, as a tar has for each file.</summary>
internal sealed class StretchStream(Stream whole, long length) : ForwardStream
{
    private long left = length;

    public override int Read(Span<byte> buffer)
    {
        if (left == 0 || buffer.IsEmpty) return 0;
        return Took(whole.Read(buffer[..(int)Math.Min(left, buffer.Length)]));
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (left == 0 || buffer.IsEmpty) return 0;
        return Took(await whole.ReadAsync(buffer[..(int)Math.Min(left, buffer.Length)], cancellationToken).ConfigureAwait(false));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) whole.Dispose();
        base.Dispose(disposing);
    }

    private int Took(int read)
    {
        left -= read;
        return read == 0 ? throw Damaged.Exception() : read;
    }
}
