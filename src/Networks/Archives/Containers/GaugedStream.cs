namespace Antiphon.Networks.Archives.Containers;

/// <summary>What a zip's entry unpacks to, told to the gauge as the packed bytes that it stands for: the zip itself is read in leaps.</summary>
internal sealed class GaugedStream(Stream unpacking, ArchiveGauge gauge, long packed, long unpacked) : ForwardStream
{
    private long read;
    private long told;

    public override int Read(Span<byte> buffer) => Seen(unpacking.Read(buffer));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Seen(await unpacking.ReadAsync(buffer, cancellationToken).ConfigureAwait(false));

    protected override void Dispose(bool disposing)
    {
        if (disposing) unpacking.Dispose();
        base.Dispose(disposing);
    }

    private int Seen(int count)
    {
        read += count;
        var upto = unpacked <= 0 || read >= unpacked ? packed : (long)((double)read / unpacked * packed);
        gauge.Add(upto - told);
        told = upto;
        return count;
    }
}
