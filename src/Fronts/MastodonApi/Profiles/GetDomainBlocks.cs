using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People.Relations;

namespace Antiphon.MastodonApi.Profiles;

/// <summary>Whole domains that one has blocked for oneself, latest first.</summary>
[Endpoint("GET", "/api/v1/domain_blocks", Allow.Members, Scope.ReadBlocks)]
internal sealed class GetDomainBlocks(DomainBlocks domains) : Endpoint
{
    protected override Task Answer(Request request)
    {
        var page = request.Page(100, 200);
        var found = domains.Page(request.Viewer.Id, page);
        var shown = Lists.Cut(found, page);
        if (shown.Count > 0) Lists.Link(request, page, found.Count, shown[^1].Id, shown[0].Id);
        return request.Json(json =>
        {
            json.WriteStartArray();
            foreach (var one in shown) json.WriteStringValue(one.Domain);
            json.WriteEndArray();
        });
    }
}
