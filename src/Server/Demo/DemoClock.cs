namespace Antiphon.Server.Demo;

/// <summary>
/// The time of the story. While the first day is told it is set by hand; then it runs fast until it has caught up with the real one, and from there on it is the real one: nothing is ever dated
/// in the future. Only the time of day is the story's: timers and stopwatches are real, so that pages move at their usual pace.
/// </summary>
public sealed class DemoClock(TimeProvider real, double speed) : TimeProvider
{
    private readonly Lock changing = new();
    private DateTimeOffset from = real.GetUtcNow();
    private long since = real.GetTimestamp();
    private bool running;

    public override TimeZoneInfo LocalTimeZone => real.LocalTimeZone;

    public override long TimestampFrequency => real.TimestampFrequency;

    public override DateTimeOffset GetUtcNow()
    {
        lock (changing)
        {
            if (!running) return from;
            var told = from + real.GetElapsedTime(since) * speed;
            var now = real.GetUtcNow();
            return told < now ? told : now;
        }
    }

    public override long GetTimestamp() => real.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => real.CreateTimer(callback, state, dueTime, period);

    /// <summary>Stands still at a time; never goes back.</summary>
    public void StandAt(DateTimeOffset at)
    {
        lock (changing)
        {
            running = false;
            if (at > from) from = at;
        }
    }

    /// <summary>Stands still at the story's beginning.</summary>
    public void BeginAt(DateTimeOffset at)
    {
        lock (changing)
        {
            running = false;
            from = at;
        }
    }

    /// <summary>Runs, from where it stands.</summary>
    public void Run()
    {
        lock (changing)
        {
            since = real.GetTimestamp();
            running = true;
        }
    }
}
