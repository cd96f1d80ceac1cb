using System.Text.Json;
using System.Text.Json.Serialization;

namespace Antiphon.Server.Control;

/// <summary>What a verb asks of a running server: one line of JSON, followed by nothing; closing the connection cancels it.</summary>
/// <param name="Version">The program's own: a server of another version does not guess what is meant.</param>
internal sealed record Asked(string Version, string Verb, JsonElement Request);

/// <summary>What the server says: one line of JSON each, the last of kind <see cref="FrameKind.Exit"/>.</summary>
/// <param name="Done">Of a progress: how far. Of the exit: the code.</param>
internal sealed record Frame(FrameKind Kind, string? Text = null, string? Unit = null, long Done = 0, long Total = 0);

[JsonConverter(typeof(JsonStringEnumConverter<FrameKind>))]
internal enum FrameKind : byte
{
    Line,
    Note,
    Progress,
    Exit,
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(Asked))]
[JsonSerializable(typeof(Frame))]
internal sealed partial class Wire : JsonSerializerContext
{
    public static string VersionOfThis { get; } = typeof(Wire).Assembly.GetName().Version!.ToString(3);
}
