using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Antiphon.Benchmarks.Load;

/// <summary>When a change had come to all readers.</summary>
/// <param name="Last">Of the machine's monotonic clock, which all processes share.</param>
/// <param name="Missing">Readers who never got it.</param>
public sealed record Arrival(long Sequence, long Median, long Last, int Missing);

/// <summary>
/// A crowd that reads one stream of events, in a process of its own. Says "ready" when everybody has had a first event; when told to stop (a line on its input) it prints, for each
/// change, when the last reader had an event that knows of it: frames may be left out for the slow, changes may not.
/// </summary>
internal static class Readers
{
    public const string Role = "--readers";

    private const int AtOnce = 200;

    public static async Task<int> Run(string url, string count)
    {
        var address = new Uri(url);
        var readers = Enumerable.Range(0, int.Parse(count, CultureInfo.InvariantCulture)).Select(_ => new Reader()).ToArray();
        using var stop = new CancellationTokenSource();
        var reading = new List<Task>();
        foreach (var some in readers.Chunk(AtOnce))
        {
            foreach (var reader in some) reading.Add(reader.Read(address, stop.Token));
            await Task.WhenAll(some.Select(static reader => reader.First));
        }

        Console.WriteLine("ready");

        // The console's reader blocks, whatever it is called: on a thread of its own, so that the readers' streams go on being read.
        await Task.Factory.StartNew(Console.In.ReadLine, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await stop.CancelAsync();
        await Task.WhenAll(reading);
        Console.WriteLine(JsonSerializer.Serialize(Arrivals(readers)));
        return 0;
    }

    private static List<Arrival> Arrivals(Reader[] readers)
    {
        var arrivals = new List<Arrival>();
        var (first, last) = (readers.Min(static r => r.Seen[0].Sequence), readers.Max(static r => r.Seen[^1].Sequence));
        for (var sequence = first + 1; sequence <= last; sequence++)
        {
            var times = new List<long>(readers.Length);
            foreach (var reader in readers)
            {
                var at = reader.Seen.FindIndex(seen => seen.Sequence >= sequence);
                if (at >= 0) times.Add(reader.Seen[at].At);
            }

            times.Sort();
            arrivals.Add(new Arrival(sequence, times[times.Count / 2], times[^1], readers.Length - times.Count));
        }

        return arrivals;
    }

    private sealed class Reader
    {
        private readonly TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task First => first.Task;

        public List<(long Sequence, long At)> Seen { get; } = new(128);

        public async Task Read(Uri address, CancellationToken stop)
        {
            try
            {
                using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, address.Port), stop);
                await socket.SendAsync(Encoding.ASCII.GetBytes($"GET {address.PathAndQuery} HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n"), stop);
                var buffer = new byte[4096];
                var kept = 0;
                while (true)
                {
                    var read = await socket.ReceiveAsync(buffer.AsMemory(kept), stop);
                    if (read == 0) throw new IOException("The server closed a stream.");
                    var now = Stopwatch.GetTimestamp();
                    kept = Events(buffer.AsSpan(0, kept + read), now);
                    if (Seen.Count > 0) first.TrySetResult();
                }
            }
            catch (OperationCanceledException)
            {
                // Told to stop.
            }
            catch (Exception broken)
            {
                first.TrySetException(broken);
                throw;
            }
        }

        /// <summary>Takes the whole lines; the rest is moved to the front and its length returned.</summary>
        private int Events(Span<byte> bytes, long now)
        {
            var rest = bytes;
            while (rest.IndexOf((byte)'\n') is >= 0 and var end)
            {
                var line = rest[..end];
                rest = rest[(end + 1)..];
                if (line.StartsWith("id: "u8) && Utf8Parser.TryParse(line[4..], out long sequence, out _)) Seen.Add((sequence, now));
            }

            rest.CopyTo(bytes);
            return rest.Length;
        }
    }
}
