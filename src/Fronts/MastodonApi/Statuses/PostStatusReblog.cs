using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People;
using Antiphon.Posts;

namespace Antiphon.MastodonApi.Statuses;

/// <summary>Passes a post on. The answer is the boost, with the post inside.</summary>
[Endpoint("POST", "/api/v1/statuses/{id}/reblog", Allow.Members, Scope.WriteStatuses)]
internal sealed class PostStatusReblog(Boost boost, Accounts accounts, StatusJson statuses) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var visibility = StatusFields.Visibility(request);
        var boosted = !visibility.Ok ? visibility.Refusal
            : visibility.Value == Visibility.Direct ? Refusal.Invalid("visibility", "A boost is public, unlisted or private.")
            : await boost.Add(accounts.Find(request.Viewer.Id)!, request.RouteId(), visibility.Value ?? Visibility.Public);
        if (boosted.Ok) await statuses.Answer(request, boosted.Value);
        else await request.Refuse(boosted.Refusal);
    }
}
