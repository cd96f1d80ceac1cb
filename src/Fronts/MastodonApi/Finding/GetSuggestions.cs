using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People.Finding;

namespace Antiphon.MastodonApi.Finding;

/// <summary>Whom one might follow.</summary>
[Endpoint("GET", "/api/v1/suggestions", Allow.Members, Scope.ReadAccounts)]
internal sealed class GetSuggestions(Suggestions suggestions, Lists lists) : Endpoint
{
    protected override Task Answer(Request request) =>
        lists.People(request, suggestions.Of(request.Viewer, request.Limit(40, 80)).Select(static one => one.Account));
}
