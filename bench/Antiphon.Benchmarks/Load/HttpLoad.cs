using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Antiphon.Benchmarks.Load;

/// <summary>What a round of requests gave.</summary>
/// <param name="PerSecond">Whole answers a second.</param>
/// <param name="Microseconds">The server's processor time for each, user and system.</param>
/// <param name="Milliseconds">Each answer's time, sorted.</param>
public sealed record Round(double PerSecond, double Microseconds, float[] Milliseconds)
{
    public double Percentile(double part) => Milliseconds[(int)Math.Min(Milliseconds.Length - 1, part * Milliseconds.Length)];
}

/// <summary>
/// Clients over plain sockets that stay open, each sending its next request when it has read the whole answer. It does no more than find the answer's end, so that it costs little, and the
/// same whoever answers.
/// </summary>
public sealed class HttpLoad(int port, int clients, Func<int, Request> requests)
{
    /// <summary>Runs for a while.</summary>
    /// <param name="processor">The server's processor time so far.</param>
    /// <param name="most">Requests of each client, after which it is done.</param>
    public async Task<Round> Run(TimeSpan duration, Func<TimeSpan> processor, int most = int.MaxValue)
    {
        var before = processor();
        var started = Stopwatch.GetTimestamp();
        var until = started + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        var times = await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(() => One(requests(client), until, most))));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var all = times.SelectMany(static t => t).ToArray();
        Array.Sort(all);
        return new Round(all.Length / seconds, (processor() - before).TotalMicroseconds / all.Length, all);
    }

    private async Task<List<float>> One(Request request, long until, int most)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));
        var answer = new Answer();
        var times = new List<float>(1 << 14);
        while (true)
        {
            var sent = Stopwatch.GetTimestamp();
            if (sent >= until || times.Count >= most) return times;
            await socket.SendAsync(request.Next());
            answer.Begin();
            while (!answer.Complete)
            {
                var read = await socket.ReceiveAsync(answer.Room);
                if (read == 0) throw new IOException("The server closed a connection in the middle of an answer.");
                answer.Take(read);
            }

            times.Add((float)Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        }
    }
}
