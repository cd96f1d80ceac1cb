using System.Globalization;
using System.Net;

namespace Antiphon.Moderation.Hosts;

/// <summary>Names of hosts as they compare: lower case, punycode, without a dot at the end, a port or a scheme, so that no spelling gets round a block.</summary>
public static class HostName
{
    /// <summary>RFC 1035 section 2.3.4.</summary>
    private const int Longest = 253;

    private static readonly IdnMapping Idn = new() { AllowUnassigned = false, UseStd3AsciiRules = false };

    /// <summary>The name; null where the text is none. Addresses by number are names of themselves, in one spelling.</summary>
    public static string? Parse(string? text)
    {
        if (text is null) return null;
        var name = text.Trim();
        if (name.StartsWith('*') && name.Length > 2 && name[1] == '.') name = name[2..];
        var scheme = name.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0) name = name[(scheme + 3)..];
        if (name.IndexOfAny(['/', '?', '#']) is >= 0 and var path) name = name[..path];
        if (name.LastIndexOf('@') is >= 0 and var at) name = name[(at + 1)..];
        if (name.StartsWith('[')) return name.IndexOf(']', StringComparison.Ordinal) is > 1 and var close && IPAddress.TryParse(name[1..close], out var six) ? $"[{six}]" : null;
        if (name.IndexOf(':', StringComparison.Ordinal) is >= 0 and var port) name = name[..port];

        // IDNA takes these three for full stops as well (RFC 3490 section 3.1).
        name = name.Replace('\u3002', '.').Replace('\uFF0E', '.').Replace('\uFF61', '.').TrimEnd('.');
        if (name.Length is 0 or > Longest) return null;
        try
        {
            var ascii = Idn.GetAscii(name).ToLowerInvariant();
            if (ascii.Length > Longest || !ascii.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')) return null;

            // "0x7f.1" and "2130706433" are 127.0.0.1 to whoever resolves them.
            return IPAddress.TryParse(ascii, out var address) ? address.ToString() : ascii;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The name and every domain above it, the nearest first: "a.b.example", "b.example", "example".</summary>
    public static IEnumerable<string> AndAbove(string name)
    {
        yield return name;
        for (var dot = name.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = name.IndexOf('.', dot + 1)) yield return name[(dot + 1)..];
    }

    /// <summary>As blocked names are shown where the block is not to be an advertisement: every other letter of each part is a star, as Mastodon has it.</summary>
    public static string Obscured(string name)
    {
        var (length, visible) = (name.Length, Math.Max(name.Length / 4, 1));
        return string.Create(length, (name, visible), static (shown, state) =>
        {
            for (var i = 0; i < shown.Length; i++)
                shown[i] = i < state.visible || i >= shown.Length - state.visible || state.name[i] == '.' ? state.name[i] : '*';
        });
    }
}
