using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.MastodonApi.OwnLists;
using Antiphon.People.Relations;

namespace Antiphon.MastodonApi.Profiles;

[Endpoint("POST", "/api/v1/domain_blocks", Allow.Members, Scope.WriteBlocks)]
internal sealed class PostDomainBlocks(DomainBlocks domains) : Endpoint
{
    protected override async Task Answer(Request request) => await ListJson.Nothing(request, await domains.Add(request.Viewer.Id, request.Params.Filled("domain")));
}
