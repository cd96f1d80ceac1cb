using Antiphon.Access;
using Antiphon.Announcements;
using Antiphon.Http;

namespace Antiphon.MastodonApi.Announcements;

[Endpoint("POST", "/api/v1/announcements/{id}/dismiss", Allow.Members, Scope.WriteAccounts)]
internal sealed class PostAnnouncementDismiss(AnswerAnnouncement answer) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var done = await answer.Dismiss(request.Viewer.Id, request.RouteId());
        await (done.Ok ? request.Empty() : request.Refuse(done.Refusal));
    }
}
