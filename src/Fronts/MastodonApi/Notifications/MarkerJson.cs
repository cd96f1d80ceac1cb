using System.Text.Json;
using Antiphon.Notifications;

namespace Antiphon.MastodonApi.Notifications;

/// <summary>Markers as JSON: an object by timeline, with those alone that were ever set.</summary>
internal static class MarkerJson
{
    public static void Write(Utf8JsonWriter json, IEnumerable<Marker> markers)
    {
        json.WriteStartObject();
        foreach (var marker in markers)
        {
            json.WriteStartObject(marker.Timeline);
            json.WriteString("last_read_id"u8, marker.LastRead);
            json.WriteNumber("version"u8, marker.Version);
            json.Time("updated_at"u8, marker.Changed);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
