using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Antiphon.Benchmarks.Rungs;
using Spectre.Console;

namespace Antiphon.Benchmarks;

/// <summary><c>./run bench [NAME…] [--json]</c>: runs the steps whose name contains one of the words, and prints what was measured beside what was promised.</summary>
public static class Ladder
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private static readonly IRung[] Rungs =
    [
        new Fold(), new LedgerIntake(), new Import(), new Reading(), new Weekend(), new Start(), new PostStatus(), new StatusById(), new Home(), new CallPage(), new Context(), new LiveReaders(),
        new NotificationList(), new WordSearch(), new Hashtag(), new Homes(), new Fans(), new Streams(),
    ];

    public static async Task<int> Run(string[] args)
    {
        var names = args.Where(static arg => !arg.StartsWith('-')).ToList();
        if (args.Any(static arg => arg.StartsWith('-') && arg != "--json"))
        {
            await Console.Error.WriteLineAsync($"Usage: ./run bench [NAME…] [--json]\nNames: {string.Join(", ", Rungs.Select(static rung => rung.Name))}. A figure is met (exit code 0) or missed (1).");
            return args.Contains("--help") ? 0 : 2;
        }

        var chosen = Rungs.Where(rung => names.Count == 0 || names.Exists(name => rung.Name.Contains(name, StringComparison.OrdinalIgnoreCase))).ToList();
        if (chosen.Count == 0)
        {
            await Console.Error.WriteLineAsync($"No benchmark is called that. There are: {string.Join(", ", Rungs.Select(static rung => rung.Name))}.");
            return 2;
        }

        await using var bench = new Workbench();
        var figures = new List<Figure>();
        var failed = 0;
        foreach (var rung in chosen)
        {
            try
            {
                await Console.Error.WriteLineAsync($"{rung.Name} …");
                figures.AddRange(await rung.Run(bench));
            }
            catch (Exception broken) when (broken is InvalidOperationException or IOException or HttpRequestException or TimeoutException)
            {
                failed++;
                await Console.Error.WriteLineAsync($"{rung.Name} could not be measured: {broken.Message}");
            }
        }

        if (args.Contains("--json")) Console.WriteLine(JsonSerializer.Serialize(figures.Select(static f => new { f.Name, f.Unit, f.Ours, f.Floor, f.Ratio, Goal = f.Goal.Words, f.Met, f.Note }), Indented));
        else Print(figures);
        return failed == 0 && figures.TrueForAll(static figure => figure.Met) ? 0 : 1;
    }

    private static void Print(List<Figure> figures)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("what", "ours", "floor", "ratio", "target", "", "how");
        for (var column = 1; column <= 3; column++) table.Columns[column].RightAligned();
        foreach (var f in figures)
        {
            table.AddRow(
                new Text(f.Name), new Text($"{Number(f.Ours)} {f.Unit}"), new Text(f.Floor is { } floor ? Number(floor) : "–"), new Text(f.Ratio is { } ratio ? ratio.ToString("0.00", CultureInfo.InvariantCulture) : "–"),
                new Text(f.Goal.Words), f.Met ? new Text("met", new Style(Color.Green)) : new Text("missed", new Style(Color.Red)), new Text(f.Note));
        }

        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, 160);
        AnsiConsole.Write(table);
        Console.WriteLine($"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}. Medians of rounds in which ours and the floor took turns.");
    }

    private static string Number(double value) => value.ToString(value >= 100 ? "#,0" : "0.##", CultureInfo.InvariantCulture);
}
