using Antiphon.Http;

namespace Antiphon.MastodonApi.About;

/// <summary>From which languages posts are translated into which: none are.</summary>
[Endpoint("GET", "/api/v1/instance/translation_languages", Allow.Anyone, Caching = Caching.Shared)]
internal sealed class GetInstanceTranslationLanguages : Endpoint
{
    protected override Task Answer(Request request) => request.Empty();
}
