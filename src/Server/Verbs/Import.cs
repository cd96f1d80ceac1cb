using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Antiphon.Intake;
using Antiphon.Networks.Archives;
using Antiphon.Server.Running;
using Antiphon.Tally;

namespace Antiphon.Server.Verbs;

internal sealed record ImportRequest(string File, string Slug, string? Format, bool Json);

/// <summary>Takes an archive's posts into the count of a call. Interrupted and started again it goes on; done twice it changes nothing.</summary>
internal sealed class Import : Verb<ImportRequest>
{
    public override string Name => "import";

    public override JsonTypeInfo<ImportRequest> Json => VerbJson.Default.ImportRequest;

    public override Command Command(VerbRunner runner)
    {
        var file = new Argument<string>("FILE") { Description = "The archive, packed (.gz) or not." };
        var slug = new Option<string>("--call") { HelpName = "CALL", Required = true, Description = "The call that its posts answer, as in /calls/CALL." };
        var format = new Option<string?>("--format") { HelpName = "FORMAT", Description = $"The format, where it is not recognised: {string.Join(", ", ImportFile.Formats)}." };
        var json = Words.Json();
        var command = new Command("import", "Bring in posts from an archive and count them.") { file, slug, format, json };
        command.SetAction((parsed, cancel) => runner.Run(
            this, new ImportRequest(Path.GetFullPath(parsed.GetValue(file)!), parsed.GetValue(slug)!, parsed.GetValue(format), parsed.GetValue(json)), parsed, cancel));
        return command;
    }

    public override async Task<int> Run(House house, ImportRequest request, IVerbOutput output, CancellationToken cancel)
    {
        var progress = new Reported(output);
        var outcome = await house.Get<ImportFile>().Run(request.File, request.Slug, request.Format, progress, cancel).ConfigureAwait(false);
        if (!outcome.Ok) return await Refused(output, outcome.Refusal).ConfigureAwait(false);
        var report = outcome.Value;
        if (request.Json) await output.Line(JsonSerializer.Serialize(report, JsonSerializerOptions.Web)).ConfigureAwait(false);
        else await Say(output, report).ConfigureAwait(false);
        return ExitCodes.Done;
    }

    private static async Task Say(IVerbOutput output, ImportReport report)
    {
        static string N(long number) => Printed.Number(number);
        await output.Line($"{report.File} ({report.Format}): {N(report.Rows)} rows, {N(report.Read)} read now in {report.Seconds:0.0} s.").ConfigureAwait(false);
        if (report.Skipped > 0) await output.Line($"{N(report.Skipped)} had been done by an import that was interrupted.").ConfigureAwait(false);
        await output.Line($"{N(report.New)} new posts, {N(report.Known)} known already.").ConfigureAwait(false);
        await output.Line($"{N(report.BeforeTheCall)} are older than the call and {N(report.AfterTheCall)} younger than its end: kept, not counted.").ConfigureAwait(false);
        await output.Line(
            $"New evidence: {N(report.Entered.GetValueOrDefault(Ring.Answered))} posts that answer ({N(report.Stories)} stories), "
            + $"{N(report.Entered.GetValueOrDefault(Ring.Joined))} that join in.").ConfigureAwait(false);
        if (report.Damaged == 0) return;
        await output.Line($"{N(report.Damaged)} rows were not understood and skipped:").ConfigureAwait(false);
        foreach (var row in report.DamagedRows) await output.Line($"  line {row.Line}: {row.Why}").ConfigureAwait(false);
    }

    private sealed class Reported(IVerbOutput output) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => output.Progress("Importing", "posts", value.Done, value.Rows);
    }
}
