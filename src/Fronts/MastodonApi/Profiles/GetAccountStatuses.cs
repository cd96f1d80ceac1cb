using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People;
using Antiphon.Timelines;

namespace Antiphon.MastodonApi.Profiles;

[Endpoint("GET", "/api/v1/accounts/{id}/statuses", Allow.Anyone, Scope.ReadStatuses)]
internal sealed class GetAccountStatuses(Accounts accounts, Antiphon.Timelines.Timelines timelines, Lists lists) : Endpoint
{
    protected override Task Answer(Request request)
    {
        if (accounts.Find(request.RouteId()) is not { } author) return request.Refuse(Refusal.NotFound);
        var p = request.Params;
        var page = request.Page(20, 40);
        var filter = new ProfileFilter(p.Is("exclude_replies"), p.Is("exclude_reblogs"), p.Is("only_media"), p.Is("pinned"), p.Filled("tagged"));
        if (request.Viewer.Apart(author.Id)) return request.EmptyList();
        var found = timelines.Profile(request.Viewer, author, page, filter);
        if (filter.Pinned) return request.Write(output => lists.Whole(output, found, request.Viewer));
        return lists.Posts(request, found, page, "exclude_replies", "exclude_reblogs", "only_media", "tagged");
    }
}
