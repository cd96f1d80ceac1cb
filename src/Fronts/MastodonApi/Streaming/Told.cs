using System.Text;

namespace Antiphon.MastodonApi.Streaming;

/// <summary>
/// Something to tell, with its frames: one for all server-sent events, one for all WebSockets that know the stream by the same name. Made and used by the one thread that tells.
/// </summary>
/// <param name="name">The event's name.</param>
/// <param name="payload">What clients get with it, on one line: an entity's JSON, or the bare id of what was deleted; empty for an event that says it all by its name.</param>
internal sealed class Told(string name, byte[] payload)
{
    /// <summary>Mastodon.py reads the data of every event as JSON.</summary>
    private static readonly byte[] Nothing = "{}"u8.ToArray();

    private readonly Dictionary<string, byte[]> messages = [];
    private byte[]? sent;

    /// <summary>The frame for this reader.</summary>
    public byte[] Frame(OpenStream stream, Wanted wanted)
    {
        if (stream.Events) return sent ??= [.. Encoding.ASCII.GetBytes($"event: {name}\ndata: "), .. payload.Length > 0 ? payload : Nothing, .. "\n\n"u8];
        if (messages.TryGetValue(wanted.Name, out var known)) return known;
        using var output = Output.Rent();
        var json = output.Json;
        json.WriteStartObject();
        json.WritePropertyName("stream"u8);
        json.WriteRawValue(wanted.Name, skipInputValidation: true);
        json.WriteString("event"u8, name);
        if (payload.Length > 0) json.WriteString("payload"u8, payload);
        json.WriteEndObject();
        return messages[wanted.Name] = output.Written.ToArray();
    }
}
