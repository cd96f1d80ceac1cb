using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Antiphon.Tests.Networks.Outside;

/// <summary>A web server of somebody else's on this machine, that answers to the byte as a test says; and the world around it, in which every name leads where a test says.</summary>
internal sealed class Peer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Func<string, NetworkStream, CancellationToken, Task> answer;
    private readonly Task serving;
    private readonly List<string> requests = [];

    public Peer(Func<string, NetworkStream, CancellationToken, Task> answer)
    {
        this.answer = answer;
        listener.Start();
        serving = Serve();
    }

    /// <summary>Answers by path: status line, headers and body, as they stand.</summary>
    public Peer(Func<string, byte[]> answer)
        : this(async (request, stream, cancel) => await stream.WriteAsync(answer(request.Split(' ')[1]), cancel))
    {
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Every request's head.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (requests) return [.. requests];
        }
    }

    /// <summary>Dialled addresses, in order; every one of them leads here.</summary>
    public List<IPEndPoint> Dialled { get; } = [];

    /// <summary>Names that were asked for, in order.</summary>
    public List<string> Asked { get; } = [];

    public async ValueTask<Stream> Dial(IPEndPoint end, CancellationToken cancel)
    {
        Dialled.Add(end);
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync((IPEndPoint)listener.LocalEndpoint, cancel);
        return new NetworkStream(socket, ownsSocket: true);
    }

    public static byte[] Say(string head, string body = "") => Encoding.UTF8.GetBytes($"{head}\r\nConnection: close\r\n\r\n{body}");

    public static byte[] Html(string body) => Say($"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}", body);

    public static byte[] Json(string body, string type = "application/activity+json") => Say($"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}", body);

    public static byte[] MovedTo(string address) => Say($"HTTP/1.1 302 Found\r\nLocation: {address}\r\nContent-Length: 0");

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await serving;
        stopping.Dispose();
    }

    private async Task Serve()
    {
        var open = new List<Task>();
        try
        {
            while (true) open.Add(Answer(await listener.AcceptTcpClientAsync(stopping.Token)));
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task Answer(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var head = new StringBuilder();
                var one = new byte[1];
                while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, stopping.Token) == 1) head.Append((char)one[0]);
                if (head.Length == 0) return;
                lock (requests) requests.Add(head.ToString());
                await answer(head.ToString(), stream, stopping.Token);
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException)
            {
                // Whoever asked has hung up, or the test is over.
            }
        }
    }
}
