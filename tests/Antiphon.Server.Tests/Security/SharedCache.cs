using System.Net.Http.Headers;

namespace Antiphon.Server.Tests.Security;

/// <summary>A copy in a shared cache.</summary>
internal sealed record Copy(int Status, string Body, string? Tag, IReadOnlyDictionary<string, string> Chosen);

/// <summary>
/// A cache between many people and the server, as RFC 9111 lets one be and no more careful than that: it keeps every answer that may be kept (section 3), tells copies apart by the headers
/// that the answer varies by and nothing else (section 4.1), and asks again with the entity tag where it must.
/// </summary>
internal sealed class SharedCache
{
    private readonly Dictionary<string, List<Copy>> copies = [];

    /// <summary>Everything that it keeps.</summary>
    public IEnumerable<(string Path, Copy Copy)> Kept => copies.SelectMany(static pair => pair.Value.Select(copy => (pair.Key, copy)));

    public async Task<Got> Get(HttpClient client, string path, params (string Name, string Value)[] headers)
    {
        var copy = copies.GetValueOrDefault(path)?.FirstOrDefault(one => one.Chosen.All(pair => Header(client, headers, pair.Key) == pair.Value));
        var got = await RouteHouse.Send(client, "GET", path, copy?.Tag is { } tag ? [.. headers, ("If-None-Match", tag)] : headers);
        if ((int)got.Status == 304 && copy is not null) return got with { Status = (System.Net.HttpStatusCode)copy.Status, Body = copy.Body };
        if (MayKeep(got, Header(client, headers, "Authorization").Length > 0)) Keep(client, path, headers, got);
        return got;
    }

    /// <summary>RFC 9111 section 3: final, not forbidden, not private; and what answers an Authorization header only where the answer says so itself (section 3.5).</summary>
    private static bool MayKeep(Got got, bool authorized)
    {
        if (!CacheControlHeaderValue.TryParse(got.Cache, out var control) || control.NoStore || control.Private) return false;
        if (authorized && !control.Public && !control.MustRevalidate && control.SharedMaxAge is null) return false;
        return got.Answer.Content.Headers.ContentType?.MediaType != "text/event-stream" && (int)got.Status is >= 200 and < 600 and not 206 and not 304;
    }

    private void Keep(HttpClient client, string path, (string Name, string Value)[] headers, Got got)
    {
        var varies = got.Answer.Headers.Vary.ToList();
        if (varies.Contains("*")) return;
        if (!copies.TryGetValue(path, out var kept)) copies[path] = kept = [];
        kept.Add(new Copy((int)got.Status, got.Body, got.Answer.Headers.ETag?.ToString(), varies.ToDictionary(static name => name, name => Header(client, headers, name))));
    }

    private static string Header(HttpClient client, (string Name, string Value)[] headers, string name)
    {
        foreach (var (given, value) in headers)
        {
            if (given.Equals(name, StringComparison.OrdinalIgnoreCase)) return value;
        }

        return client.DefaultRequestHeaders.TryGetValues(name, out var values) ? string.Join(", ", values) : string.Empty;
    }
}
