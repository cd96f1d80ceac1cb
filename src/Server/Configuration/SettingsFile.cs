using System.Text.Json;

namespace Antiphon.Server.Configuration;

/// <summary><c>antiphon.json</c> in the data directory: an object of settings, with objects for the sections. Comments and trailing commas are allowed.</summary>
internal static class SettingsFile
{
    public const string Name = "antiphon.json";

    /// <summary>The settings in the file as written, by key. No file: none. Anything that is not a setting is refused, with the nearest name that is.</summary>
    public static Dictionary<string, string> Read(string directory)
    {
        var path = Path.Combine(directory, Name);
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!File.Exists(path)) return found;
        using var document = Load(path);
        if (document.RootElement.ValueKind != JsonValueKind.Object) throw new WrongSettingException(Name, "it must hold one JSON object, such as { \"urls\": \"http://localhost:8080\" }.");
        foreach (var property in document.RootElement.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Object)
            {
                Add(found, property.Name, property.Value);
                continue;
            }

            foreach (var inner in property.Value.EnumerateObject()) Add(found, $"{property.Name}.{inner.Name}", inner.Value);
        }

        return found;
    }

    /// <summary>How a key of the file is named in a sentence.</summary>
    public static string Source(string key) => $"{Name}: {key}";

    private static JsonDocument Load(string path)
    {
        try
        {
            return JsonDocument.Parse(
                File.ReadAllBytes(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 8 });
        }
        catch (JsonException wrong)
        {
            throw new WrongSettingException(Name, $"line {wrong.LineNumber + 1} is not valid JSON.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new WrongSettingException(Name, "it cannot be read: check its permissions.");
        }
    }

    private static void Add(Dictionary<string, string> found, string written, JsonElement value)
    {
        var key = SettingKeys.All.FirstOrDefault(one => string.Equals(one.Name, written, StringComparison.OrdinalIgnoreCase))
            ?? throw new WrongSettingException(Source(written), $"there is no such setting{Nearest.Hint(written, SettingKeys.All.Select(static one => one.Name))}.");
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.Array when value.EnumerateArray().All(static one => one.ValueKind == JsonValueKind.String) =>
                string.Join(',', value.EnumerateArray().Select(static one => one.GetString())),
            _ => throw new WrongSettingException(Source(key.Name), "the value must be a text, a number, true, false or a list of texts."),
        };
        if (!found.TryAdd(key.Name, text)) throw new WrongSettingException(Source(key.Name), "it is set twice.");
    }
}
