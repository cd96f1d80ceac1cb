namespace Antiphon.Networks.Http;

/// <summary>Which addresses are gone to at all, before any name is asked for. What the name then leads to is looked at when the connection is made.</summary>
internal static class Address
{
    /// <summary>Longer ones are nobody's page.</summary>
    public const int Longest = 2_048;

    /// <summary>What web servers listen at. Mail servers and databases do not, and are not spoken to by way of us.</summary>
    private static readonly int[] Ports = [80, 443, 8080, 8443];

    /// <summary>Names that are never in the public DNS (RFC 6761, 6762, 8375, 9476; "internal" is ICANN's for private use).</summary>
    private static readonly string[] Elsewhere = ["localhost", "local", "internal", "intranet", "lan", "home", "corp", "arpa", "onion", "test", "invalid", "example", "alt", "localdomain"];

    /// <returns>What is wrong with it, or null.</returns>
    public static string? Fault(Uri address, Site site, bool anyNetwork)
    {
        if (!address.IsAbsoluteUri || address.Scheme is not ("https" or "http")) return "Only web addresses (https) are looked at.";
        if (address.OriginalString.Length > Longest) return "This address is too long.";
        if (address.UserInfo.Length > 0) return "An address with a name and a password in it is not looked at.";
        if (IsOurs(address, site)) return "This address is this server's own.";
        if (anyNetwork) return null;
        if (!Ports.Contains(address.Port)) return "No web server is expected at that port.";
        if (address.HostNameType != UriHostNameType.Dns) return "Only addresses with a name are looked at.";
        var host = address.IdnHost.TrimEnd('.');
        var dot = host.LastIndexOf('.');
        return dot <= 0 || Elsewhere.Contains(host[(dot + 1)..], StringComparer.OrdinalIgnoreCase) ? "This name leads nowhere on the open internet." : null;
    }

    private static bool IsOurs(Uri address, Site site)
    {
        var host = address.IdnHost.TrimEnd('.');
        return Same(host, new Uri(site.Url).IdnHost) && address.Port == new Uri(site.Url).Port || Same(address.IsDefaultPort ? host : $"{host}:{address.Port}", site.Domain);
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
