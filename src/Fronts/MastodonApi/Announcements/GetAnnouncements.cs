using Antiphon.Announcements;
using Antiphon.Http;

namespace Antiphon.MastodonApi.Announcements;

/// <summary>What the administrators tell, newest first; what was put away is left out unless it is asked for.</summary>
[Endpoint("GET", "/api/v1/announcements", Allow.Members)]
internal sealed class GetAnnouncements(AllAnnouncements announcements, AnnouncementJson writer) : Endpoint
{
    protected override Task Answer(Request request)
    {
        var (all, read, reactions) = (announcements.All, announcements.ReadBy(request.Viewer.Id), announcements.Reactions(request.Viewer.Id));
        return request.Json(json =>
        {
            json.WriteStartArray();
            foreach (var one in all.Where(one => request.Params.Is("with_dismissed") || !read.Contains(one.Id))) writer.Write(json, one, reactions[one.Id], read.Contains(one.Id));
            json.WriteEndArray();
        });
    }
}
