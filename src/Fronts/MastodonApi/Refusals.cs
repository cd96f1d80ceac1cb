using System.Globalization;
using Antiphon.MastodonApi.Parameters;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Antiphon.MastodonApi;

/// <summary>The one place where the house's refusals become the API's errors: a status and <c>{"error": …}</c>.</summary>
internal static class Refusals
{
    private const string InvalidToken = "The access token is invalid";

    public static Task Write(HttpContext http, Refusal refusal)
    {
        if (refusal.RetryAfter is { } wait) http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);

        // Apps know this sentence; the gate's own is for people.
        var message = ReferenceEquals(refusal, Refusal.SignInNeeded) ? InvalidToken : refusal.Message;
        if (refusal.Kind == RefusalKind.Unauthenticated)
            http.Response.Headers[HeaderNames.WWWAuthenticate] = $"Bearer realm=\"Antiphon\", error=\"invalid_token\", error_description=\"{InvalidToken}\"";
        return Write(http, Status(refusal), message, Faulty(refusal));
    }

    /// <summary>For statuses that are set already: what the server itself refuses or fails at.</summary>
    public static Task Fail(HttpContext http) => Write(http, http.Response.StatusCode, http.Response.StatusCode switch
    {
        StatusCodes.Status400BadRequest => "The request could not be understood.",
        StatusCodes.Status404NotFound => Refusal.NotFound.Message,
        StatusCodes.Status405MethodNotAllowed => "This address does not take that method.",
        StatusCodes.Status408RequestTimeout => "The request came too slowly and was given up.",
        StatusCodes.Status413PayloadTooLarge => "The body is larger than this address takes.",
        StatusCodes.Status414UriTooLong => "The address is too long.",
        StatusCodes.Status415UnsupportedMediaType => "This content type cannot be read here.",
        StatusCodes.Status429TooManyRequests => "Too many requests. Try again later.",
        StatusCodes.Status431RequestHeaderFieldsTooLarge => "The request's headers are too large.",
        StatusCodes.Status503ServiceUnavailable => Refusal.Busy.Message,
        >= 500 => "Something went wrong on this server. It has been noted.",
        _ => "The request was refused.",
    }, null);

    public static int Status(Refusal refusal) => refusal.Kind switch
    {
        RefusalKind.Invalid when Body.IsWrongType(refusal) => StatusCodes.Status415UnsupportedMediaType,
        RefusalKind.Invalid when refusal.Field == "body" => StatusCodes.Status400BadRequest,
        RefusalKind.Invalid or RefusalKind.Conflict => StatusCodes.Status422UnprocessableEntity,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        RefusalKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        RefusalKind.TooMany => StatusCodes.Status429TooManyRequests,
        RefusalKind.Gone => StatusCodes.Status410Gone,
        RefusalKind.Busy => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>The field that is named in the details; those of a body that could not be read at all are none.</summary>
    private static string? Faulty(Refusal refusal) => refusal.Kind is RefusalKind.Invalid or RefusalKind.Conflict && refusal.Field is not ("body" or "content-type") ? refusal.Field : null;

    /// <summary>OAuth's own errors (RFC 6749 section 5.2), which carry a code beside the sentence.</summary>
    public static Task OAuth(HttpContext http, Refusal refusal)
    {
        var (status, code) = (refusal.Kind, refusal.Field) switch
        {
            (RefusalKind.Unauthenticated, _) => (StatusCodes.Status401Unauthorized, "invalid_client"),
            (RefusalKind.Forbidden, _) => (StatusCodes.Status403Forbidden, "unauthorized_client"),
            (RefusalKind.Invalid, "code") => (StatusCodes.Status400BadRequest, "invalid_grant"),
            (RefusalKind.Invalid, "scope") => (StatusCodes.Status400BadRequest, "invalid_scope"),
            (RefusalKind.Invalid, "grant_type") => (StatusCodes.Status400BadRequest, "unsupported_grant_type"),
            (RefusalKind.Invalid, _) => (StatusCodes.Status400BadRequest, "invalid_request"),
            _ => (0, string.Empty),
        };
        return status == 0 ? Write(http, refusal) : Write(http, status, code, null, refusal.Message);
    }

    private static async Task Write(HttpContext http, int status, string message, string? field, string? description = null)
    {
        using var output = Output.Rent();
        var json = output.Json;
        json.WriteStartObject();
        json.WriteString("error"u8, message);
        if (description is not null) json.WriteString("error_description"u8, description);
        if (field is not null)
        {
            json.WriteStartObject("details"u8);
            json.WriteStartArray(field);
            json.WriteStartObject();
            json.WriteString("error"u8, "ERR_INVALID"u8);
            json.WriteString("description"u8, message);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        http.Response.StatusCode = status;
        await Request.Send(http.Response, output.Written, Request.JsonType, http.RequestAborted);
    }
}
