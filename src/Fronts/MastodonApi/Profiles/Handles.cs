
namespace Antiphon.MastodonApi.Profiles;

/// <summary>Names as people write them.</summary>
internal static class Handles
{
    private const int Longest = 320;

    /// <summary>What is searched for, without this server's own host where it is one handle.</summary>
    public static string Query(string query, Site site) => query.Contains('@', StringComparison.Ordinal) && !query.Trim().Contains(' ', StringComparison.Ordinal) ? Ours(query, site) : query;

    /// <summary>"name" for "name@our.host", "@name" and "acct:name@our.host"; others as they are.</summary>
    public static string Ours(string acct, Site site)
    {
        var name = acct.Trim();
        if (name.Length > Longest) return string.Empty;
        if (name.StartsWith("acct:", StringComparison.OrdinalIgnoreCase)) name = name[5..];
        name = name.TrimStart('@');
        var at = name.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && name.AsSpan(at + 1).Equals(site.Domain, StringComparison.OrdinalIgnoreCase) ? name[..at] : name;
    }
}
