using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People;
using Antiphon.Posts.Text;
using Antiphon.Search;

namespace Antiphon.MastodonApi.Search;

/// <summary>What a member does with a hashtag: the answer is the hashtag, as it is to them afterwards.</summary>
internal abstract class ChangesTag(Viewers viewers, SearchPosts search, TagJson tags) : Endpoint
{
    /// <param name="name">As it is mostly written.</param>
    protected abstract Task<Outcome<Done>> Change(long account, string name);

    protected sealed override async Task Answer(Request request)
    {
        var name = request.RouteText("name").TrimStart('#');
        var done = Hashtags.IsTag(name) ? await Change(request.Viewer.Id, search.Written(name)) : Refusal.NotFound;
        if (done.Ok) await request.Json(json => tags.Write(json, search.Written(name), viewers.For(request.Viewer.Id)));
        else await request.Refuse(done.Refusal);
    }
}
