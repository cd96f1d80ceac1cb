using MimeKit;

namespace Antiphon.Mail;

/// <summary>An e-mail address as somebody types it.</summary>
public static class EmailAddress
{
    /// <summary>RFC 5321 section 4.5.3.1.3 allows 256 with the angle brackets.</summary>
    private const int Longest = 254;

    /// <summary>The bare address, or null where it is none. A display name, a list or a route is none.</summary>
    public static string? Parse(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length is 0 or > Longest || trimmed.Any(static c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '<' or '>' or ',' or ';' or '"')) return null;
        var at = trimmed.LastIndexOf('@');
        if (at <= 0 || at == trimmed.Length - 1 || trimmed.IndexOf('@', StringComparison.Ordinal) != at) return null;
        return MailboxAddress.TryParse(trimmed, out var parsed) && parsed.Address == trimmed && !HostIsOdd(trimmed[(at + 1)..]) ? trimmed : null;
    }

    /// <summary>How addresses compare: as whole, without regard to case. Stricter servers exist; two people with one spelling do not.</summary>
    public static string Key(string address) => address.Trim().ToLowerInvariant();

    private static bool HostIsOdd(string host) => host.StartsWith('.') || host.EndsWith('.') || host.Contains("..", StringComparison.Ordinal) || host.StartsWith('-');
}
