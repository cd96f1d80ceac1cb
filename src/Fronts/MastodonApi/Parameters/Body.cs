using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Antiphon.MastodonApi.Parameters;

/// <summary>Reads a request's parameters. No body, of whatever type, is no parameters: apps press "like" with an empty body and any or no content type.</summary>
internal static class Body
{
    private static readonly Refusal Unreadable = new(
        RefusalKind.Invalid, "This content type cannot be read here. Send application/json, application/x-www-form-urlencoded or multipart/form-data.", "content-type");

    /// <summary>The refusal that becomes 415.</summary>
    public static bool IsWrongType(Refusal refusal) => ReferenceEquals(refusal, Unreadable);

    public static Outcome<Params> Query(HttpRequest request)
    {
        var query = new Params();
        var text = request.QueryString.Value;
        return string.IsNullOrEmpty(text) || FormParams.Read(text.AsSpan(1), query) is not { } refusal ? query : refusal;
    }

    public static async ValueTask<Outcome<Params>> Read(HttpRequest request, bool ofGet, CancellationToken cancel)
    {
        var query = Query(request);
        if (!query.Ok || (!ofGet && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))) return query;
        var body = new Params();
        var refusal = await Into(body, request, cancel).ConfigureAwait(false);
        if (refusal is not null) return refusal;
        query.Value.Below(body);
        return query;
    }

    private static async ValueTask<Refusal?> Into(Params body, HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength == 0) return null;
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed : null;
        if (type is not null && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return await MultipartParams.Read(type, request.Body, body, cancel).ConfigureAwait(false);

        var result = await Whole(request.BodyReader, cancel).ConfigureAwait(false);
        try
        {
            if (result.Buffer.IsEmpty) return null;
            if (type is not null && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)) return JsonParams.Read(result.Buffer, body);
            if (type is not null && type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
                return FormParams.Read(Encoding.UTF8.GetString(result.Buffer), body);
            return Unreadable;
        }
        finally
        {
            request.BodyReader.AdvanceTo(result.Buffer.End);
        }
    }

    private static async ValueTask<ReadResult> Whole(PipeReader reader, CancellationToken cancel)
    {
        while (true)
        {
            var result = await reader.ReadAsync(cancel).ConfigureAwait(false);
            if (result.IsCompleted) return result;
            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }
}
