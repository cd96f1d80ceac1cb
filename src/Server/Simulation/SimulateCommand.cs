using System.CommandLine;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Antiphon.Server.Configuration;
using Antiphon.Server.Verbs;
using ZstdSharp;

namespace Antiphon.Server.Simulation;

/// <summary>Writes a made-up weekend as an archive, with a file that says what is true of it: to try the server at its size, and to hold its count against.</summary>
internal static class SimulateCommand
{
    private const int LongestHours = 24 * 14;

    private const long MostEvents = 200_000_000;

    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, DictionaryKeyPolicy = null };

    public static Command Make(VerbRunner runner)
    {
        var file = new Argument<string>("FILE") { Description = "Where to write it; packed where the name ends in .gz or .zst.", DefaultValueFactory = static _ => "weekend.jsonl" };
        var events = new Option<long>("--events") { HelpName = "N", Description = "How many posts, boosts, likes and replies. 12500000 is the first day of the weekend of October 2017, Facebook's reactions included.", DefaultValueFactory = static _ => 1_000_000 };
        var hours = new Option<int>("--hours") { HelpName = "N", Description = $"Over how many hours from the call on, {LongestHours} at most.", DefaultValueFactory = static _ => 72 };
        var seed = new Option<long>("--seed") { HelpName = "N", Description = "The same seed writes the same weekend.", DefaultValueFactory = static _ => 2017 };
        var gone = new Option<bool>("--gone") { Description = "Also write a second file that takes back what was deleted in the years after, to be imported later." };
        var command = new Command("simulate", "Write a made-up weekend of answers on three networks as an archive, and a file that says what is true of it.") { file, events, hours, seed, gone };
        command.SetAction((parsed, cancel) => runner.Guarded(async () =>
        {
            if (parsed.GetValue(events) is < 1 or > MostEvents) throw new WrongSettingException("--events", $"this is a number from 1 to {Printed.Number(MostEvents)}.");
            if (parsed.GetValue(hours) is < 1 or > LongestHours) throw new WrongSettingException("--hours", $"this is a number from 1 to {LongestHours}.");
            var plan = new WeekendPlan(parsed.GetValue(events), parsed.GetValue(hours), unchecked((ulong)parsed.GetValue(seed)), parsed.GetValue(gone));
            await using var output = runner.Terminal.Output();
            return await Write(Path.GetFullPath(parsed.GetValue(file)!), plan, output, cancel).ConfigureAwait(false);
        }));
        return command;
    }

    private static async Task<int> Write(string path, WeekendPlan plan, IVerbOutput output, CancellationToken cancel)
    {
        if (Path.GetDirectoryName(path) is { } folder && !Directory.Exists(folder)) throw new WrongSettingException("FILE", $"there is no directory {folder}.");
        var (truthPath, gonePath) = (Beside(path, ".truth.json"), plan.WithGone ? Beside(path, ".gone.jsonl") : null);
        var truth = await Task.Run(() => Made(path, gonePath, plan, (done, total) => output.Progress("Making it up", "events", done, total), cancel), cancel).ConfigureAwait(false);
        await File.WriteAllTextAsync(truthPath, JsonSerializer.Serialize(truth, Written) + "\n", cancel).ConfigureAwait(false);
        foreach (var line in Said(path, truthPath, gonePath, truth)) await output.Line(line).ConfigureAwait(false);
        return ExitCodes.Done;
    }

    /// <summary>Writes the files; tests and benchmarks take the truth from here.</summary>
    public static Truth Made(string path, string? gonePath, WeekendPlan plan, Action<long, long> progress, CancellationToken cancel)
    {
        using var lines = new LineWriter(Open(path), gonePath is null ? null : Open(gonePath));
        lines.Begin();
        var weekend = new Weekend(plan, lines);
        return weekend.Make(made => progress(made, weekend.Total), cancel);
    }

    private static Stream Open(string path)
    {
        var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 20);
        Stream packed = Path.GetExtension(path) switch
        {
            ".gz" => new GZipStream(file, CompressionLevel.Fastest),
            ".zst" => new CompressionStream(file, level: 3, leaveOpen: false),
            _ => file,
        };
        return packed == file ? file : new BufferedStream(packed, 1 << 16);
    }

    private static string Beside(string path, string ending)
    {
        foreach (var known in (string[])[".gz", ".zst", ".jsonl"])
        {
            if (path.EndsWith(known, StringComparison.OrdinalIgnoreCase)) path = path[..^known.Length];
        }

        return path + ending;
    }

    private static IEnumerable<string> Said(string path, string truthPath, string? gonePath, Truth truth)
    {
        static string N(long number) => Printed.Number(number);
        var at = truth.Call.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        yield return $"{path}: {N(truth.Written)} events by {N(truth.Answered.AtMost + truth.Joined.AtMost + truth.Amplified.AtMost)} people who took part. All of it is made up.";
        yield return $"{truthPath}: what is true of it. {N(truth.Answered.AtMost)} answered at most, {N(truth.Joined.AtMost)} joined, {N(truth.Amplified.AtMost)} amplified.";
        if (gonePath is not null) yield return $"{gonePath}: what is gone later. {N(truth.After!.Answered)} answers stand when it is taken in.";
        yield return string.Empty;
        yield return "To count it, open the call that it answers, then take it in:";
        yield return $"  ./run call open --slug weekend --by NAME --phrase \"me too\" --phrase \"moi aussi\" --phrase \"yo también\" --phrase \"ich auch\" --hashtag WorkedIll --at {at} --text \"If you have ever gone to work ill because you could not afford to stay home, answer me too.\"";
        yield return $"  ./run import {path} --call weekend {string.Join(' ', truth.CallPosts.Select(static post => "--call-post " + post))}";
    }
}
