using Antiphon.Access;
using Antiphon.Http;
using Antiphon.People;

namespace Antiphon.MastodonApi.Profiles;

/// <summary>Which of one's own follows follow these accounts. Not told here: one entry per account, with nobody in it.</summary>
[Endpoint("GET", "/api/v1/accounts/familiar_followers", Allow.Members, Scope.ReadFollows)]
internal sealed class GetAccountFamiliarFollowers(Accounts accounts) : Endpoint
{
    private const int Most = 40;

    protected override Task Answer(Request request) => request.Json(json =>
    {
        json.WriteStartArray();
        foreach (var id in request.Params.Ids("id").Distinct().Take(Most))
        {
            if (accounts.Find(id) is null) continue;
            json.WriteStartObject();
            json.Id("id"u8, id);
            json.EmptyArray("accounts"u8);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
