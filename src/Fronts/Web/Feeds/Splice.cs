using System.Buffers;
using System.Text;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Antiphon.Web.Feeds;

/// <summary>
/// Runs a page with its frame written into memory, then puts the posts where their marks stand and sends the whole. A frame is some ten kilobytes; the posts go
/// from their fragments to the connection.
/// </summary>
internal static class Splice
{
    public static RequestDelegate Around(RequestDelegate page) => async http =>
    {
        var body = http.Response.Body;
        using var frame = new MemoryStream(16_384);
        http.Response.Body = frame;
        try
        {
            await page(http).ConfigureAwait(false);
        }
        finally
        {
            http.Response.Body = body;
        }

        if (frame.Length == 0) return;
        if (http.Features.Get<Visit>() is { Leave: true } && Leave.Left(http))
        {
            await Leave.Away(http).ConfigureAwait(false);
            return;
        }

        var output = new ArrayBufferWriter<byte>((int)frame.Length + 4_096);
        Join(output, frame.GetBuffer().AsSpan(0, (int)frame.Length), http);
        http.Response.ContentLength = output.WrittenCount;
        if (!HttpMethods.IsHead(http.Request.Method)) await body.WriteAsync(output.WrittenMemory, http.RequestAborted).ConfigureAwait(false);
    };

    /// <summary>The finished page.</summary>
    public static void Join(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> frame, HttpContext http)
    {
        var visit = http.Features.Get<Visit>();
        if (visit is not null)
        {
            var writer = http.RequestServices.GetRequiredService<FeedWriter>();
            foreach (var feed in visit.Feeds)
            {
                var mark = Encoding.ASCII.GetBytes(feed.Mark);
                var at = frame.IndexOf(mark);
                if (at < 0) continue;
                output.Write(frame[..at]);
                writer.Write(output, feed, visit);
                frame = frame[(at + mark.Length)..];
            }
        }

        output.Write(frame);
    }
}
