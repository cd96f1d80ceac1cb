using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People.Relations;

namespace Antiphon.MastodonApi.Profiles;

/// <summary>Muted accounts, each with the time when the mute ends.</summary>
[Endpoint("GET", "/api/v1/mutes", Allow.Members, Scope.ReadMutes)]
internal sealed class GetMutes(RelationLists relations, Relationships relationships, AccountJson accounts) : Endpoint
{
    protected override Task Answer(Request request)
    {
        var page = request.Page(40, 80);
        var found = relations.Mutes(request.Viewer.Id, page);
        var shown = Lists.Cut(found, page);
        if (shown.Count > 0) Lists.Link(request, page, found.Count, shown[^1].Id, shown[0].Id);
        var expiry = relationships.Of(request.Viewer.Id, [.. shown.Select(static one => one.Account.Id)]).ToDictionary(static one => one.Target, static one => one.MuteExpires);
        return request.Json(json =>
        {
            json.WriteStartArray();
            foreach (var one in shown)
            {
                json.WriteStartObject();
                accounts.Fields(json, one.Account);
                json.Time("mute_expires_at"u8, expiry.GetValueOrDefault(one.Account.Id));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }
}
