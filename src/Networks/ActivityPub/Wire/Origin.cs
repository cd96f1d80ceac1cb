namespace Antiphon.Networks.ActivityPub.Wire;

/// <summary>Which server an address is of. One way to compare them, so that no spelling of a host is another host (security.md, tests 9 and 28).</summary>
public static class Origin
{
    /// <summary>In lower case and ASCII, without the dot at the end, with its port only where that is not the scheme's own.</summary>
    public static string Of(Uri address) => address.IsDefaultPort ? Host(address) : $"{Host(address)}:{address.Port}";

    /// <summary>The name alone, as domain blocks are written.</summary>
    public static string Host(Uri address) => address.IdnHost.TrimEnd('.').ToLowerInvariant();

    public static bool Same(Uri one, Uri other) => Of(one) == Of(other);

    /// <summary>Whether it is this server, by its address or by the domain of its handles, at any port and by any scheme: what says that it is us did not come from elsewhere.</summary>
    public static bool IsOurs(Uri address, Site site)
    {
        var (host, ours) = (Host(address), new Uri(site.Url));
        if (host != Host(ours) && !host.Equals(site.Domain.Split(':')[0].TrimEnd('.'), StringComparison.OrdinalIgnoreCase)) return false;

        // On this machine alone are several servers of one name, told apart by their ports.
        return ours.IsDefaultPort || address.Port == ours.Port;
    }
}
