using System.Text;
using Antiphon.Networks.ActivityPub.Signatures;

namespace Antiphon.Tests.Networks.ActivityPub;

/// <summary>Requests as they stand on the wire.</summary>
internal static class Lines
{
    public static SignedMessage Read(string text, string scheme = "https", Func<string, bool>? without = null)
    {
        var lines = text.ReplaceLineEndings("\n").Split("\n\n", 2);
        var head = lines[0].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var first = head[0].Split(' ');
        var fields = head.Skip(1).Select(static line => line.Split(':', 2)).Where(parts => without?.Invoke(parts[0]) is not true);
        return new SignedMessage(first[0], scheme, first[1], [.. fields.Select(static parts => new KeyValuePair<string, string>(parts[0], parts[1]))], Encoding.UTF8.GetBytes(lines.Length > 1 ? lines[1].TrimEnd('\n') : ""));
    }

    public static SignedMessage With(this SignedMessage message, string name, string value) => message with { Fields = [.. message.Fields.Where(field => !field.Key.Equals(name, StringComparison.OrdinalIgnoreCase)), new(name, value)] };

    public static SignedMessage Without(this SignedMessage message, string name) => message with { Fields = [.. message.Fields.Where(field => !field.Key.Equals(name, StringComparison.OrdinalIgnoreCase))] };

    /// <summary>What the standards print over several lines (RFC 8792).</summary>
    public static string Unwrapped(string text) => string.Concat(text.Split("\\\n").Select(static (part, i) => i == 0 ? part : part.TrimStart(' ')));
}
