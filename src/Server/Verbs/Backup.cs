using System.CommandLine;
using System.Text.Json.Serialization.Metadata;
using Antiphon.Server.Backups;
using Antiphon.Server.Running;

namespace Antiphon.Server.Verbs;

internal sealed record BackupRequest(string File, bool Force, bool Json);

/// <summary>Saves everything into one file, while the server goes on.</summary>
internal sealed class Backup : Verb<BackupRequest>
{
    public override string Name => "backup";

    public override JsonTypeInfo<BackupRequest> Json => VerbJson.Default.BackupRequest;

    public override Command Command(VerbRunner runner)
    {
        var file = new Argument<string>("FILE") { Description = "The file to write, such as antiphon-2026-11-24.tar.gz. Only its owner can read it." };
        var force = new Option<bool>("--force") { Description = "Replace a file that is there." };
        var json = Words.Json();
        var command = new Command("backup", "Save everything into one file: database, pictures, keys, configuration. The server may go on meanwhile; \"restore\" brings it back, on SQLite or PostgreSQL.")
        {
            file, force, json,
        };
        command.SetAction((parsed, cancel) => runner.Run(
            this, new BackupRequest(Path.GetFullPath(parsed.GetValue(file)!), parsed.GetValue(force), parsed.GetValue(json)), parsed, cancel));
        return command;
    }

    public override async Task<int> Run(House house, BackupRequest request, IVerbOutput output, CancellationToken cancel)
    {
        if (Fault(request) is { } refusal) return await Refused(output, refusal).ConfigureAwait(false);
        BackupReport report;
        try
        {
            report = await Task.Run(() => BackupHouse.Run(house, request.File, new Reported(output), cancel), cancel).ConfigureAwait(false);
        }
        catch (Exception unwritable) when (unwritable is UnauthorizedAccessException or IOException)
        {
            return await Refused(output, Refusal.Invalid("file", $"{request.File} could not be written: {unwritable.Message}")).ConfigureAwait(false);
        }

        await output.Line(request.Json
            ? Printed.Json(json =>
            {
                json.WriteStartObject();
                json.WriteString("file", report.File);
                json.WriteNumber("bytes", report.Bytes);
                json.WriteNumber("tables", report.Tables);
                json.WriteNumber("rows", report.Rows);
                json.WriteNumber("files", report.Files);
                json.WriteString("created", Printed.Time(report.Created.ToUnixTimeMilliseconds()));
                json.WriteEndObject();
            })
            : $"{report.File} holds everything: {Printed.Number(report.Rows)} rows of {report.Tables} tables and {Printed.Number(report.Files)} files, in {Printed.Number(report.Bytes)} bytes. "
                + "Whoever has it has all secrets of this server: keep it as safe as the server itself.").ConfigureAwait(false);
        return ExitCodes.Done;
    }

    private static Refusal? Fault(BackupRequest request)
    {
        if (Directory.Exists(request.File)) return Refusal.Invalid("file", $"{request.File} is a directory; name a file in it.");
        if (File.Exists(request.File) && !request.Force) return Refusal.Conflict("file", $"{request.File} is there already; name another file, or say --force.");
        return Directory.Exists(Path.GetDirectoryName(request.File)) ? null : Refusal.Invalid("file", $"There is no directory {Path.GetDirectoryName(request.File)}.");
    }

    private sealed class Reported(IVerbOutput output) : IProgress<(long Done, long Total)>
    {
        public void Report((long Done, long Total) value) => output.Progress("Saving", "rows", value.Done, value.Total);
    }
}
