using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Antiphon.Intake;
using Antiphon.Networks.Archives;
using Antiphon.Server.Running;
using Antiphon.Tally;

namespace Antiphon.Server.Verbs;

internal sealed record ImportRequest(string[] Files, string Slug, string? Format, string[] CallPosts, string? SigningKey, bool DryRun, bool Json);

/// <summary>Takes archives into the count of a call. Interrupted and started again it goes on; done twice it changes nothing.</summary>
internal sealed class Import : Verb<ImportRequest>
{
    public override string Name => "import";

    public override JsonTypeInfo<ImportRequest> Json => VerbJson.Default.ImportRequest;

    public override Command Command(VerbRunner runner)
    {
        var files = new Argument<string[]>("FILE") { Description = "The archives, in any order: plain, or packed as .gz, .zst, .zip or .tar.", Arity = ArgumentArity.OneOrMore };
        var slug = new Option<string>("--call") { HelpName = "CALL", Required = true, Description = "The call that their posts answer, as in /calls/CALL." };
        var format = new Option<string?>("--format") { HelpName = "FORMAT", Description = "The format, where the content does not say it." };
        var callPosts = new Option<string[]>("--call-post")
        {
            HelpName = "ADDRESS",
            Description = "The call's own post on another network, by its address or as NETWORK:ID: what replies to it stands in the call's thread. May be given several times.",
            DefaultValueFactory = static _ => [],
        };
        var signingKey = new Option<string?>("--signing-key") { HelpName = "KEY", Description = "The key of a Bluesky repository (did:key:…), against which its signature is checked." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Read everything, say what is in it, write nothing." };
        var json = Words.Json();
        var command = new Command("import", Description()) { files, slug, format, callPosts, signingKey, dryRun, json };
        command.SetAction((parsed, cancel) => runner.Run(
            this,
            new ImportRequest(
                [.. parsed.GetValue(files)!.Select(Path.GetFullPath)], parsed.GetValue(slug)!, parsed.GetValue(format), parsed.GetValue(callPosts) ?? [], parsed.GetValue(signingKey),
                parsed.GetValue(dryRun), parsed.GetValue(json)),
            parsed,
            cancel));
        return command;
    }

    public override async Task<int> Run(House house, ImportRequest request, IVerbOutput output, CancellationToken cancel)
    {
        var progress = new Reported(output, request.DryRun);
        return request.DryRun ? await Look(house, request, output, progress, cancel).ConfigureAwait(false) : await Take(house, request, output, progress, cancel).ConfigureAwait(false);
    }

    private static string Description()
    {
        var widest = Formats.All.Max(static format => format.Name.Length);
        return "Bring in posts from archives and count them.\n\n"
            + "Files are recognised by what is in them. All are read through before anything is written; one that is damaged refuses all.\n"
            + "Interrupted, the same command goes on where it was. The same file twice, or two files with the same posts, count once.\n\n"
            + "Formats:\n" + string.Join('\n', Formats.All.Select(format => $"  {format.Name.PadRight(widest)}  {format.Description}"));
    }

    private static async Task<int> Take(House house, ImportRequest request, IVerbOutput output, Reported progress, CancellationToken cancel)
    {
        var given = new ArchivesGiven(request.Files, request.Slug, request.Format, request.CallPosts, SigningKey: request.SigningKey);
        var outcome = await house.Get<ImportArchive>().Run(given, progress, cancel).ConfigureAwait(false);
        if (!outcome.Ok) return await Refused(output, outcome.Refusal).ConfigureAwait(false);
        foreach (var report in outcome.Value)
        {
            if (request.Json) await output.Line(JsonSerializer.Serialize(report, JsonSerializerOptions.Web)).ConfigureAwait(false);
            else await Say(output, report).ConfigureAwait(false);
        }

        return ExitCodes.Done;
    }

    private static async Task<int> Look(House house, ImportRequest request, IVerbOutput output, Reported progress, CancellationToken cancel)
    {
        var call = Words.Called(house, request.Slug);
        if (!call.Ok) return await Refused(output, call.Refusal).ConfigureAwait(false);
        var outcome = await house.Get<LookIntoArchives>().Run(request.Files, request.Format, progress, cancel).ConfigureAwait(false);
        if (!outcome.Ok) return await Refused(output, outcome.Refusal).ConfigureAwait(false);
        foreach (var contents in outcome.Value)
        {
            if (request.Json) await output.Line(JsonSerializer.Serialize(contents, JsonSerializerOptions.Web)).ConfigureAwait(false);
            else await Say(output, contents).ConfigureAwait(false);
        }

        return ExitCodes.Done;
    }

    private static async Task Say(IVerbOutput output, ImportReport report)
    {
        await output.Line(string.Create(CultureInfo.InvariantCulture, $"{Printed.Plain(report.File)} ({report.Format}): {Printed.Rows(report.Rows)}, {report.Read:N0} read now in {report.Seconds:0.0} s.")).ConfigureAwait(false);
        if (report.Skipped > 0) await output.Line($"{N(report.Skipped)} had been done by an import that was interrupted; this one went on from there.").ConfigureAwait(false);
        await output.Line($"{Many(report.New, "new post")}, {N(report.Known)} of its posts, boosts and likes known already.").ConfigureAwait(false);
        await output.Line($"{N(report.BeforeTheCall)} are older than the call and {N(report.AfterTheCall)} younger than its end: kept, not counted.").ConfigureAwait(false);
        await output.Line(
            $"New evidence: {N(report.Entered.GetValueOrDefault(Ring.Answered))} that answer ({(report.Stories == 1 ? "1 story" : $"{N(report.Stories)} stories")}), {N(report.Entered.GetValueOrDefault(Ring.Joined))} that join in, "
            + $"{N(report.Entered.GetValueOrDefault(Ring.Amplified))} boosts, likes and quotes, {N(report.Entered.GetValueOrDefault(Ring.None))} that count as posts and for nobody.").ConfigureAwait(false);
        await Unless(output, report.Withdrawn, "no longer stand, because they are gone at their origin.").ConfigureAwait(false);
        await Unless(output, report.Waiting, "boosts and likes of posts that are no answers, as far as is known.").ConfigureAwait(false);
        await Unless(output, report.NotPublic, "left out: not everybody could read them at their origin.").ConfigureAwait(false);
        await Unless(output, report.Other, "something else.").ConfigureAwait(false);
        await Unless(output, report.Claims, "published figures noted, apart from what is counted.").ConfigureAwait(false);
        foreach (var note in report.Notes) await output.Line(note).ConfigureAwait(false);
        await Damaged(output, report.Damaged, report.DamagedRows).ConfigureAwait(false);
    }

    private static async Task Say(IVerbOutput output, ArchiveContents contents)
    {
        await output.Line($"{Printed.Plain(contents.File)} ({contents.Format}): {Printed.Rows(contents.Rows)}. Nothing was written.").ConfigureAwait(false);
        await output.Line($"{Many(contents.Posts, "post")}, {Many(contents.Boosts, "boost")}, {Many(contents.Likes, "like")}, by {Many(contents.Accounts, "account")}; {N(contents.WithoutAuthor)} by nobody known.").ConfigureAwait(false);
        if (contents is { First: { } first, Last: { } last }) await output.Line($"From {Printed.Time(first)} to {Printed.Time(last)}.").ConfigureAwait(false);
        await Unless(output, contents.Context, "posts came along because others refer to them.").ConfigureAwait(false);
        await Unless(output, contents.Gone, "posts or accounts are said to be gone, or back.").ConfigureAwait(false);
        await Unless(output, contents.NotPublic, "left out: not everybody could read them at their origin.").ConfigureAwait(false);
        await Unless(output, contents.Other, "something else.").ConfigureAwait(false);
        await Unless(output, contents.Claims, "published figures.").ConfigureAwait(false);
        foreach (var note in contents.Notes) await output.Line(note).ConfigureAwait(false);
        await Damaged(output, contents.Damaged, contents.DamagedRows).ConfigureAwait(false);
    }

    private static ValueTask Unless(IVerbOutput output, long number, string what) => number == 0 ? ValueTask.CompletedTask : output.Line($"{N(number)} {what}");

    private static async ValueTask Damaged(IVerbOutput output, long number, IReadOnlyList<DamagedRow> rows)
    {
        if (number == 0) return;
        await output.Line($"{Printed.Rows(number)} {(number == 1 ? "was" : "were")} not understood and skipped{(number > rows.Count ? $"; the first {N(rows.Count)}" : string.Empty)}:").ConfigureAwait(false);
        foreach (var row in rows) await output.Line($"  line {row.Line}: {Printed.Plain(row.Why, 200)}").ConfigureAwait(false);
    }

    private static string Many(long number, string what) => number == 1 ? $"1 {what}" : $"{N(number)} {what}s";

    private static string N(long number) => Printed.Number(number);

    private sealed class Reported(IVerbOutput output, bool dry) : IProgress<ArchiveProgress>
    {
        private readonly Lock changing = new();
        private ArchiveProgress last;

        public void Report(ArchiveProgress value)
        {
            lock (changing)
            {
                // The end of a small file is told by each of its last units.
                if (value == last) return;
                last = value;
                output.Progress(value.Stage == ArchiveStage.Checking ? "Checking" : dry ? "Reading" : "Importing", "bytes", value.Done, value.Total);
            }
        }
    }
}
