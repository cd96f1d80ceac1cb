using System.CommandLine;
using Antiphon.Server.Backups;
using Antiphon.Server.Configuration;
using Antiphon.Server.Running;
using Antiphon.Store;

namespace Antiphon.Server.Verbs;

/// <summary>Brings a backup back. It needs the directory for itself, so it does not go through a running server.</summary>
internal static class RestoreCommand
{
    public static Command Make(VerbRunner runner)
    {
        var file = new Argument<string>("FILE") { Description = "A file that \"backup\" made." };
        var force = new Option<bool>("--force") { Description = "Replace what is in the directory or the database. It is lost." };
        var json = Words.Json();
        var command = new Command(
            "restore", "Bring a backup back into an empty directory, or with --store into an empty PostgreSQL database. The file is checked first, and nothing is ever half restored. Stop the server before.")
        {
            file, force, json,
        };
        command.SetAction((parsed, cancel) => runner.RunAlone(
            parsed,
            (directory, settings, output) => Run(directory, settings, new RestoreHouse(directory, settings, runner.Clock), (Path.GetFullPath(parsed.GetValue(file)!), parsed.GetValue(force), parsed.GetValue(json)), output, cancel),
            begins: true));
        return command;
    }

    private static async Task<int> Run(
        DataDirectory directory, SettingSources settings, RestoreHouse restore, (string File, bool Force, bool Json) asked, IVerbOutput output, CancellationToken cancel)
    {
        var (file, force, json) = asked;
        var restored = await Composition.Reached(
            directory,
            settings.Named("store"),
            settings.Get<StoreOptions>(),
            () => restore.Run(file, force, new Reported(output, "Checking"), new Reported(output, "Restoring"), cancel)).ConfigureAwait(false);
        if (!restored.Ok)
        {
            await output.Note(restored.Refusal.Message).ConfigureAwait(false);
            return ExitCodes.Failed;
        }

        var report = restored.Value;
        if (json)
        {
            await output.Line(Printed.Json(written =>
            {
                written.WriteStartObject();
                written.WriteString("file", file);
                written.WriteString("domain", report.From.Domain);
                written.WriteString("created", Printed.Time(report.From.Created.ToUnixTimeMilliseconds()));
                written.WriteNumber("rows", report.Rows);
                written.WriteNumber("files", report.Files);
                written.WriteEndObject();
            })).ConfigureAwait(false);
        }
        else
        {
            var place = settings.Get<StoreOptions>().Store.Length > 0 ? "PostgreSQL" : "SQLite";
            await output.Line(
                $"{Printed.Number(report.Rows)} rows and {Printed.Number(report.Files)} files of {report.From.Domain}, as they were on {Printed.Time(report.From.Created.ToUnixTimeMilliseconds())}, "
                + $"are back, on {place}.").ConfigureAwait(false);
        }

        if (report.Configuration) await output.Note("The backup's antiphon.json was not put in force, as there is one here or it names another store; it lies in the directory as antiphon.json.from-backup.").ConfigureAwait(false);
        return ExitCodes.Done;
    }

    private sealed class Reported(IVerbOutput output, string what) : IProgress<(long Done, long Total)>
    {
        public void Report((long Done, long Total) value) => output.Progress(what, "bytes", value.Done, value.Total);
    }
}
