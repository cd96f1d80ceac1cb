using Antiphon.Intake;

namespace Antiphon.Networks.Archives;

/// <summary>Imports a file into a call: recognises its format by content, reads it through once, then takes it in.</summary>
public sealed class ImportFile(TakeInArchive intake)
{
    private static readonly IReadOnlyList<IArchiveFormat> Known = [new ReplayReader()];

    /// <summary>Formats that <c>--format</c> may name.</summary>
    public static readonly IReadOnlyList<string> Formats = [.. Known.Select(static format => format.Name)];

    /// <param name="format">Overrules recognition; null to recognise.</param>
    public async Task<Outcome<ImportReport>> Run(string path, string slug, string? format, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        if (intake.Call(slug) is not { } call) return Refusal.Invalid("call", $"There is no call named \"{slug}\" here. Open it first: call open --slug {slug} …");
        if (format is not null && !Formats.Contains(format)) return Refusal.Invalid("format", $"\"{format}\" is no format that can be read. These can: {string.Join(", ", Formats)}.");
        var opened = await OpenArchive.At(path, cancel).ConfigureAwait(false);
        if (!opened.Ok) return opened.Refusal;

        // Once through, so that a damaged or cut-off file is refused before anything of it is written.
        var lines = await ArchiveBytes.CountLines(path, cancel).ConfigureAwait(false);
        if (!lines.Ok) return lines.Refusal;
        if (Known.FirstOrDefault(one => format is null ? one.Recognises(opened.Value) : one.Name == format) is not { } reader)
        {
            return Refusal.Invalid("file", $"The format of \"{Path.GetFileName(path)}\" is not one that can be read: {string.Join(", ", Formats)}. Nothing was imported.");
        }

        var hash = await ArchiveBytes.Hash(path, cancel).ConfigureAwait(false);
        var file = new ArchiveFile(Path.GetFileName(path), hash, reader.Name, lines.Value - 1, null, reader.Recheckable);
        var (id, from) = await intake.Begin(call, file).ConfigureAwait(false);
        return await intake.Run(call, file, id, from, reader.Read(opened.Value, cancel), progress, cancel).ConfigureAwait(false);
    }
}
