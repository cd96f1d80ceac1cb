using System.Collections.Concurrent;

namespace Antiphon.Networks.ActivityPub.Keys;

/// <summary>
/// The keys of others, parsed, in memory. One fetch for however many ask at once; a refusal is remembered for a moment, so that a flood of messages with a key that cannot be had does not become a
/// flood of requests; a key is fetched again when a signature does not fit it, because it may have been changed, but no sooner than <see cref="Refetch"/> after the last time.
/// </summary>
public sealed class RemoteKeys(FindKey find, TimeProvider clock)
{
    /// <summary>Each is about 1 KB.</summary>
    public const int Most = 50_000;

    /// <summary>How long a key is believed: an owner who gave up a stolen key is not believed to have it for ever.</summary>
    public static readonly TimeSpan Keep = TimeSpan.FromHours(24);

    public static readonly TimeSpan KeepRefusal = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan Refetch = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);

    public async Task<Outcome<RemoteKey>> Get(Uri keyId, CancellationToken cancel) => await Ask(Current(keyId), cancel).ConfigureAwait(false);

    /// <summary>The key anew, where the one that did not fit is old enough to have been changed; null where it is not, and there is nothing to try.</summary>
    public async Task<Outcome<RemoteKey>?> GetAgain(Uri keyId, RemoteKey instead, CancellationToken cancel)
    {
        var name = keyId.OriginalString;
        if (!entries.TryGetValue(name, out var entry) || clock.GetUtcNow() - entry.Asked < Refetch) return (Outcome<RemoteKey>?)null;
        var next = new Entry(clock.GetUtcNow(), new Lazy<Task<Outcome<RemoteKey>>>(() => FindOrKeep(keyId, instead)));
        if (!entries.TryUpdate(name, next, entry)) next = Current(keyId);
        var got = await Ask(next, cancel).ConfigureAwait(false);
        return got.Ok && ReferenceEquals(got.Value, instead) ? (Outcome<RemoteKey>?)null : got;
    }

    /// <summary>Forgets what was known of an owner: the actor is gone, or its server is no longer spoken to.</summary>
    public void Forget(Uri keyId) => entries.TryRemove(keyId.OriginalString, out _);

    private Entry Current(Uri keyId)
    {
        var (name, now) = (keyId.OriginalString, clock.GetUtcNow());
        if (entries.TryGetValue(name, out var entry) && !IsOver(entry, now)) return entry;
        if (entries.Count >= Most) MakeRoom(now);
        var next = new Entry(now, new Lazy<Task<Outcome<RemoteKey>>>(() => Find(keyId)));
        return entry is null ? entries.GetOrAdd(name, next) : entries.TryUpdate(name, next, entry) ? next : Current(keyId);
    }

    private static async Task<Outcome<RemoteKey>> Ask(Entry entry, CancellationToken cancel) => await entry.Key.Value.WaitAsync(cancel).ConfigureAwait(false);

    // Nobody who waits can end it for the others: the fetch has a deadline of its own.
    private Task<Outcome<RemoteKey>> Find(Uri keyId) => find.Run(keyId, CancellationToken.None);

    /// <summary>A server that cannot be reached has not changed its key: else whoever sends nonsense in its name while it is down would make us forget it.</summary>
    private async Task<Outcome<RemoteKey>> FindOrKeep(Uri keyId, RemoteKey known)
    {
        var found = await Find(keyId).ConfigureAwait(false);
        return found.Ok || found.Refusal.Kind is RefusalKind.Gone or RefusalKind.Unauthenticated ? found : known;
    }

    private static bool IsOver(Entry entry, DateTimeOffset now)
    {
        if (!entry.Key.IsValueCreated || !entry.Key.Value.IsCompleted) return false;
        var lasts = entry.Key.Value is { IsCompletedSuccessfully: true } done && done.GetAwaiter().GetResult().Ok ? Keep : KeepRefusal;
        return now - entry.Asked >= lasts;
    }

    /// <summary>The oldest tenth goes; a table with room to spare never pays for order.</summary>
    private void MakeRoom(DateTimeOffset now)
    {
        foreach (var (name, entry) in entries.Where(one => IsOver(one.Value, now)).Concat(entries.OrderBy(static one => one.Value.Asked).Take(Most / 10)).ToList()) entries.TryRemove(new(name, entry));
    }

    private sealed record Entry(DateTimeOffset Asked, Lazy<Task<Outcome<RemoteKey>>> Key);
}
