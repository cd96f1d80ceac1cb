using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People;

namespace Antiphon.MastodonApi.OAuth;

/// <summary>Who the person is, for apps that use this server to sign in elsewhere (OpenID Connect core, section 5.3, the few claims that Mastodon gives).</summary>
[Endpoint("GET", "/oauth/userinfo", Allow.Members, Scope.Profile | Scope.ReadAccounts)]
internal sealed class GetUserinfo(Site site, Accounts accounts, Addresses addresses) : Endpoint
{
    protected override Task Answer(Request request)
    {
        if (accounts.Find(request.Viewer.Id) is not { } me) return request.Refuse(Refusal.SignInNeeded);
        return request.Json(json =>
        {
            json.WriteStartObject();
            json.WriteString("iss"u8, site.To("/"));
            json.WriteString("sub"u8, addresses.Of(me));
            json.WriteString("name"u8, me.DisplayName);
            json.WriteString("preferred_username"u8, me.Username);
            json.WriteString("profile"u8, addresses.Of(me));
            json.WriteString("picture"u8, me.Avatar is { } avatar ? addresses.OfMedia(avatar) : addresses.NoAvatar);
            json.WriteEndObject();
        });
    }
}
