using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using Antiphon.Access;
using Antiphon.Http;
using Microsoft.AspNetCore.Http;

namespace Antiphon.MastodonApi.Streaming;

/// <summary>
/// The WebSocket: one connection for any number of streams, subscribed to and left by messages; or one stream, named in the query. The token may come as the sub-protocol, which is then echoed,
/// or browsers fail the connection.
/// </summary>
[Endpoint("GET", "/api/v1/streaming", Allow.Members, Rate = Rate.Streams)]
internal sealed class GetStreaming(StreamHub hub) : Endpoint
{
    /// <summary>A subscription with the longest tag takes a tenth of it.</summary>
    private const int LargestMessage = 4 * 1024;

    /// <summary>Between two pings. Also what keeps proxies from closing a silent connection.</summary>
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(30);

    /// <summary>Who does not answer a ping for so long has gone.</summary>
    private static readonly TimeSpan PongWithin = TimeSpan.FromSeconds(30);

    /// <summary>From the word that a stream is over to its end, however slowly the other side closes.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    protected override async Task Answer(Request request)
    {
        var http = request.Http;
        if (!http.WebSockets.IsWebSocketRequest)
        {
            await request.Refuse(Refusal.Invalid("body", "This address is a WebSocket. Server-sent events are at /api/v1/streaming/user and its neighbours."));
            return;
        }

        var entered = hub.Enter(request.Caller.Token!, events: false);
        if (!entered.Ok)
        {
            await request.Refuse(entered.Refusal);
            return;
        }

        var stream = entered.Value;
        try
        {
            using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
            {
                SubProtocol = http.WebSockets.WebSocketRequestedProtocols.FirstOrDefault(),
                KeepAliveInterval = PingEvery,
                KeepAliveTimeout = PongWithin,
            });
            if (request.Params.Text("stream") is { } name) Subscribe(stream, name, request.Params.Text("tag"), request.Params.Text("list"));
            await Converse(http, socket, stream);
        }
        finally
        {
            hub.Leave(stream);
        }
    }

    private async Task Converse(HttpContext http, WebSocket socket, OpenStream stream)
    {
        var both = Task.WhenAll(Send(socket, stream), Receive(socket, stream));
        var why = await stream.Ended;
        if (why != Ending.TooSlow && await Within(both, Grace)) return;
        http.Abort();
        await both;
    }

    private static async Task<bool> Within(Task task, TimeSpan time)
    {
        try
        {
            await task.WaitAsync(time);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static async Task Send(WebSocket socket, OpenStream stream)
    {
        try
        {
            while (await stream.Next() is { } frame) await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            var (code, words) = await stream.Ended switch
            {
                Ending.AccessDied => (WebSocketCloseStatus.PolicyViolation, "The access token is invalid"),
                Ending.Stopping => (WebSocketCloseStatus.EndpointUnavailable, "The server is stopping"),
                Ending.Misuse => (WebSocketCloseStatus.InvalidPayloadData, "Only short messages of text are understood here"),
                _ => (WebSocketCloseStatus.NormalClosure, string.Empty),
            };
            await socket.CloseOutputAsync(code, words, CancellationToken.None);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            stream.End(Ending.Left);
        }
    }

    private async Task Receive(WebSocket socket, OpenStream stream)
    {
        try
        {
            while (await Listen(socket, stream))
            {
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            // A connection that broke is as good as closed.
        }

        stream.End(Ending.Left);
    }

    /// <summary>Takes in one message.</summary>
    /// <returns>Whether there may be another.</returns>
    private async Task<bool> Listen(WebSocket socket, OpenStream stream)
    {
        // Waits without a buffer: nearly all connections say something once and never again.
        var waited = await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
        if (waited.MessageType == WebSocketMessageType.Close) return false;
        var buffer = ArrayPool<byte>.Shared.Rent(LargestMessage);
        try
        {
            var length = 0;
            while (true)
            {
                var got = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                if (got.MessageType == WebSocketMessageType.Close) return false;
                length += got.Count;
                if (got.MessageType == WebSocketMessageType.Binary || (length == buffer.Length && !got.EndOfMessage))
                {
                    stream.End(Ending.Misuse);
                    return false;
                }

                if (!got.EndOfMessage) continue;
                Understand(stream, buffer.AsMemory(0, length));
                return !stream.Over;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Understand(OpenStream stream, ReadOnlyMemory<byte> message)
    {
        try
        {
            using var json = JsonDocument.Parse(message, new JsonDocumentOptions { MaxDepth = 8 });
            var (name, tag, list) = (Text(json.RootElement, "stream"), Text(json.RootElement, "tag"), Text(json.RootElement, "list"));
            switch (Text(json.RootElement, "type"))
            {
                case "subscribe":
                    Subscribe(stream, name, tag, list);
                    break;
                case "unsubscribe" when Wanted.Parse(name, tag, list, stream.Token) is { Ok: true } wanted:
                    hub.Unsubscribe(stream, wanted.Value.Topic);
                    break;
                case "unsubscribe":
                    break;
                default:
                    Complain(stream, "Unknown message type", StatusCodes.Status400BadRequest);
                    break;
            }
        }
        catch (JsonException)
        {
            Complain(stream, "The message is not JSON", StatusCodes.Status400BadRequest);
        }
    }

    private void Subscribe(OpenStream stream, string? name, string? tag, string? list)
    {
        var wanted = Wanted.Parse(name, tag, list, stream.Token);
        var refusal = wanted.Ok ? hub.Subscribe(stream, wanted.Value) : wanted.Refusal;
        if (refusal is not null) Complain(stream, refusal.Message, Refusals.Status(refusal));
    }

    /// <summary>A text, or the first of several, as Mastodon takes it; some apps write a list's number as one.</summary>
    private static string? Text(JsonElement message, string name)
    {
        if (message.ValueKind != JsonValueKind.Object || !message.TryGetProperty(name, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0) value = value[0];
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
    }

    private static void Complain(OpenStream stream, string error, int status) => stream.Offer(JsonSerializer.SerializeToUtf8Bytes(new { error, status }));
}
