using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;

namespace Antiphon.MastodonApi.Statuses;

/// <summary>Several at once, in the order asked for; what is not there, or not for this viewer, is left out.</summary>
[Endpoint("GET", "/api/v1/statuses", Allow.Anyone, Scope.ReadStatuses)]
internal sealed class GetStatuses(Antiphon.Timelines.Timelines timelines, Lists lists) : Endpoint
{
    private const int Most = 40;

    protected override Task Answer(Request request)
    {
        var ids = request.Params.Ids("id").Distinct().Take(Most).ToList();
        var found = timelines.Readable(request.Viewer, ids);
        return request.Write(output => lists.Whole(output, found, request.Viewer));
    }
}
