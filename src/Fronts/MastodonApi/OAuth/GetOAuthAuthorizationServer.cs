using Antiphon.Access;
using Antiphon.Http;

namespace Antiphon.MastodonApi.OAuth;

/// <summary>What the authorization server can do (RFC 8414); Phanpy uses PKCE when it finds S256 here.</summary>
[Endpoint("GET", "/.well-known/oauth-authorization-server", Allow.Anyone, Caching = Caching.Shared)]
internal sealed class GetOAuthAuthorizationServer(Site site) : Endpoint
{
    protected override Task Answer(Request request) => request.Json(json =>
    {
        void List(string name, IEnumerable<string> values)
        {
            json.WriteStartArray(name);
            foreach (var value in values) json.WriteStringValue(value);
            json.WriteEndArray();
        }

        json.WriteStartObject();
        json.WriteString("issuer"u8, site.To("/"));
        json.WriteString("authorization_endpoint"u8, site.To("/oauth/authorize"));
        json.WriteString("token_endpoint"u8, site.To("/oauth/token"));
        json.WriteString("revocation_endpoint"u8, site.To("/oauth/revoke"));
        json.WriteString("userinfo_endpoint"u8, site.To("/oauth/userinfo"));
        json.WriteString("app_registration_endpoint"u8, site.To("/api/v1/apps"));
        json.WriteString("service_documentation"u8, "https://docs.joinmastodon.org/"u8);
        json.WriteBoolean("authorization_response_iss_parameter_supported"u8, true);
        List("scopes_supported", ScopeSet.Known);
        List("response_types_supported", ["code"]);
        List("response_modes_supported", ["query"]);
        List("grant_types_supported", ["authorization_code", "client_credentials"]);
        List("token_endpoint_auth_methods_supported", ["client_secret_basic", "client_secret_post"]);
        List("code_challenge_methods_supported", ["S256"]);
        json.WriteEndObject();
    });
}
