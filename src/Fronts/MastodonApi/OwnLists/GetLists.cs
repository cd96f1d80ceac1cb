using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People.Lists;

namespace Antiphon.MastodonApi.OwnLists;

[Endpoint("GET", "/api/v1/lists", Allow.Members, Scope.ReadLists)]
internal sealed class GetLists(MemberLists lists) : Endpoint
{
    protected override Task Answer(Request request) => ListJson.Several(request, lists.Of(request.Viewer.Id));
}
