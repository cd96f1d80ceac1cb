using System.Net.Sockets;
using System.Text.Json;
using Antiphon.Server.Verbs;

namespace Antiphon.Server.Control;

/// <summary>Hands a verb to the server that has the directory, and shows what comes back.</summary>
internal static class ControlClient
{
    public static async Task<int> Run<TRequest>(Socket connection, Verb<TRequest> verb, TRequest request, IVerbOutput output, CancellationToken cancel)
        where TRequest : class
    {
        await using var stream = new NetworkStream(connection, ownsSocket: true);
        var asked = new Asked(Wire.VersionOfThis, verb.Name, JsonSerializer.SerializeToElement(request, verb.Json));
        byte[] sent = [.. JsonSerializer.SerializeToUtf8Bytes(asked, Wire.Default.Asked), (byte)'\n'];
        await stream.WriteAsync(sent, cancel).ConfigureAwait(false);
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(cancel).ConfigureAwait(false) is { } line)
        {
            var frame = JsonSerializer.Deserialize(line, Wire.Default.Frame)!;
            switch (frame.Kind)
            {
                case FrameKind.Line:
                    await output.Line(frame.Text ?? string.Empty).ConfigureAwait(false);
                    break;
                case FrameKind.Note:
                    await output.Note(frame.Text ?? string.Empty).ConfigureAwait(false);
                    break;
                case FrameKind.Progress:
                    output.Progress(frame.Text ?? string.Empty, frame.Unit ?? string.Empty, frame.Done, frame.Total);
                    break;
                default:
                    return (int)frame.Done;
            }
        }

        await output.Note("The server went away before this was finished.").ConfigureAwait(false);
        return ExitCodes.Failed;
    }
}
