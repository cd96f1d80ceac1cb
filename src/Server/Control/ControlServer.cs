using System.Net.Sockets;
using System.Text.Json;
using Antiphon.Server.Running;
using Antiphon.Server.Verbs;

namespace Antiphon.Server.Control;

/// <summary>Lets verbs work through the running server: they see its state, and what they do shows live. One connection, one verb.</summary>
internal sealed class ControlServer(House house, ILogger<ControlServer> log) : IAsyncDisposable
{
    /// <summary>A request names a few things; files travel by name.</summary>
    private const int LongestRequest = 1024 * 1024;

    private readonly CancellationTokenSource stopping = new();
    private readonly Lock changing = new();
    private readonly HashSet<Task> running = [];
    private Socket? socket;
    private Task accepting = Task.CompletedTask;

    public void Start()
    {
        socket = SocketFile.Listen(house.Directory);
        accepting = Accept(socket);
    }

    /// <summary>Takes no more, cancels what runs and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        if (socket is null) return;
        SocketFile.Remove(house.Directory);
        await stopping.CancelAsync().ConfigureAwait(false);
        socket.Dispose();
        await accepting.ConfigureAwait(false);
        Task[] left;
        lock (changing) left = [.. running];
        await Task.WhenAll(left).ConfigureAwait(false);
        stopping.Dispose();
    }

    private async Task Accept(Socket listening)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var connection = await listening.AcceptAsync(stopping.Token).ConfigureAwait(false);
                Track(Task.Run(() => Serve(connection)));
            }
            catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException failed)
            {
                log.LogWarning(failed, "A verb could not be let in");
            }
        }
    }

    private void Track(Task work)
    {
        lock (changing) running.Add(work);
        _ = work.ContinueWith(
            done =>
            {
                lock (changing) running.Remove(done);
            },
            TaskScheduler.Default);
    }

    private async Task Serve(Socket connection)
    {
        try
        {
            await using var stream = new NetworkStream(connection, ownsSocket: true);
            if (await ReadRequest(stream).ConfigureAwait(false) is not { } asked) return;
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
            await using var output = new SocketOutput(stream);
            var gone = CancelWhenGone(stream, cancel);
            var code = await Run(asked, output, cancel.Token).ConfigureAwait(false);
            await output.Exit(code).ConfigureAwait(false);
            await cancel.CancelAsync().ConfigureAwait(false);
            await gone.ConfigureAwait(false);
        }
        catch (Exception over) when (over is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The verb's process went away; what it had begun was cancelled.
        }
        catch (Exception bug)
        {
            log.LogError(bug, "A verb's connection failed");
        }
    }

    private async Task<int> Run(Asked asked, SocketOutput output, CancellationToken cancel)
    {
        if (asked.Version != Wire.VersionOfThis)
        {
            await output.Note($"The running server is version {Wire.VersionOfThis} and this program is version {asked.Version}: restart the server first.").ConfigureAwait(false);
            return ExitCodes.Failed;
        }

        try
        {
            var verb = AllVerbs.Named(asked.Verb) ?? throw new InvalidOperationException("A verb is not in the list.");
            return await verb.Run(house, JsonSerializer.SerializeToUtf8Bytes(asked.Request, Wire.Default.JsonElement), output, cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            if (stopping.IsCancellationRequested) await output.Note("The server is stopping; this was not finished.").ConfigureAwait(false);
            return ExitCodes.Interrupted;
        }
        catch (Exception bug)
        {
            log.LogError(bug, "The verb {Verb} failed", asked.Verb);
            await output.Note($"This failed inside the server, whose log says where ({bug.GetType().Name}).").ConfigureAwait(false);
            return ExitCodes.Failed;
        }
    }

    private async Task<Asked?> ReadRequest(NetworkStream stream)
    {
        var buffer = new byte[LongestRequest];
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), stopping.Token).ConfigureAwait(false);
            if (read == 0) return null;
            length += read;
            if (buffer[length - 1] == '\n') return JsonSerializer.Deserialize(buffer.AsSpan(0, length), Wire.Default.Asked);
        }

        return null;
    }

    private static async Task CancelWhenGone(NetworkStream stream, CancellationTokenSource cancel)
    {
        try
        {
            var byteOfNothing = new byte[1];
            await stream.ReadExactlyAsync(byteOfNothing, cancel.Token).ConfigureAwait(false);
        }
        catch (Exception over) when (over is IOException or OperationCanceledException or ObjectDisposedException)
        {
            if (!cancel.IsCancellationRequested) await cancel.CancelAsync().ConfigureAwait(false);
        }
    }
}
