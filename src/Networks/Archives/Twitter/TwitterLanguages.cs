using System.Text;
using System.Text.Json;

namespace Antiphon.Networks.Archives.Twitter;

/// <summary>
/// Languages as Twitter guessed them: two letters of BCP 47 mostly, two of an older list for three languages, and codes that mean no language ("und", "qht" for nothing but tags, "qme" for
/// nothing but pictures …). Keeps one string of each.
/// </summary>
internal sealed class TwitterLanguages
{
    private readonly Dictionary<ulong, string?> known = [];

    public string? Read(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.String) return Of(json.ValueSpan);
        json.Skip();
        return null;
    }

    public string? Of(ReadOnlySpan<byte> code)
    {
        if (code.Length is < 2 or > 8) return null;
        ulong packed = 0;
        foreach (var b in code)
        {
            if (b is not ((>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (byte)'-')) return null;
            packed = (packed << 8) | b;
        }

        if (known.TryGetValue(packed, out var language)) return language;
        return known[packed] = Encoding.ASCII.GetString(code) switch
        {
            "und" or "zxx" or "art" or ['q', _, _] => null,
            "in" => "id",
            "iw" => "he",
            "ji" => "yi",
            var other => other,
        };
    }
}
