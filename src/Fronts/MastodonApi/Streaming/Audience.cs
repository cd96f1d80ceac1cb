namespace Antiphon.MastodonApi.Streaming;

/// <summary>All who listen to one topic. Changed under the hub's lock; read through a snapshot that is made when it is next needed.</summary>
internal sealed class Audience(Topic topic)
{
    private readonly Dictionary<OpenStream, Wanted> listeners = [];
    private KeyValuePair<OpenStream, Wanted>[]? snapshot;

    public Topic Topic => topic;

    public int Count => listeners.Count;

    public KeyValuePair<OpenStream, Wanted>[] Snapshot => snapshot ??= [.. listeners];

    public void Add(OpenStream stream, Wanted wanted)
    {
        listeners[stream] = wanted;
        snapshot = null;
    }

    public void Remove(OpenStream stream)
    {
        listeners.Remove(stream);
        snapshot = null;
    }
}
