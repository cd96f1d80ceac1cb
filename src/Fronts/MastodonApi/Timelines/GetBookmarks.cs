using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.Posts;

namespace Antiphon.MastodonApi.Timelines;

/// <summary>One's own bookmarks, newest first by when they were set; the pages are numbered by that too.</summary>
[Endpoint("GET", "/api/v1/bookmarks", Allow.Members, Scope.ReadBookmarks)]
internal sealed class GetBookmarks(Antiphon.Timelines.Timelines timelines, Lists lists) : Endpoint
{
    protected override Task Answer(Request request)
    {
        var page = request.Page(20, 40);
        return lists.Posts(request, timelines.Kept(request.Viewer, request.Viewer.Id, ReactionKind.Bookmark, page), page);
    }
}
