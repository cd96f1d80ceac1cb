using System.Buffers;

namespace Antiphon.People.Leaving;

/// <summary>
/// Lets a zip be written to a stream that can only be written to asynchronously, such as a response: .NET's zip entries end with a synchronous write.
/// What is written stands here until it is poured out; the writer pours after every page, so that it is never more than one.
/// </summary>
internal sealed class Funnel(Stream into) : Stream
{
    private readonly ArrayBufferWriter<byte> held = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public async Task Pour(CancellationToken cancel)
    {
        if (held.WrittenCount == 0) return;
        await into.WriteAsync(held.WrittenMemory, cancel).ConfigureAwait(false);
        held.ResetWrittenCount();
    }

    public override void Write(ReadOnlySpan<byte> buffer) => held.Write(buffer);

    public override void Write(byte[] buffer, int offset, int count) => held.Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // Poured when the writer says so.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
