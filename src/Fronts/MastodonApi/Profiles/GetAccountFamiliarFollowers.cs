using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People.Relations;

namespace Antiphon.MastodonApi.Profiles;

/// <summary>Which of one's own follows follow these accounts.</summary>
[Endpoint("GET", "/api/v1/accounts/familiar_followers", Allow.Members, Scope.ReadFollows)]
internal sealed class GetAccountFamiliarFollowers(FamiliarFollowers familiar, AccountJson accounts) : Endpoint
{
    private const int Most = 40;

    /// <summary>Mastodon.py sends the ids as JSON.</summary>
    protected override bool ReadsBodyOfGet => true;

    protected override Task Answer(Request request) => request.Json(json =>
    {
        json.WriteStartArray();
        foreach (var (target, followers) in familiar.Of(request.Viewer, [.. request.Params.Ids("id").Distinct().Take(Most)]))
        {
            json.WriteStartObject();
            json.Id("id"u8, target);
            json.WriteStartArray("accounts"u8);
            foreach (var follower in followers) accounts.Write(json, follower);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
