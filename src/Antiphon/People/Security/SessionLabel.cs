namespace Antiphon.People.Security;

/// <summary>"Firefox on Linux" out of a user agent: enough to tell one's own devices apart. Nothing else of it is kept.</summary>
public static class SessionLabel
{
    // The first that occurs wins: the others name themselves after Chrome, and Chrome after Safari.
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("Opera", "Opera"), ("Vivaldi/", "Vivaldi"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"),
        ("HeadlessChrome/", "Chrome"), ("Chrome/", "Chrome"), ("CriOS/", "Chrome"), ("Chromium/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("Android", "Android"), ("iPhone", "iOS"), ("iPad", "iPadOS"), ("Windows", "Windows"), ("CrOS", "ChromeOS"), ("Mac OS X", "macOS"), ("Macintosh", "macOS"),
        ("FreeBSD", "FreeBSD"), ("Linux", "Linux"),
    ];

    public static string Of(string? userAgent)
    {
        var agent = userAgent is null ? string.Empty : userAgent.Length > 1_000 ? userAgent[..1_000] : userAgent;
        var browser = First(Browsers, agent) ?? "A browser";
        return First(Systems, agent) is { } system ? $"{browser} on {system}" : browser;
    }

    private static string? First((string Mark, string Name)[] known, string agent)
    {
        foreach (var (mark, name) in known)
        {
            if (agent.Contains(mark, StringComparison.Ordinal)) return name;
        }

        return null;
    }
}
