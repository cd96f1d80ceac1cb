using Microsoft.Extensions.Logging;

namespace Antiphon.Live;

/// <summary>Something that is now true and durable. Told after the commit, in the order in which it became true.</summary>
public abstract record Happening;

/// <summary>
/// Who listens to what was committed. A listener runs on the writer's thread before the writers are answered, so that everybody reads their own writes;
/// it must therefore be quick and in memory: whatever takes longer (streams, mail, delivery) hands over to a queue of its own.
/// </summary>
public sealed class Happenings(ILogger<Happenings> log)
{
    private readonly Lock adding = new();
    private Action<Happening>[] listeners = [];

    /// <summary>Adds a listener; in the order of adding. Parts are made when they are first asked for, by several requests at once: none of them may get lost.</summary>
    public void Listen(Action<Happening> listener)
    {
        lock (adding) listeners = [.. listeners, listener];
    }

    internal void Tell(ReadOnlySpan<Happening> happened)
    {
        foreach (var happening in happened)
        {
            foreach (var listener in listeners)
            {
                try
                {
                    listener(happening);
                }
                catch (Exception exception)
                {
                    // A listener's bug must not undo what is durable, nor keep it from the others.
                    log.LogError(exception, "A listener failed on {Happening}", happening.GetType().Name);
                }
            }
        }
    }
}
