using Antiphon.Intake;

namespace Antiphon.Networks.Archives;

/// <summary>Imports a file into a call: recognises its format by content, reads it through once, then takes it in.</summary>
public sealed class ImportFile(TakeInArchive intake)
{
    /// <summary>Formats that <c>--format</c> may name.</summary>
    public static readonly IReadOnlyList<string> Formats = [ReplayReader.Format];

    /// <param name="format">Overrules recognition; null to recognise.</param>
    public async Task<Outcome<ImportReport>> Run(string path, string slug, string? format, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        if (intake.Call(slug) is not { } call) return Refusal.Invalid("call", $"There is no call named \"{slug}\" here. Open it first: call open --slug {slug} …");
        if (format is not null && !Formats.Contains(format)) return Refusal.Invalid("format", $"\"{format}\" is no format that can be read. These can: {string.Join(", ", Formats)}.");
        if (!File.Exists(path)) return Refusal.Invalid("file", $"There is no file \"{path}\".");
        if (format is null && !await ReplayReader.Recognises(path, cancel).ConfigureAwait(false))
        {
            var whole = await ArchiveBytes.CountLines(path, cancel).ConfigureAwait(false);
            return whole.Refusal ?? Refusal.Invalid("file", $"The format of \"{Path.GetFileName(path)}\" is not one that can be read: {string.Join(", ", Formats)}. Nothing was imported.");
        }

        var file = await ReplayReader.Describe(path, cancel).ConfigureAwait(false);
        if (!file.Ok) return file.Refusal;
        var (id, from) = await intake.Begin(call, file.Value).ConfigureAwait(false);
        return await intake.Run(call, file.Value, id, from, ReplayReader.Read(path, from, cancel), progress, cancel).ConfigureAwait(false);
    }
}
