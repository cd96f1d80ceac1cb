using Antiphon.Access;

namespace Antiphon.MastodonApi.OAuth;

/// <summary>A token as apps get it, once.</summary>
internal static class TokenJson
{
    public static Task Answer(Request request, IssuedToken token) => request.Json(json =>
    {
        json.WriteStartObject();
        json.WriteString("access_token"u8, token.Text);
        json.WriteString("token_type"u8, "Bearer"u8);
        json.WriteString("scope"u8, token.Token.Scopes.Text);
        json.WriteNumber("created_at"u8, token.Token.Created / 1000);
        json.WriteEndObject();
    });
}
