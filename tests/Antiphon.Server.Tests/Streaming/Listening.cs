using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Antiphon.Server.Tests.Harness;
using Xunit;

namespace Antiphon.Server.Tests.Streaming;

/// <summary>One event as a client gets it.</summary>
/// <param name="Stream">The stream's name as the frame has it; empty for server-sent events, which do not say it.</param>
public sealed record Event(string Stream, string Name, string Payload)
{
    /// <summary>The payload as what it is the JSON of.</summary>
    public JsonElement Json => JsonDocument.Parse(Payload).RootElement;

    public string Id => Json.ValueKind == JsonValueKind.Object ? Json.GetProperty("id").GetString()! : Payload;
}

/// <summary>An open stream that keeps what it hears; a test waits for what it expects and never for a time.</summary>
public abstract class Listening : IAsyncDisposable
{
    /// <summary>For what must come. A second is a lot, but two processors are shared by many tests.</summary>
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Channel<Event> heard = Channel.CreateUnbounded<Event>();
    private readonly TaskCompletionSource<DateTimeOffset> over = new();

    /// <summary>When the server closed it.</summary>
    public Task<DateTimeOffset> Over => over.Task;

    /// <summary>The next event, whatever it is.</summary>
    public async Task<Event> Next()
    {
        using var patience = new CancellationTokenSource(Patience);
        return await heard.Reader.ReadAsync(patience.Token);
    }

    /// <summary>The next event, which must be this one.</summary>
    public async Task<Event> Next(string name, string id)
    {
        var next = await Next();
        Assert.Equal((name, id), (next.Name, next.Id));
        return next;
    }

    /// <summary>Waits until the server closes it.</summary>
    public Task Closed() => over.Task.WaitAsync(Patience);

    public abstract ValueTask DisposeAsync();

    protected void Hear(Event one) => heard.Writer.TryWrite(one);

    protected void End()
    {
        over.TrySetResult(DateTimeOffset.UtcNow);
        heard.Writer.TryComplete();
    }
}

/// <summary>Server-sent events, read as Mastodon.py reads them: by lines, a heartbeat being any line that begins with a colon, and a blank line ending an event.</summary>
public sealed class Events : Listening
{
    private readonly HttpClient client;
    private readonly HttpResponseMessage answer;

    private Events(HttpClient client, HttpResponseMessage answer)
    {
        (this.client, this.answer) = (client, answer);
        _ = Task.Run(Read);
    }

    public static async Task<Events> Open(RunningServer server, string token, string stream)
    {
        var client = server.As(token);
        client.Timeout = Timeout.InfiniteTimeSpan;
        var answer = await client.GetAsync("/api/v1/streaming/" + stream, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (answer.StatusCode, answer.Content.Headers.ContentType?.ToString()));
        return new Events(client, answer);
    }

    public override ValueTask DisposeAsync()
    {
        answer.Dispose();
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task Read()
    {
        try
        {
            using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(), Encoding.UTF8);
            var (name, data) = (string.Empty, string.Empty);
            while (await reader.ReadLineAsync() is { } line)
            {
                if (line.StartsWith(':')) continue;
                if (line.Length > 0)
                {
                    var pair = line.Split(": ", 2);
                    if (pair[0] == "event") name = pair[1];
                    else data = pair[1];
                    continue;
                }

                if (name.Length == 0 || data.Length == 0) throw new InvalidOperationException("A blank line without an event: Mastodon.py would break.");
                Hear(new Event(string.Empty, name, data));
                (name, data) = (string.Empty, string.Empty);
            }
        }
        catch (Exception gone) when (gone is IOException or HttpRequestException or OperationCanceledException)
        {
        }

        End();
    }
}

/// <summary>A WebSocket.</summary>
public sealed class Socket : Listening
{
    private readonly ClientWebSocket socket = new();

    /// <summary>What the server says when it closes.</summary>
    public WebSocketCloseStatus? CloseStatus => socket.CloseStatus;

    public string? SubProtocol => socket.SubProtocol;

    /// <param name="protocol">The token as the sub-protocol.</param>
    /// <param name="query">With its question mark.</param>
    /// <param name="bearer">The token as a header.</param>
    public static async Task<Socket> Open(RunningServer server, string? protocol = null, string query = "", string? bearer = null)
    {
        var opened = new Socket();
        opened.socket.Options.CollectHttpResponseDetails = true;
        if (protocol is not null) opened.socket.Options.AddSubProtocol(protocol);
        if (bearer is not null) opened.socket.Options.SetRequestHeader("Authorization", "Bearer " + bearer);
        using var patience = new CancellationTokenSource(Patience);
        await opened.socket.ConnectAsync(new Uri($"ws://127.0.0.1:{server.Port}/api/v1/streaming{query}"), patience.Token);
        _ = Task.Run(opened.Read);
        return opened;
    }

    /// <summary>The status with which a WebSocket is refused.</summary>
    public static async Task<HttpStatusCode> Refused(RunningServer server, string? protocol = null, string query = "")
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (protocol is not null) socket.Options.AddSubProtocol(protocol);
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new Uri($"ws://127.0.0.1:{server.Port}/api/v1/streaming{query}"), CancellationToken.None));
        return socket.HttpStatusCode;
    }

    public Task Say(string message) => socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, CancellationToken.None);

    public Task SayBytes(byte[] message) => socket.SendAsync(message, WebSocketMessageType.Binary, true, CancellationToken.None);

    public async Task Subscribe(string stream, string? tag = null)
    {
        await Say(JsonSerializer.Serialize(tag is null ? new Dictionary<string, string> { ["type"] = "subscribe", ["stream"] = stream } : new() { ["type"] = "subscribe", ["stream"] = stream, ["tag"] = tag }));
        await Settled();
    }

    public async Task Unsubscribe(string stream)
    {
        await Say(JsonSerializer.Serialize(new { type = "unsubscribe", stream }));
        await Settled();
    }

    public override async ValueTask DisposeAsync()
    {
        try
        {
            if (socket.State == WebSocketState.Open) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
        catch (WebSocketException)
        {
        }

        socket.Dispose();
    }

    /// <summary>Messages are understood in order: the answer to one that nobody understands says that those before it were.</summary>
    private async Task Settled()
    {
        await Say("""{"type":"?"}""");
        Assert.Equal("error", (await Next()).Name);
    }

    private async Task Read()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                var length = 0;
                while (true)
                {
                    var got = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                    if (got.MessageType == WebSocketMessageType.Close) return;
                    length += got.Count;
                    if (got.EndOfMessage) break;
                }

                using var json = JsonDocument.Parse(buffer.AsMemory(0, length));
                var root = json.RootElement;
                if (root.TryGetProperty("error", out var error)) Hear(new Event(string.Empty, "error", JsonSerializer.Serialize(new { id = error.GetString() })));
                else
                    Hear(new Event(string.Join('/', root.GetProperty("stream").EnumerateArray().Select(static part => part.GetString())), root.GetProperty("event").GetString()!, (root.TryGetProperty("payload", out var payload) ? payload.GetString()! : "")));
            }
        }
        catch (Exception gone) when (gone is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
        }
        finally
        {
            End();
        }
    }
}
