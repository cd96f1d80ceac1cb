using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Antiphon.Server.Configuration;

/// <summary>One address to listen at. No address means both loopbacks.</summary>
public sealed record Door(string Host, IPAddress? Address, int Port);

/// <summary>Whom to believe about a visitor's address.</summary>
public sealed record Believed(IReadOnlyList<IPAddress> Addresses, IReadOnlyList<IPNetwork> Networks)
{
    public bool Anyone => Addresses.Count + Networks.Count > 0;
}

/// <summary>What <see cref="ServeOptions"/> says, understood and checked: where to listen, what the site is called, whom to believe.</summary>
public sealed record Listening(IReadOnlyList<Door> Doors, Site Site, Believed Proxies)
{
    private const int MostDoors = 16;

    public static Listening From(SettingSources settings)
    {
        var options = settings.Get<ServeOptions>();
        var urls = settings.Named("urls");
        var doors = options.Urls.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(url => ParseDoor(url, urls)).ToArray();
        if (doors.Length is 0 or > MostDoors) throw new WrongSettingException(urls, $"name between 1 and {MostDoors} addresses such as http://localhost:8080.");
        return new Listening(doors, SiteOf(options, doors[0], settings), ProxiesOf(options, settings.Named("trustedProxies")));
    }

    private static Door ParseDoor(string url, string source)
    {
        if (url.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
        {
            throw new WrongSettingException(source, $"\"{url}\" asks for https, which a proxy in front must do; give an http:// address, and the proxy's own under trustedProxies.");
        }

        // "*" and "+" are how others write "every address"; Uri knows neither.
        var every = url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
        var wellFormed = Uri.TryCreate(every, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp && uri.PathAndQuery == "/" && uri.UserInfo.Length == 0;
        if (!wellFormed) throw new WrongSettingException(source, $"\"{url}\" is not an address to listen at, such as http://localhost:8080.");
        var host = uri!.Host;
        var port = uri.Port == 0 ? FreePort() : uri.Port;
        if (host == "localhost") return new Door(host, null, port);
        if (!IPAddress.TryParse(uri.IdnHost.Trim('[', ']'), out var address))
        {
            throw new WrongSettingException(source, $"\"{url}\" names a host; listen at localhost, at an IP address, or at 0.0.0.0 for all, and give the host's name as the domain.");
        }

        return new Door(url.Contains("://*", StringComparison.Ordinal) || url.Contains("://+", StringComparison.Ordinal) ? "localhost" : host, address, port);
    }

    /// <summary>Port 0 means "any that is free". It is chosen here, since the site's own address must be known before the door opens.</summary>
    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static Site SiteOf(ServeOptions options, Door first, SettingSources settings)
    {
        var everywhere = first.Address is not null && (first.Address.Equals(IPAddress.Any) || first.Address.Equals(IPAddress.IPv6Any));
        var port = first.Port == 80 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $":{first.Port}");
        var local = (everywhere ? "localhost" : first.Host) + port;
        if (options.Domain.Length == 0 && options.PublicUrl.Length == 0) return new Site(local, "http://" + local);

        var domain = options.Domain.Length > 0 ? Domain(options.Domain, settings.Named("domain")) : null;
        if (options.PublicUrl.Length > 0)
        {
            var url = PublicUrl(options.PublicUrl, settings.Named("publicUrl"));
            return new Site(domain ?? url.Authority, url.GetLeftPart(UriPartial.Authority));
        }

        if (!OnThisMachine(domain!)) return new Site(domain!, "https://" + domain);
        if (!domain!.Contains(':', StringComparison.Ordinal) || domain.EndsWith(']')) domain += port;
        return new Site(domain, "http://" + domain);
    }

    private static string Domain(string written, string source)
    {
        var wellFormed = Uri.TryCreate("http://" + written, UriKind.Absolute, out var uri) && uri.PathAndQuery == "/" && uri.UserInfo.Length == 0
            && uri.Fragment.Length == 0 && !written.Contains('/', StringComparison.Ordinal);
        if (!wellFormed) throw new WrongSettingException(source, $"\"{written}\" is not a host such as example.org; give no scheme and no path.");
        return (uri!.IdnHost.Contains(':', StringComparison.Ordinal) ? $"[{uri.IdnHost.Trim('[', ']')}]" : uri.IdnHost.ToLowerInvariant())
            + (uri.IsDefaultPort ? string.Empty : string.Create(CultureInfo.InvariantCulture, $":{uri.Port}"));
    }

    private static Uri PublicUrl(string written, string source) =>
        Uri.TryCreate(written, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.PathAndQuery == "/" && uri.UserInfo.Length == 0
            ? uri
            : throw new WrongSettingException(source, $"\"{written}\" is not an address such as https://example.org, without a path.");

    /// <summary>Whether a host, with or without a port, is this machine by its name alone.</summary>
    internal static bool OnThisMachine(string domain)
    {
        var host = new Uri("http://" + domain).IdnHost.Trim('[', ']');
        return host == "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal) || IPAddress.TryParse(host, out _);
    }

    private static Believed ProxiesOf(ServeOptions options, string source)
    {
        var (addresses, networks) = (new List<IPAddress>(), new List<IPNetwork>());
        foreach (var written in options.TrustedProxies)
        {
            if (IPAddress.TryParse(written, out var address)) addresses.Add(address);
            else if (IPNetwork.TryParse(written, out var network)) networks.Add(network);
            else throw new WrongSettingException(source, $"\"{written}\" is neither an address such as 10.1.2.3 nor a network such as 10.0.0.0/8.");
        }

        return new Believed(addresses, networks);
    }
}
