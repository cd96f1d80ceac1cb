using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People;
using Antiphon.People.Profiles;
using Antiphon.Posts;
using Antiphon.Search;

namespace Antiphon.MastodonApi.Search;

/// <summary>Accounts, posts and hashtags. An address of this server's finds what is there; <c>from:name</c> narrows posts to one author, <c>from:me</c> to one's own.</summary>
[Endpoint("GET", "/api/v2/search", Allow.Anyone, Scope.ReadSearch)]
internal sealed class GetSearch(SearchAccounts people, SearchPosts posts, Found found, StatusJson statuses, AccountJson accounts, TagJson tags) : Endpoint
{
    private const int MostOffset = 1_000;

    protected override Task Answer(Request request)
    {
        var p = request.Params;
        if (p.Filled("q") is not { } query) return request.Refuse(Refusal.Invalid("q", "Say what to search for."));
        var (type, limit, offset) = (p.Filled("type"), request.Limit(20, 40), (int)Math.Clamp(p.Number("offset") ?? 0, 0, MostOffset));
        var addressed = found.At(request.Viewer, query.Trim());
        var who = Wanted("accounts") ? addressed.Person is { } one ? [one] : addressed.Any ? [] : people.Run(request.Viewer, found.Name(query), limit, offset, p.Is("following")) : [];
        var what = Wanted("statuses") ? addressed.Post is { } post ? [post] : addressed.Any ? [] : Posts(request, query, limit, offset) : [];
        var tagged = Wanted("hashtags") && !addressed.Any && !query.Trim().Contains(' ', StringComparison.Ordinal) ? posts.Tags(query, limit, offset) : [];
        return request.Json(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("accounts"u8);
            foreach (var account in who) accounts.Write(json, account);
            json.WriteEndArray();
            json.WriteStartArray("statuses"u8);
            foreach (var card in what) statuses.Write(json, card, request.Viewer);
            json.WriteEndArray();
            json.WriteStartArray("hashtags"u8);
            foreach (var tag in tagged) tags.Write(json, tag, request.Viewer);
            json.WriteEndArray();
            json.WriteEndObject();
        });

        bool Wanted(string kind) => type is null || type == kind;
    }

    private IReadOnlyList<PostCard> Posts(Request request, string query, int limit, int offset)
    {
        var asked = found.From(request.Viewer, query, request.Params.Id("account_id"));
        if (asked.Nobody) return [];
        var page = request.Page(limit + offset) with { Limit = limit + offset };
        return [.. found.Posts(request.Viewer, asked, page).Skip(offset)];
    }
}
