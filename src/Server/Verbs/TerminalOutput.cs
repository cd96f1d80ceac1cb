using System.Diagnostics;
using System.Globalization;

namespace Antiphon.Server.Verbs;

/// <summary>A verb's words on this process's own streams; progress as a bar on a terminal, as plain lines elsewhere.</summary>
internal sealed class TerminalOutput(TextWriter lines, TextWriter notes, bool bar) : IVerbOutput, IAsyncDisposable
{
    /// <summary>Between two plain lines of progress.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly Lock changing = new();
    private ProgressBar? shown;
    private string? doing;
    private long started;
    private long last;

    public async ValueTask Line(string text)
    {
        await EndBar().ConfigureAwait(false);
        await lines.WriteLineAsync(text).ConfigureAwait(false);
    }

    public async ValueTask Note(string text)
    {
        await EndBar().ConfigureAwait(false);
        await notes.WriteLineAsync(text).ConfigureAwait(false);
    }

    public void Progress(string what, string unit, long done, long total)
    {
        lock (changing)
        {
            if (doing != what)
            {
                doing = what;
                started = last = Stopwatch.GetTimestamp();
            }

            if (bar) (shown ??= new ProgressBar()).Show(what, unit, done, total);
            else if (done == total || Stopwatch.GetElapsedTime(last) >= Pause) Plain(what, unit, done, total);
        }
    }

    public ValueTask DisposeAsync() => EndBar();

    private void Plain(string what, string unit, long done, long total)
    {
        last = Stopwatch.GetTimestamp();
        var seconds = Math.Max(0.001, Stopwatch.GetElapsedTime(started).TotalSeconds);
        var rate = done / seconds;
        var share = total > 0 ? string.Create(CultureInfo.InvariantCulture, $" of {total:N0} ({100.0 * done / total:0} %)") : string.Empty;
        var left = total > done && rate > 0 ? string.Create(CultureInfo.InvariantCulture, $", about {(total - done) / rate:0} s left") : string.Empty;
        notes.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {done:N0}{share} {unit}, {rate:N0} a second{left}"));
    }

    private async ValueTask EndBar()
    {
        ProgressBar? ending;
        lock (changing) (ending, shown) = (shown, null);
        if (ending is not null) await ending.DisposeAsync().ConfigureAwait(false);
    }
}
