using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People.Relations;

namespace Antiphon.MastodonApi.Profiles;

/// <summary>Mutes, for good or for a number of seconds, with or without their notifications.</summary>
[Endpoint("POST", "/api/v1/accounts/{id}/mute", Allow.Members, Scope.WriteMutes)]
internal sealed class PostAccountMute(Mute mute) : Endpoint
{
    private const long LongestSeconds = 10L * 365 * 24 * 3600;

    protected override Task Answer(Request request)
    {
        var seconds = Math.Clamp(request.Params.Number("duration") ?? 0, 0, LongestSeconds);
        return RelationshipJson.Answer(request, mute.Run(
            request.Viewer.Id, request.RouteId(), request.Params.Flag("notifications") ?? true, seconds == 0 ? null : TimeSpan.FromSeconds(seconds)));
    }
}
