using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Notifications;

namespace Antiphon.MastodonApi.Notifications;

/// <summary>Sets markers: <c>{"home":{"last_read_id":"…"}}</c>. Ids may be numbers; they come back as text.</summary>
[Endpoint("POST", "/api/v1/markers", Allow.Members, Scope.WriteStatuses)]
internal sealed class PostMarkers(Markers markers) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var set = new List<Marker>();
        foreach (var timeline in Markers.Timelines)
        {
            if (request.Params.Filled($"{timeline}[last_read_id]") is not { } lastRead) continue;
            var marker = await markers.Set(request.Viewer.Id, timeline, lastRead);
            if (!marker.Ok)
            {
                await request.Refuse(marker.Refusal);
                return;
            }

            set.Add(marker.Value);
        }

        await request.Json(json => MarkerJson.Write(json, set));
    }
}
