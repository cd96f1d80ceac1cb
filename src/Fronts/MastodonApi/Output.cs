using System.Buffers;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Antiphon.MastodonApi;

/// <summary>
/// An answer's bytes, in a buffer that is used again. Hot lists join rendered fragments with <see cref="Raw"/>; everything else is written through <see cref="Json"/>.
/// Knowing the whole length before the first byte goes out gives every answer a Content-Length.
/// </summary>
internal sealed class Output : IBufferWriter<byte>, IDisposable
{
    private const int FirstSize = 32 * 1024;

    /// <summary>A context of 1,000 posts takes some 2 MB; larger buffers are not kept.</summary>
    private const int LargestKept = 4 * 1024 * 1024;

    private const int MostKept = 64;

    private static readonly ConcurrentQueue<Output> Pool = new();
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private byte[] buffer = new byte[FirstSize];
    private int length;
    private Utf8JsonWriter? json;

    private Output()
    {
    }

    /// <summary>Nulls are written, or apps that index keys break; text is UTF-8 as it is, since the type says JSON and nothing may sniff.</summary>
    public Utf8JsonWriter Json => json ??= new Utf8JsonWriter(this, Options);

    public ReadOnlyMemory<byte> Written
    {
        get
        {
            json?.Flush();
            return buffer.AsMemory(0, length);
        }
    }

    public static Output Rent() => Pool.TryDequeue(out var pooled) ? pooled : new Output();

    /// <summary>Appends bytes as they are. Not between the calls of <see cref="Json"/>.</summary>
    public void Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        length += bytes.Length;
    }

    public void Number(long number)
    {
        Utf8Formatter.TryFormat(number, GetSpan(20), out var written);
        length += written;
    }

    /// <summary>Takes bytes back that were appended last, such as a closing brace.</summary>
    public void Back(int bytes) => length -= bytes;

    /// <summary>Starts anew within the same rent.</summary>
    public void Clear()
    {
        length = 0;
        json?.Reset(this);
    }

    public void Advance(int count) => length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(sizeHint);
        return buffer.AsMemory(length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(sizeHint);
        return buffer.AsSpan(length);
    }

    public void Dispose()
    {
        if (buffer.Length > LargestKept || Pool.Count >= MostKept) return;
        Clear();
        Pool.Enqueue(this);
    }

    private void Grow(int hint)
    {
        var needed = length + Math.Max(hint, 256);
        if (needed > buffer.Length) Array.Resize(ref buffer, Math.Max(needed, buffer.Length * 2));
    }
}
