using System.Runtime.InteropServices;

namespace Antiphon.Tests.Security;

/// <summary>
/// What something costs this thread alone: processor time and bytes allocated, whatever else the machine does meanwhile.
/// </summary>
public static partial class Cost
{
    private const int ThreadProcessorTime = 3; // CLOCK_THREAD_CPUTIME_ID of Linux.

    public static (TimeSpan Time, long Bytes) Of(Action work)
    {
        var (time, bytes) = (Now(), GC.GetAllocatedBytesForCurrentThread());
        work();
        return (Now() - time, GC.GetAllocatedBytesForCurrentThread() - bytes);
    }

    /// <summary>The cheapest of several runs: what disturbs a measurement only ever adds.</summary>
    public static TimeSpan Least(int runs, Action work) => Enumerable.Range(0, runs).Min(_ => Of(work).Time);

    private static TimeSpan Now()
    {
        if (!OperatingSystem.IsLinux()) Xunit.Assert.Skip("The processor time of one thread is measured on Linux alone.");
        _ = Clock(ThreadProcessorTime, out var time);
        return TimeSpan.FromTicks(time.Seconds * TimeSpan.TicksPerSecond + time.Nanoseconds / 100);
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int Clock(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Time
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }
}
