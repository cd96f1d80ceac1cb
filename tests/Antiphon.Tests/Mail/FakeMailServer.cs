using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Antiphon.Mail;
using MimeKit;

namespace Antiphon.Tests.Mail;

/// <summary>A mail server on the loopback, as much of RFC 5321 as a client needs to hand a letter over. One of the three fakes.</summary>
public sealed class FakeMailServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task accepting;

    public FakeMailServer()
    {
        listener.Start();
        accepting = Accept();
    }

    /// <summary>Letters taken so far, in order.</summary>
    public ConcurrentQueue<MimeMessage> Letters { get; } = new();

    /// <summary>How many clients have come.</summary>
    public int Visits { get; private set; }

    /// <summary>Refuses letters with a temporary fault.</summary>
    public bool Refuses { get; set; }

    public MailOptions Options => new()
    {
        Host = "127.0.0.1",
        Port = ((IPEndPoint)listener.LocalEndpoint).Port,
        Security = MailSecurity.None,
        From = "server@example.org",
        Timeout = TimeSpan.FromSeconds(20),
    };

    public async ValueTask DisposeAsync()
    {
        if (accepting.IsCompleted) return;
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }

    private async Task Accept()
    {
        var visits = new List<Task>();
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                Visits++;
                visits.Add(Serve(client));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(visits);
        }
    }

    private async Task Serve(TcpClient client)
    {
        using var held = client;
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        try
        {
            await writer.WriteLineAsync("220 fake ESMTP");
            while (await reader.ReadLineAsync(stop.Token) is { } line)
            {
                var verb = line.Split(' ')[0].ToUpperInvariant();
                if (verb == "DATA") await writer.WriteLineAsync("354 go on");
                if (verb == "DATA") Letters.Enqueue(await Letter(reader));
                await writer.WriteLineAsync(verb switch
                {
                    "EHLO" => "250 fake",
                    "MAIL" when Refuses => "451 not now",
                    "QUIT" => "221 bye",
                    _ => "250 ok",
                });
                if (verb == "QUIT") return;
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The client hung up, or the test is over.
        }
    }

    private async Task<MimeMessage> Letter(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(stop.Token) is { } line && line != ".") text.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append("\r\n");
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
        return await MimeMessage.LoadAsync(stream, stop.Token);
    }
}
