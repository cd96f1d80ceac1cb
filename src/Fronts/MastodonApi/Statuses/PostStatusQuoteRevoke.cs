using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.Posts;

namespace Antiphon.MastodonApi.Statuses;

/// <summary>Takes one's own post out of another that quotes it. The answer is the other, without the quote.</summary>
[Endpoint("POST", "/api/v1/statuses/{id}/quotes/{quoting_status_id}/revoke", Allow.Members, Scope.WriteStatuses)]
internal sealed class PostStatusQuoteRevoke(RevokeQuote revoke, StatusJson statuses) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var revoked = await revoke.Run(request.Viewer.Id, request.RouteId(), request.RouteId("quoting_status_id"));
        if (revoked.Ok) await statuses.Answer(request, revoked.Value);
        else await request.Refuse(revoked.Refusal);
    }
}
