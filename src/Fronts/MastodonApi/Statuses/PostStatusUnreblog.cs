using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People;
using Antiphon.Posts;

namespace Antiphon.MastodonApi.Statuses;

/// <summary>Takes a boost back. The answer is the post itself.</summary>
[Endpoint("POST", "/api/v1/statuses/{id}/unreblog", Allow.Members, Scope.WriteStatuses)]
internal sealed class PostStatusUnreblog(Boost boost, Accounts accounts, StatusJson statuses) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var original = await boost.Remove(accounts.Find(request.Viewer.Id)!, request.RouteId());
        if (original.Ok) await statuses.Answer(request, original.Value);
        else await request.Refuse(original.Refusal);
    }
}
