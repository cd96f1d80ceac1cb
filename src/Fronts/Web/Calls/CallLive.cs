using System.Text;
using System.Text.Json;
using Antiphon.Calls;
using Antiphon.Http;
using Antiphon.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Antiphon.Web.Calls;

/// <summary>
/// <c>GET /calls/{slug}/live</c>: the count as server-sent events. Each frame is serialised once for all readers; whoever reads slowly gets the latest frame next,
/// and never a queue of old ones.
/// </summary>
internal static class CallLive
{
    /// <summary>Without news for so long a comment goes out: it keeps connections open that would be closed for being quiet, and finds readers who have gone.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(25);

    public static void MapCallLive(this IEndpointRouteBuilder routes) => routes.MapGet("/calls/{slug}/live", Stream)
        .Rule(Allow.Anyone, Csrf.ChangesNothing, Caching.Never, Rate.Streams, open: true);

    private static async Task Stream(HttpContext http, string slug, AllCalls calls, Boards boards, TimeProvider clock)
    {
        if (calls.Find(slug) is not { Hidden: false } call)
        {
            await http.RequestServices.GetRequiredService<Shell.WebFront>().Refuse(http, Refusal.NotFound);
            return;
        }

        using var ends = CancellationTokenSource.CreateLinkedTokenSource(
            http.RequestAborted, http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers["X-Accel-Buffering"] = "no";

        // A reader that comes back says what it has seen; what it has is not sent again.
        var seen = long.TryParse(http.Request.Headers["Last-Event-ID"], System.Globalization.CultureInfo.InvariantCulture, out var last) ? last : -1;
        try
        {
            await http.Response.Body.WriteAsync("retry: 2000\n\n"u8.ToArray(), ends.Token);
            await http.Response.Body.FlushAsync(ends.Token);
            var next = boards.Next(call.Id, seen, ends.Token).AsTask();
            while (true)
            {
                try
                {
                    var frame = await next.WaitAsync(Quiet, clock, ends.Token);
                    next = boards.Next(call.Id, frame.Sequence, ends.Token).AsTask();
                    await http.Response.Body.WriteAsync(frame.Rendered("event", Event), ends.Token);
                }
                catch (TimeoutException)
                {
                    await http.Response.Body.WriteAsync(":\n\n"u8.ToArray(), ends.Token);
                }

                await http.Response.Body.FlushAsync(ends.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The reader has gone, or the server is stopping.
        }
    }

    /// <summary>What the page shows, and nothing that it does not: 300 bytes or so, as it goes to every reader four times a second.</summary>
    internal static byte[] Event(CallFrame frame)
    {
        var count = frame.Count;
        using var buffer = new MemoryStream(512);
        buffer.Write(Encoding.ASCII.GetBytes(FormattableString.Invariant($"id: {frame.Sequence}\nevent: count\ndata: ")));
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("sequence", frame.Sequence);
            json.WriteNumber("at", frame.AsOf);
            json.WriteNumber("at_least", count.Answered.AtLeast);
            json.WriteNumber("at_most", count.Answered.AtMost);
            json.WriteNumber("joined", count.Joined.AtLeast);
            json.WriteNumber("joined_at_most", count.Joined.AtMost);
            json.WriteNumber("amplified", count.Amplified.AtLeast);
            json.WriteNumber("amplified_at_most", count.Amplified.AtMost);
            json.WriteNumber("stories", count.Stories);
            json.WriteNumber("posts", count.Posts);
            json.WriteNumber("replies", count.Replies);
            json.WriteEndObject();
        }

        buffer.Write("\n\n"u8);
        return buffer.ToArray();
    }
}
