using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Antiphon.Benchmarks.Load;

/// <summary>
/// A crowd with open streams of its own, in a process of its own: half of them server-sent events, half WebSockets. Says "ready" when all are open; told to begin (a line on its input) it notes
/// when each event comes, and told to stop it prints, for each in turn, when it had come to all.
/// </summary>
internal static class Listeners
{
    public const string Role = "--listeners";

    /// <summary>Ports of one address would run out: of the loopback's there are enough.</summary>
    private const int PerAddress = 5_000;

    private const int AtOnce = 100;

    /// <param name="tokens">A file with one token a line; each is used as often as it takes.</param>
    public static async Task<int> Run(string url, string tokens, string count)
    {
        var (address, all) = (new Uri(url), await File.ReadAllLinesAsync(tokens));
        var listeners = Enumerable.Range(0, int.Parse(count, CultureInfo.InvariantCulture)).Select(i => new Listener(i, all[i % all.Length])).ToArray();
        using var stop = new CancellationTokenSource();
        var listening = new List<Task>();
        foreach (var some in listeners.Chunk(AtOnce))
        {
            foreach (var listener in some) listening.Add(listener.Run(address, stop.Token));
            await Task.WhenAll(some.Select(static listener => listener.Open));
        }

        Console.WriteLine("ready");
        await Line();
        foreach (var listener in listeners) listener.Begin();
        Console.WriteLine("begun");
        await Line();
        await stop.CancelAsync();
        await Task.WhenAll(listening);
        var most = listeners.Max(static one => one.Times.Count);
        var arrivals = Enumerable.Range(0, most).Select(n =>
        {
            var times = listeners.Where(one => one.Times.Count > n).Select(one => one.Times[n]).Order().ToArray();
            return new Arrival(n, times[times.Length / 2], times[^1], listeners.Length - times.Length);
        });
        Console.WriteLine(JsonSerializer.Serialize(arrivals.ToList()));
        return 0;
    }

    /// <summary>The console's reader blocks: on a thread of its own, so that the streams go on being read.</summary>
    private static Task<string?> Line() => Task.Factory.StartNew(Console.In.ReadLine, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private sealed class Listener(int number, string token)
    {
        private readonly TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile List<long> times = [];

        public Task Open => open.Task;

        public List<long> Times => times;

        public void Begin() => times = [];

        public async Task Run(Uri address, CancellationToken stop)
        {
            try
            {
                using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(new IPAddress([127, 0, 0, (byte)(2 + number / PerAddress)]), 0));
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, address.Port), stop);
                if (number % 2 == 0 || address.AbsolutePath != "/") await Events(socket, address, stop);
                else await Messages(socket, stop);
            }
            catch (OperationCanceledException)
            {
                // Told to stop.
            }
            catch (Exception broken)
            {
                open.TrySetException(broken);
                throw;
            }
        }

        /// <summary>An event ends with an empty line; heartbeats and the greeting have none.</summary>
        private async Task Events(Socket socket, Uri address, CancellationToken stop)
        {
            var path = address.AbsolutePath == "/" ? "/api/v1/streaming/user" : address.AbsolutePath;
            await socket.SendAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nAccept: text/event-stream\r\n\r\n"), stop);
            var buffer = new byte[8 * 1024];
            var (head, last) = (true, (byte)0);
            while (true)
            {
                var read = await socket.ReceiveAsync(buffer, stop);
                if (read == 0) throw new IOException("The server closed a stream.");
                var now = Stopwatch.GetTimestamp();
                var rest = buffer.AsMemory(0, read);
                if (head)
                {
                    var end = rest.Span.IndexOf("\r\n\r\n"u8);
                    if (end < 0) throw new IOException("The answer's head came in parts.");
                    if (!rest.Span.StartsWith("HTTP/1.1 200"u8)) throw new IOException("A stream was refused.");
                    (head, rest) = (false, rest[(end + 4)..]);
                    open.TrySetResult();
                }

                foreach (var one in rest.Span)
                {
                    if (one == '\n' && last == '\n') times.Add(now);
                    last = one;
                }
            }
        }

        private async Task Messages(Socket socket, CancellationToken stop)
        {
            var key = Convert.ToBase64String(BitConverter.GetBytes((long)number).Concat(new byte[8]).ToArray());
            await socket.SendAsync(
                Encoding.ASCII.GetBytes(
                    $"GET /api/v1/streaming?stream=user HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n"
                    + $"Sec-WebSocket-Protocol: {token}\r\n\r\n"),
                stop);
            var head = new List<byte>();
            var single = new byte[1];
            while (head.Count < 4 || !head.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()))
            {
                if (await socket.ReceiveAsync(single, stop) == 0) throw new IOException("A stream was refused.");
                head.Add(single[0]);
            }

            if (!Encoding.ASCII.GetString([.. head]).StartsWith("HTTP/1.1 101", StringComparison.Ordinal)) throw new IOException("A stream was refused.");
            open.TrySetResult();
            using var stream = new NetworkStream(socket, ownsSocket: false);
            using var web = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = false, KeepAliveInterval = TimeSpan.Zero });
            var buffer = new byte[8 * 1024];
            while (true)
            {
                var got = await web.ReceiveAsync(buffer.AsMemory(), stop);
                if (got.MessageType == WebSocketMessageType.Close) throw new IOException("The server closed a stream.");
                if (got.EndOfMessage) times.Add(Stopwatch.GetTimestamp());
            }
        }
    }
}
