using Antiphon.Http;

namespace Antiphon.MastodonApi.About;

/// <summary>Whether the server answers, in Mastodon's one word.</summary>
[Endpoint("GET", "/health", Allow.Anyone, Rate = Rate.Free)]
internal sealed class GetHealth : Endpoint
{
    protected override Task Answer(Request request) => Request.Send(request.Http.Response, "OK"u8.ToArray(), "text/plain; charset=utf-8", request.Aborted);
}
