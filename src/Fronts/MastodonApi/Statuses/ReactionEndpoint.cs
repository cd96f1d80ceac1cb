using Antiphon.MastodonApi.Entities;
using Antiphon.People;
using Antiphon.Posts;

namespace Antiphon.MastodonApi.Statuses;

/// <summary>Likes, bookmarks, pins and mutes, and their undoing: the same but for the kind. Doing it twice is doing it once.</summary>
internal abstract class ReactionEndpoint(React react, Accounts accounts, PostShelf shelf, StatusJson statuses) : Endpoint
{
    protected abstract ReactionKind Kind { get; }

    protected abstract bool Adds { get; }

    protected override async Task Answer(Request request)
    {
        var (me, id) = (accounts.Find(request.Viewer.Id)!, request.RouteId());
        var done = Adds ? await react.Add(me, id, Kind) : await react.Remove(me, id, Kind);
        if (!done.Ok)
        {
            await request.Refuse(done.Refusal);
            return;
        }

        // A conversation is muted at its first post; what was asked about is what is answered.
        var shown = Kind == ReactionKind.MuteConversation ? shelf.Find(id, request.Viewer) ?? done.Value : done.Value;
        await statuses.Answer(request, shown);
    }
}
