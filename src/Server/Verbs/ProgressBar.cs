using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Antiphon.Server.Verbs;

/// <summary>A bar on standard error: what, share, count, rate, time left. Loaded only where there is a terminal to show it.</summary>
internal sealed class ProgressBar : IAsyncDisposable
{
    private readonly TaskCompletionSource ending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim ready = new();
    private readonly Task drawing;
    private ProgressContext? context;
    private ProgressTask? task;
    private string? doing;

    public ProgressBar()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        drawing = Task.Run(() => console.Progress().AutoClear(false).HideCompleted(false)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new CountColumn(() => counted), new RemainingTimeColumn())
            .StartAsync(async drawn =>
            {
                context = drawn;
                ready.Set();
                await ending.Task.ConfigureAwait(false);
            }));
    }

    private string counted = string.Empty;

    public void Show(string what, string unit, long done, long total)
    {
        ready.Wait();
        if (doing != what)
        {
            task?.StopTask();
            task = context!.AddTask(Markup.Escape(what), maxValue: Math.Max(total, 1));
            counted = unit;
            doing = what;
        }

        task!.IsIndeterminate = total == 0;
        if (total > 0) task.MaxValue = total;
        task.Value = done;
    }

    public async ValueTask DisposeAsync()
    {
        ready.Wait();
        task?.StopTask();
        ending.TrySetResult();
        await drawing.ConfigureAwait(false);
        ready.Dispose();
    }

    private sealed class CountColumn(Func<string> unit) : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
        {
            var counted = unit();
            var rate = task.Speed is { } speed ? string.Create(CultureInfo.InvariantCulture, $", {speed:N0} a second") : string.Empty;
            return new Markup(Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"{task.Value:N0} {counted}{rate}")));
        }
    }
}
