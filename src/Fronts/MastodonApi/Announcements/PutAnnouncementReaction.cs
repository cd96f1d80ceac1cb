using Antiphon.Access;
using Antiphon.Announcements;
using Antiphon.Http;

namespace Antiphon.MastodonApi.Announcements;

[Endpoint("PUT", "/api/v1/announcements/{id}/reactions/{name}", Allow.Members, Scope.WriteFavourites)]
internal sealed class PutAnnouncementReaction(AnswerAnnouncement answer) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var done = await answer.React(request.Viewer.Id, request.RouteId(), request.RouteText("name"));
        await (done.Ok ? request.Empty() : request.Refuse(done.Refusal));
    }
}
