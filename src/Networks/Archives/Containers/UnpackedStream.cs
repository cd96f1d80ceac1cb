using ZstdSharp;

namespace Antiphon.Networks.Archives.Containers;

/// <summary>What unpacking gives: never more than the limit, and every way in which packed bytes can be broken is one exception.</summary>
/// <param name="over">Who is disposed along with it: what the unpacking reads from.</param>
internal sealed class UnpackedStream(Stream unpacking, long most, IDisposable? over = null) : ForwardStream
{
    private long total;

    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = unpacking.Read(buffer);
        }
        catch (Exception broken) when (Broken(broken))
        {
            throw Damaged.Exception(broken);
        }

        return Counted(read);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        try
        {
            read = await unpacking.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception broken) when (Broken(broken))
        {
            throw Damaged.Exception(broken);
        }

        return Counted(read);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            unpacking.Dispose();
            over?.Dispose();
        }

        base.Dispose(disposing);
    }

    private static bool Broken(Exception exception) => exception is ZstdException or EndOfStreamException or InvalidDataException;

    private int Counted(int read)
    {
        total += read;
        return total > most ? throw Damaged.TooMuch() : read;
    }
}
