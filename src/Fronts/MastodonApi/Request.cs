using System.Globalization;
using System.Text;
using System.Text.Json;
using Antiphon.Http;
using Antiphon.MastodonApi.Parameters;
using Antiphon.People;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Antiphon.MastodonApi;

/// <summary>One request to an endpoint, with its parameters read, and the ways to answer it.</summary>
internal sealed class Request(HttpContext http, Params parameters)
{
    /// <summary>Exactly this type: some apps throw on any other, for errors and empty answers too. Parameters are allowed.</summary>
    public const string JsonType = "application/json; charset=utf-8";

    public HttpContext Http => http;

    public Params Params => parameters;

    public Caller Caller { get; } = http.Caller();

    public Viewer Viewer => Caller.Viewer;

    public CancellationToken Aborted => http.RequestAborted;

    /// <summary>The id in the route; -1, which nothing has, where it is none.</summary>
    public long RouteId(string name = "id") => Params.ParseId(RouteText(name));

    public string RouteText(string name) => http.Request.RouteValues[name] as string ?? string.Empty;

    /// <summary>How many entries of a list are wanted: what was asked for, within what is allowed.</summary>
    public int Limit(int usual, int most) => Params.Number("limit") is { } asked and > 0 ? (int)Math.Min(asked, most) : usual;

    /// <summary>The part of a list that is wanted, with one entry more than will be shown, so that the last page is known for the last.</summary>
    public Paging Page(int usual, int most) => Page(Limit(usual, most));

    public Paging Page(int limit)
    {
        var (below, since, min) = (Params.Id("max_id"), Params.Id("since_id"), Params.Id("min_id"));
        return new Paging(below is > 0 ? below.Value : long.MaxValue, Math.Max(Math.Max(since ?? 0, min ?? 0), 0), min is not null, limit + 1);
    }

    public Task Refuse(Refusal refusal) => Refusals.Write(http, refusal);

    /// <summary><c>{}</c>: never an empty body, and never 204.</summary>
    public Task Empty() => Send("{}"u8.ToArray());

    public Task EmptyList() => Send("[]"u8.ToArray());

    public async Task Json(Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK)
    {
        using var output = Output.Rent();
        write(output.Json);
        http.Response.StatusCode = status;
        await Send(output.Written);
    }

    public async Task Write(Action<Output> write)
    {
        using var output = Output.Rent();
        write(output);
        await Send(output.Written);
    }

    public Task Send(ReadOnlyMemory<byte> json) => Send(http.Response, json, JsonType, Aborted);

    public static async Task Send(HttpResponse response, ReadOnlyMemory<byte> bytes, string type, CancellationToken cancel)
    {
        response.ContentType = type;
        response.ContentLength = bytes.Length;
        await response.BodyWriter.WriteAsync(bytes, cancel);
    }

    /// <summary>
    /// Says where the neighbouring pages are, exactly as Mastodon does, since apps take it apart with regular expressions: next before prev, absolute addresses,
    /// no comma or semicolon inside them, and built from known parameters alone (toot sends its own again, beside those of the link).
    /// Nothing is said of an empty page, and no next on the last one.
    /// </summary>
    /// <param name="oldest">What the next page is below; null on the last page.</param>
    /// <param name="newest">What the previous page is above.</param>
    public void Link(long? oldest, long newest, int limit, params ReadOnlySpan<string> kept)
    {
        var start = new StringBuilder(http.RequestServices.GetRequiredService<Site>().Url);
        start.Append(http.Request.Path.ToUriComponent().Replace(",", "%2C", StringComparison.Ordinal).Replace(";", "%3B", StringComparison.Ordinal));
        start.Append(CultureInfo.InvariantCulture, $"?limit={limit}");
        foreach (var name in kept)
        {
            var list = name.EndsWith("[]", StringComparison.Ordinal);
            foreach (var value in list ? Params.All(name[..^2]) : Params.Filled(name) is { } one ? [one] : [])
                start.Append('&').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        }

        var link = new StringBuilder(start.Length * 2);
        if (oldest is { } below) link.Append(CultureInfo.InvariantCulture, $"<{start}&max_id={below}>; rel=\"next\", ");
        link.Append(CultureInfo.InvariantCulture, $"<{start}&min_id={newest}>; rel=\"prev\"");
        http.Response.Headers.Link = link.ToString();
    }
}
