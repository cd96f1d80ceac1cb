using System.Security.Cryptography;

namespace Antiphon.Networks.Archives.Containers;

/// <summary>The bytes of the file as it was given, counted and, where somebody wants it, hashed on the way.</summary>
internal sealed class PackedStream(Stream file, ArchiveGauge gauge, IncrementalHash? hash) : ForwardStream
{
    public override int Read(Span<byte> buffer)
    {
        var read = file.Read(buffer);
        Seen(buffer[..read]);
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await file.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Seen(buffer.Span[..read]);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) file.Dispose();
        base.Dispose(disposing);
    }

    private void Seen(ReadOnlySpan<byte> bytes)
    {
        gauge.Add(bytes.Length);
        hash?.AppendData(bytes);
    }
}
