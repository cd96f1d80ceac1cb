using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.MastodonApi.OwnLists;
using Antiphon.People.Finding;

namespace Antiphon.MastodonApi.Finding;

/// <summary>Not this one again.</summary>
[Endpoint("DELETE", "/api/v1/suggestions/{id}", Allow.Members, Scope.WriteAccounts)]
internal sealed class DeleteSuggestion(Suggestions suggestions) : Endpoint
{
    protected override async Task Answer(Request request) => await ListJson.Nothing(request, await suggestions.Pass(request.Viewer.Id, request.RouteId()));
}
