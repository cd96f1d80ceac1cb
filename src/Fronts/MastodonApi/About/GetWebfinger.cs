using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.MastodonApi.Profiles;
using Antiphon.People;

namespace Antiphon.MastodonApi.About;

/// <summary>An account of this server by its handle or its page (RFC 7033).</summary>
[Endpoint("GET", "/.well-known/webfinger", Allow.Anyone, Caching = Caching.Shared)]
internal sealed class GetWebfinger(Accounts accounts, Addresses addresses, Site site) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var resource = request.Params.Filled("resource") ?? string.Empty;
        var page = site.To("/@");
        var name = resource.StartsWith(page, StringComparison.OrdinalIgnoreCase) ? resource[page.Length..] : Handles.Ours(resource, site);
        if (name.Contains('@', StringComparison.Ordinal) || accounts.Local(name) is not { Shown: true } account)
        {
            await request.Refuse(Refusal.NotFound);
            return;
        }

        using var output = Output.Rent();
        var json = output.Json;
        json.WriteStartObject();
        json.WriteString("subject"u8, $"acct:{account.Username}@{site.Domain}");
        json.WriteStartArray("aliases"u8);
        json.WriteStringValue(addresses.Of(account));
        json.WriteEndArray();
        json.WriteStartArray("links"u8);
        json.WriteStartObject();
        json.WriteString("rel"u8, "http://webfinger.net/rel/profile-page"u8);
        json.WriteString("type"u8, "text/html"u8);
        json.WriteString("href"u8, addresses.Of(account));
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        await Request.Send(request.Http.Response, output.Written, "application/jrd+json; charset=utf-8", request.Aborted);
    }
}
