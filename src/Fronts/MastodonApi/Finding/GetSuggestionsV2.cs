using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People.Finding;

namespace Antiphon.MastodonApi.Finding;

/// <summary>Whom one might follow, and why they are suggested.</summary>
[Endpoint("GET", "/api/v2/suggestions", Allow.Members, Scope.ReadAccounts)]
internal sealed class GetSuggestionsV2(Suggestions suggestions, AccountJson accounts) : Endpoint
{
    protected override Task Answer(Request request) => request.Json(json =>
    {
        json.WriteStartArray();
        foreach (var one in suggestions.Of(request.Viewer, request.Limit(40, 80)))
        {
            json.WriteStartObject();
            json.WriteString("source"u8, one.Familiar ? "past_interactions"u8 : "global"u8);
            json.WriteStartArray("sources"u8);
            json.WriteStringValue(one.Familiar ? "friends_of_friends"u8 : "most_followed"u8);
            json.WriteEndArray();
            json.WritePropertyName("account"u8);
            accounts.Write(json, one.Account);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
