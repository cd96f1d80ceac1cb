using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Notifications;

namespace Antiphon.MastodonApi.Notifications;

/// <summary>How far the member has read, on whichever device.</summary>
[Endpoint("GET", "/api/v1/markers", Allow.Members, Scope.ReadStatuses)]
internal sealed class GetMarkers(Markers markers) : Endpoint
{
    protected override Task Answer(Request request) => request.Json(json => MarkerJson.Write(json, markers.Read(request.Viewer.Id, request.Params.All("timeline"))));
}
