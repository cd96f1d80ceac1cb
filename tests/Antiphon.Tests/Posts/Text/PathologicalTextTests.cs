using System.Diagnostics;
using System.Runtime.InteropServices;
using Antiphon.Posts.Text;
using Xunit;

namespace Antiphon.Tests.Posts.Text;

/// <summary>
/// Texts made to be slow. A ratio of two times is at the mercy of whatever else the machine does, so the bound is absolute, wide, and in time of
/// this thread on a processor: 400 kB take 20 to 300 ms in all five functions together, and anything that grows with the square looks at 1.6e11
/// characters, 5 s even at vector speed.
/// </summary>
public sealed class PathologicalTextTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public static TheoryData<string> Units() =>
    [
        "a", "#", "@", ":", "://", "http://", "(", "((", "http://a.bc/(", "http://a.bc/[(", "(http://a.bc/x", "http://a.b.", "a.", ".", "-", "_", "@a.", "@a.-", "@a@b.",
        "@a@", "#a", "#_", "#1", "#・", "#a\u200C", "\u0301", "e\u0301", "👩\u200D", "🇩", " \n", "\n", " ", "\r\n", "\t\n a", "<", "&", "<a", "<a ", "<a \"", "<a =\"", "</",
        "<script>", "<script></", "<!--", "<p>", "</p>", "<br>", "&#", "&lt", "&amp;", "\uD800", "\uDC00", "\u0000", "\u202E", "http://日本.", "http://comあ.", "example.comあ",
        "http://a.bc/?", "http://a.bc/#", "http://a.bc:1", "http://a@", "https://a.bc/!!!!", "가", "ᄀ", "ᅡ", "か\u3099", "ａ", "ﾊﾞ",
    ];

    [Theory]
    [MemberData(nameof(Units))]
    public void Time_grows_with_the_text_and_not_with_its_square(string unit)
    {
        var text = Repeat(unit, 400_000);
        var before = ThreadTime();
        Work(text);
        var taken = ThreadTime() - before;
        Assert.True(taken < Limit, $"{taken.TotalMilliseconds:F0} ms for 400 kB");
    }

    private static string Repeat(string unit, int length) => string.Concat(Enumerable.Repeat(unit, length / unit.Length));

    private static void Work(string text)
    {
        PostHtml.Render(text, PostHtmlTests.Href);
        PostLength.Count(text);
        PlainText.FromHtml(text);
        Antiphon.Posts.Text.Hashtags.Fold(text);
        SafeUrl.TryHttp(text, out _);
    }

    /// <summary>Processor time of this thread; on systems without such a clock, time.</summary>
    private static TimeSpan ThreadTime()
    {
        const int ThreadCpuTime = 3; // CLOCK_THREAD_CPUTIME_ID
        if (!OperatingSystem.IsLinux() || ClockGetTime(ThreadCpuTime, out var now) != 0) return Stopwatch.GetElapsedTime(0);
        return TimeSpan.FromSeconds(now.Seconds) + TimeSpan.FromMicroseconds(now.Nanoseconds / 1000);
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int ClockGetTime(int clock, out Timespec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
