using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.Posts;

namespace Antiphon.MastodonApi.Statuses;

/// <summary>Says who may quote one's own post from now on.</summary>
[Endpoint("PUT", "/api/v1/statuses/{id}/interaction_policy", Allow.Members, Scope.WriteStatuses)]
internal sealed class PutStatusInteractionPolicy(PostShelf shelf, ChangeQuotePolicy change, StatusJson statuses) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var policy = StatusFields.QuotePolicy(request);
        var changed = shelf.Find(request.RouteId(), request.Viewer) is not { } card || card.Post.Author != request.Viewer.Id ? Refusal.NotFound
            : !policy.Ok ? policy.Refusal
            : policy.Value is { } wanted ? await change.Run(request.Viewer.Id, card.Id, wanted)
            : Refusal.Invalid("quote_approval_policy", "Say who may quote it: public, followers or nobody.");
        if (changed.Ok) await statuses.Answer(request, changed.Value);
        else await request.Refuse(changed.Refusal);
    }
}
