using System.Net.Sockets;
using System.Text.Json;
using System.Threading.Channels;
using Antiphon.Server.Verbs;

namespace Antiphon.Server.Control;

/// <summary>A verb's words as frames on the control socket. Lines wait for a slow reader; a progress that has no room is left out, another will come.</summary>
internal sealed class SocketOutput : IVerbOutput, IAsyncDisposable
{
    private static readonly byte[] LineEnd = [(byte)'\n'];

    private readonly Channel<Frame> frames = Channel.CreateBounded<Frame>(new BoundedChannelOptions(64) { SingleReader = true });
    private readonly NetworkStream stream;
    private readonly Task sending;
    private long shown = -1_000;

    public SocketOutput(NetworkStream stream)
    {
        this.stream = stream;
        sending = Send();
    }

    public ValueTask Line(string text) => frames.Writer.WriteAsync(new Frame(FrameKind.Line, text));

    public ValueTask Note(string text) => frames.Writer.WriteAsync(new Frame(FrameKind.Note, text));

    public void Progress(string what, string unit, long done, long total)
    {
        // A tenth of a second between two: more than eyes can use.
        var now = Environment.TickCount64;
        if (done != total && now - Volatile.Read(ref shown) < 100) return;
        Volatile.Write(ref shown, now);
        frames.Writer.TryWrite(new Frame(FrameKind.Progress, what, unit, done, total));
    }

    public async Task Exit(int code)
    {
        await frames.Writer.WriteAsync(new Frame(FrameKind.Exit, Done: code)).ConfigureAwait(false);
        frames.Writer.TryComplete();
        await sending.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        frames.Writer.TryComplete();
        await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task Send()
    {
        try
        {
            await foreach (var frame in frames.Reader.ReadAllAsync().ConfigureAwait(false))
            {
                await JsonSerializer.SerializeAsync(stream, frame, Wire.Default.Frame).ConfigureAwait(false);
                await stream.WriteAsync(LineEnd).ConfigureAwait(false);
            }
        }
        catch (IOException gone)
        {
            // Writers that wait for room must not wait for ever.
            frames.Writer.TryComplete(gone);
            while (frames.Reader.TryRead(out _))
            {
            }
        }
    }
}
