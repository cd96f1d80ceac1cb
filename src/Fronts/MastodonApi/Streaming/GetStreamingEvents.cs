using Antiphon.Access;
using Antiphon.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Antiphon.MastodonApi.Streaming;

/// <summary>The same streams as server-sent events, one to a connection.</summary>
[Endpoint("GET", "/api/v1/streaming/user", Allow.Members, Scope.ReadStatuses, Rate = Rate.Streams)]
[Endpoint("GET", "/api/v1/streaming/user/notification", Allow.Members, Scope.ReadNotifications, Rate = Rate.Streams)]
[Endpoint("GET", "/api/v1/streaming/direct", Allow.Members, Scope.ReadStatuses, Rate = Rate.Streams)]
[Endpoint("GET", "/api/v1/streaming/public", Allow.Members, Rate = Rate.Streams)]
[Endpoint("GET", "/api/v1/streaming/public/local", Allow.Members, Rate = Rate.Streams)]
[Endpoint("GET", "/api/v1/streaming/public/remote", Allow.Members, Rate = Rate.Streams)]
[Endpoint("GET", "/api/v1/streaming/hashtag", Allow.Members, Rate = Rate.Streams)]
[Endpoint("GET", "/api/v1/streaming/list", Allow.Members, Rate = Rate.Streams)]
[Endpoint("GET", "/api/v1/streaming/hashtag/local", Allow.Members, Rate = Rate.Streams)]
internal sealed class GetStreamingEvents(StreamHub hub) : Endpoint
{
    private static readonly int Prefix = "/api/v1/streaming/".Length;

    /// <summary>From the word that a stream is over to its end, however slowly the other side takes in what is on its way.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>As Mastodon greets, with the first byte at once.</summary>
    private static readonly byte[] Greeting = ":)\n"u8.ToArray();

    protected override async Task Answer(Request request)
    {
        var name = request.Http.Request.Path.Value!.TrimEnd('/')[Prefix..].Replace('/', ':');
        if (name.StartsWith("public", StringComparison.Ordinal) && request.Params.Is("only_media")) name += ":media";
        var wanted = Wanted.Parse(name, request.Params.Text("tag"), request.Params.Text("list"), request.Caller.Token!);
        var entered = wanted.Ok ? hub.Enter(request.Caller.Token!, events: true) : wanted.Refusal;
        if (!entered.Ok)
        {
            await request.Refuse(entered.Refusal);
            return;
        }

        var (http, stream) = (request.Http, entered.Value);
        using var gone = request.Aborted.Register(static state => ((OpenStream)state!).End(Ending.Left), stream);
        try
        {
            if (hub.Subscribe(stream, wanted.Value) is { } refusal)
            {
                await request.Refuse(refusal);
                return;
            }

            stream.Offer(Greeting);
            var sending = Send(http, stream);
            var why = await stream.Ended;
            if (why == Ending.TooSlow || !await Within(sending, Grace)) http.Abort();
            await sending;
        }
        finally
        {
            hub.Leave(stream);
        }
    }

    private static async Task Send(HttpContext http, OpenStream stream)
    {
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            while (await stream.Next() is { } frame)
            {
                // Also flushes, and waits while the reader is slow.
                await http.Response.BodyWriter.WriteAsync(frame, http.RequestAborted);
            }
        }
        catch (Exception left) when (left is OperationCanceledException or IOException)
        {
            stream.End(Ending.Left);
        }
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
}
