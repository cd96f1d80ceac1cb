using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Antiphon.Live;
using Antiphon.Store;

namespace Antiphon.Settings;

/// <summary>An administrator has changed the settings.</summary>
public sealed record SettingsChanged(ServerSettings Settings) : Happening;

/// <summary>The settings in force, from memory.</summary>
public sealed class CurrentSettings
{
    public CurrentSettings(DataStore store, Happenings happenings)
    {
        Value = store.Read(Read);
        happenings.Listen(happening =>
        {
            if (happening is SettingsChanged changed) Value = changed.Settings;
        });
    }

    /// <summary>Immutable; ask anew for each request.</summary>
    public ServerSettings Value { get; private set; }

    /// <summary>Past the cache: what this connection sees.</summary>
    public static ServerSettings Read(Sql sql) =>
        sql.First("SELECT value FROM settings WHERE key = $1", static row => row.Text(0), SettingsJson.Key) is { } json
            ? SettingsJson.Read(json)
            : new ServerSettings();
}

/// <summary>The settings in their row. What a newer version wrote and this one does not know is ignored; what is missing has its default.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(ServerSettings))]
internal sealed partial class SettingsJson : JsonSerializerContext
{
    public const string Key = "server";

    /// <summary>Laid over the defaults: the generated reader gives a property that may be set only once null or 0 where the row does not name it.</summary>
    public static ServerSettings Read(string json)
    {
        var settings = JsonSerializer.SerializeToNode(new ServerSettings(), Default.ServerSettings)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(json)!.AsObject()) settings[name] = value?.DeepClone();
        return settings.Deserialize(Default.ServerSettings)!;
    }
}
