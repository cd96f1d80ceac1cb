using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People.Relations;

namespace Antiphon.MastodonApi.Profiles;

[Endpoint("GET", "/api/v1/accounts/relationships", Allow.Members, Scope.ReadFollows)]
internal sealed class GetAccountRelationships(Relationships relationships) : Endpoint
{
    private const int Most = 100;

    protected override Task Answer(Request request)
    {
        var targets = request.Params.Ids("id").Distinct().Take(Most).ToList();
        return request.Json(json =>
        {
            json.WriteStartArray();
            foreach (var relationship in relationships.Of(request.Viewer.Id, targets)) RelationshipJson.Write(json, relationship);
            json.WriteEndArray();
        });
    }
}
