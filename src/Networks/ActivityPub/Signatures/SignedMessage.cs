namespace Antiphon.Networks.ActivityPub.Signatures;

/// <summary>A request as signatures see it: what stood on the line, the fields in their order, and the bytes.</summary>
/// <param name="Method">As sent: GET, POST.</param>
/// <param name="Scheme">That the world sees, which behind a proxy is not the one of the socket.</param>
/// <param name="Target">Path and query as they stood on the line, not decoded and not put in order.</param>
/// <param name="Fields">Each line of the head by itself, the Host among them.</param>
/// <param name="Body">Unpacked of nothing: digests are of what was sent.</param>
public sealed record SignedMessage(string Method, string Scheme, string Target, IReadOnlyList<KeyValuePair<string, string>> Fields, ReadOnlyMemory<byte> Body)
{
    /// <summary>All lines of one name as one value (RFC 9110, 5.3), each without the white space around it; null where there is none.</summary>
    public string? Field(string name)
    {
        string? all = null;
        foreach (var (one, value) in Fields)
        {
            if (!one.Equals(name, StringComparison.OrdinalIgnoreCase)) continue;
            var trimmed = Unfolded(value);
            all = all is null ? trimmed : $"{all}, {trimmed}";
        }

        return all;
    }

    /// <summary>How many lines have this name.</summary>
    public int Count(string name) => Fields.Count(field => field.Key.Equals(name, StringComparison.OrdinalIgnoreCase));

    public string Path => Target.IndexOf('?') is >= 0 and var at ? Target[..at] : Target;

    /// <summary>With its question mark; a request without a query has an empty one.</summary>
    public string Query => Target.IndexOf('?') is >= 0 and var at ? Target[at..] : "?";

    /// <summary>The host in lower case, with its port only where that is not the scheme's own (RFC 9421, 2.2.3).</summary>
    public string? Authority
    {
        get
        {
            if (Field("host")?.ToLowerInvariant() is not { Length: > 0 } host) return null;
            var own = Scheme == "https" ? ":443" : ":80";
            return host.EndsWith(own, StringComparison.Ordinal) ? host[..^own.Length] : host;
        }
    }

    /// <summary>A line that was folded over several is one line with spaces (RFC 9421, 2.1).</summary>
    private static string Unfolded(string value) =>
        value.Contains('\n', StringComparison.Ordinal) ? string.Join(' ', value.Split('\n').Select(static part => part.Trim())) : value.Trim(' ', '\t');
}
