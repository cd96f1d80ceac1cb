using Antiphon.Http;

namespace Antiphon.MastodonApi.Streaming;

/// <summary>Whether streams can be opened. Plain text, and these two letters, as Mastodon.py reads them.</summary>
[Endpoint("GET", "/api/v1/streaming/health", Allow.Anyone, Rate = Rate.Free)]
internal sealed class GetStreamingHealth : Endpoint
{
    protected override Task Answer(Request request) => Request.Send(request.Http.Response, "OK"u8.ToArray(), "text/plain; charset=utf-8", request.Aborted);
}
