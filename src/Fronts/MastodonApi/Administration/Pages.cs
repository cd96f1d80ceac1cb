using System.Text.Json;
using Antiphon.MastodonApi.Entities;

namespace Antiphon.MastodonApi;

/// <summary>A page of anything, with its neighbours said in the Link header.</summary>
internal static class Pages
{
    public static Task Answer<T>(Request request, Paging page, IReadOnlyList<T> found, Func<T, long> id, Action<Utf8JsonWriter, T> write, params ReadOnlySpan<string> kept)
    {
        var shown = Lists.Cut(found, page);
        if (shown.Count > 0) Lists.Link(request, page, found.Count, id(shown[^1]), id(shown[0]), kept);
        return request.Json(json =>
        {
            json.WriteStartArray();
            foreach (var one in shown) write(json, one);
            json.WriteEndArray();
        });
    }

    /// <summary>What was done, or why not.</summary>
    public static Task Answer<T>(this Request request, Outcome<T> outcome, Action<Utf8JsonWriter, T> write) =>
        outcome.Ok ? request.Json(json => write(json, outcome.Value)) : request.Refuse(outcome.Refusal);

    /// <summary><c>{}</c>, or why not.</summary>
    public static Task Emptied<T>(this Request request, Outcome<T> outcome) => outcome.Ok ? request.Empty() : request.Refuse(outcome.Refusal);
}
