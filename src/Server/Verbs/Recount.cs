using System.CommandLine;
using System.Text.Json.Serialization.Metadata;
using Antiphon.Answers;
using Antiphon.Live;
using Antiphon.Server.Running;
using Antiphon.Tally;

namespace Antiphon.Server.Verbs;

internal sealed record RecountRequest(string Slug, bool Json);

/// <summary>Folds a call's ledger from nothing and compares it with the live board: equal, or exit code 1 and the difference.</summary>
internal sealed class Recount : Verb<RecountRequest>
{
    /// <summary>What is written while the ledger is read makes the two differ honestly; both are then taken again.</summary>
    private const int Attempts = 20;

    public override string Name => "recount";

    public override JsonTypeInfo<RecountRequest> Json => VerbJson.Default.RecountRequest;

    public override Command Command(VerbRunner runner)
    {
        var slug = Words.Call();
        var json = Words.Json();
        var command = new Command("recount", "Count a call again from its ledger and compare with the live number. Exit code 1 if they differ.") { slug, json };
        command.SetAction((parsed, cancel) => runner.Run(this, new RecountRequest(parsed.GetValue(slug)!, parsed.GetValue(json)), parsed, cancel));
        return command;
    }

    public override async Task<int> Run(House house, RecountRequest request, IVerbOutput output, CancellationToken cancel)
    {
        var found = Words.Called(house, request.Slug);
        if (!found.Ok) return await Refused(output, found.Refusal).ConfigureAwait(false);
        var (board, ledger) = await Both(house, found.Value.Id, cancel).ConfigureAwait(false);
        var differences = CountFigures.Differences(board, ledger);
        if (request.Json) await output.Line(Printed.Json(json => CountFigures.Write(json, request.Slug, ledger, differences))).ConfigureAwait(false);
        else await Say(output, ledger, differences).ConfigureAwait(false);
        return differences.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static async Task<(Count Board, Count Ledger)> Both(House house, long call, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            cancel.ThrowIfCancellationRequested();
            var ledger = house.Store.Read(sql => Ledgers.Fold(sql, call)).Board.Publish();
            var board = (await house.Get<Boards>().Now(call).ConfigureAwait(false)).Count;
            if (board.Sequence == ledger.Sequence || attempt == Attempts) return (board, ledger);
        }
    }

    private static async Task Say(IVerbOutput output, Count ledger, IReadOnlyList<Difference> differences)
    {
        await output.Line(
            $"Answered {Printed.Number(ledger.Answered.People)}, joined {Printed.Number(ledger.Joined.People)}, amplified {Printed.Number(ledger.Amplified.People)}; "
            + $"{Printed.Number(ledger.Posts)} posts, up to line {Printed.Number(ledger.Sequence)} of the ledger.").ConfigureAwait(false);
        if (differences.Count == 0)
        {
            await output.Line("The live board says the same.").ConfigureAwait(false);
            return;
        }

        await output.Line("The live board differs:").ConfigureAwait(false);
        await Printed.Table(output, ["FIGURE", "BOARD", "LEDGER"], [.. differences.Select(static one => new[] { one.Figure, one.Board, one.Ledger })]).ConfigureAwait(false);
    }
}
