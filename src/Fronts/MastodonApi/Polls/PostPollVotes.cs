using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People;
using Antiphon.Posts.Polls;

namespace Antiphon.MastodonApi.Polls;

/// <summary>Votes. The options are named by their places, from 0.</summary>
[Endpoint("POST", "/api/v1/polls/{id}/votes", Allow.Members, Scope.WriteStatuses)]
internal sealed class PostPollVotes(Vote vote, Accounts accounts, PollJson polls) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        // What is no number is an option that does not exist.
        int[] choices = [.. request.Params.All("choices").Select(static text => int.TryParse(text, System.Globalization.NumberStyles.None, null, out var place) ? place : -1)];
        var voted = await vote.Run(accounts.Find(request.Viewer.Id)!, request.RouteId(), choices);
        if (voted.Ok) await request.Json(json => polls.Write(json, voted.Value.Poll!, request.Viewer));
        else await request.Refuse(voted.Refusal);
    }
}
