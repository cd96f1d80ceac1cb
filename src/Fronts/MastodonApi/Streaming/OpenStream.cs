using System.Threading.Channels;
using Antiphon.Access;

namespace Antiphon.MastodonApi.Streaming;

/// <summary>Why a stream ends.</summary>
internal enum Ending
{
    /// <summary>It does not.</summary>
    None = 0,

    /// <summary>The reader left.</summary>
    Left,

    /// <summary>The reader takes in less than happens.</summary>
    TooSlow,

    /// <summary>The token is dead, or its account.</summary>
    AccessDied,

    /// <summary>The server is stopping.</summary>
    Stopping,

    /// <summary>The reader sent what no reader sends.</summary>
    Misuse,
}

/// <summary>
/// One open connection: what waits to be sent on it. Frames are shared between all who get the same, so that what waits costs a reference each;
/// whoever lets too many wait is dropped, and nothing waits without end.
/// </summary>
/// <param name="events">Whether the frames are server-sent events; else a WebSocket's messages.</param>
internal sealed class OpenStream(AccessToken token, bool events)
{
    /// <summary>Frames that may wait: some minutes of a busy public timeline.</summary>
    public const int MostFrames = 1_024;

    /// <summary>Bytes that may wait, in case the frames are large.</summary>
    public const int MostBytes = 1024 * 1024;

    /// <summary>Subscriptions of one connection.</summary>
    public const int MostTopics = 64;

    private readonly Channel<byte[]> waiting = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(MostFrames) { SingleReader = true });
    private readonly TaskCompletionSource<Ending> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int bytes;

    public AccessToken Token => token;

    public bool Events => events;

    /// <summary>What it listens to; changed under the hub's lock alone.</summary>
    public Dictionary<Topic, Wanted> Topics { get; } = [];

    /// <summary>Completes when the stream must end.</summary>
    public Task<Ending> Ended => ended.Task;

    public bool Over => ended.Task.IsCompleted;

    /// <summary>Puts a frame in line; quick, from any thread.</summary>
    public void Offer(byte[] frame)
    {
        if (Interlocked.Add(ref bytes, frame.Length) > MostBytes || !waiting.Writer.TryWrite(frame)) End(Ending.TooSlow);
    }

    /// <summary>Ends the stream; the first reason stands.</summary>
    public void End(Ending why)
    {
        if (ended.TrySetResult(why) && why == Ending.TooSlow) StreamMeter.Dropped.Add(1);
        waiting.Writer.TryComplete();
    }

    /// <summary>The next frame; null when the stream is over.</summary>
    public async ValueTask<byte[]?> Next()
    {
        while (!Over && await waiting.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            if (Over || !waiting.Reader.TryRead(out var frame)) continue;
            Interlocked.Add(ref bytes, -frame.Length);
            return frame;
        }

        return null;
    }
}
