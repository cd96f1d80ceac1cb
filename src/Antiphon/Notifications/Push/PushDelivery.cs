using Antiphon.Live;
using Antiphon.People;
using Antiphon.Store;
using Microsoft.Extensions.Logging;

namespace Antiphon.Notifications.Push;

/// <summary>What became of a message.</summary>
public enum PushFate : byte
{
    /// <summary>The push service has it.</summary>
    Taken = 1,

    /// <summary>The push service knows nothing of the subscription any more.</summary>
    Gone,

    /// <summary>It will never be taken: the address, the keys or the message are wrong.</summary>
    Refused,

    /// <summary>It may be taken later.</summary>
    Later,
}

/// <summary>What a push service answered.</summary>
/// <param name="Wait">For how long it wants to be left alone, where it says so.</param>
public readonly record struct PushAnswer(PushFate Fate, TimeSpan? Wait = null);

/// <summary>Writes what an app gets for a notification; null where the viewer may not be told any more.</summary>
/// <param name="token">The text of the app's token, by which it knows for which of its accounts this is.</param>
public delegate byte[]? ComposePush(Notification notification, Viewer viewer, string token);

/// <summary>Encrypts a message to a subscription and brings it to its push service. Given by the composition.</summary>
public delegate Task<PushAnswer> SendPush(PushSubscription to, byte[] message, CancellationToken cancel);

/// <summary>
/// Brings what waits to the push services: at once when something has happened, again after a pause that doubles where a service did not answer, for two days at most. A subscription that its
/// service no longer knows is deleted. Whoever chose a service that is slow, or none, holds up nobody else: what is for one member goes one after the other, all that waits for a service rests
/// with the first that it does not take, and after some seconds it is the next member's turn.
/// </summary>
public sealed class PushDelivery(
    DataStore store, Inbox inbox, Viewers viewers, PushKeys keys, ComposePush compose, SendPush send, Happenings happenings, TimeProvider clock, ILogger<PushDelivery> log)
    : Rounds(happenings, clock, log, Pause)
{
    /// <summary>A notification that is older is no news.</summary>
    public static readonly TimeSpan GivenUpAfter = TimeSpan.FromDays(2);

    /// <summary>For so long one member's messages are sent in one go; what is left then stands behind everybody else's.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private const int PerRound = 200;
    private const int AtOnce = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(6);
    private readonly TimeProvider clock = clock;

    protected override bool Wakes(Happening happening) => happening is PushDue;

    protected override async Task Round(CancellationToken stopping)
    {
        while (await Run(stopping).ConfigureAwait(false) == PerRound)
        {
        }
    }

    /// <summary>Sends what is due, so many at most.</summary>
    /// <returns>How many were due.</returns>
    public async Task<int> Run(CancellationToken stopping)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var due = store.Read(sql => sql.Rows(
            $"""
            SELECT {PushSubscription.Columns}, w.notification, w.attempts, w.subscription, w.account, w.kept FROM (
                SELECT w.subscription, w.notification, w.account, w.attempts, w.due, s.id, s.token, s.endpoint, s.client_key, s.auth, s.standard, s.alerts, s.policy, s.sealed, t.id AS kept
                FROM push_waiting w LEFT JOIN push_subscriptions s ON s.id = w.subscription LEFT JOIN tokens t ON t.id = s.token
                WHERE w.due <= $1 ORDER BY w.due LIMIT {PerRound}) AS w
            """,
            static row => new Due(row.IsNull(0) ? null : PushSubscription.Read(row), row.Long(10), row.Int(11), row.Long(12), row.Long(13), row.LongOrNull(14) is not null), now));
        await Parallel.ForEachAsync(
            due.GroupBy(static one => one.Account), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stopping }, (some, cancel) => new ValueTask(Send(some.Key, some, cancel)))
            .ConfigureAwait(false);
        return due.Count;
    }

    private async Task Send(long account, IEnumerable<Due> waiting, CancellationToken cancel)
    {
        var began = clock.GetUtcNow();
        var resting = new HashSet<long>();
        foreach (var due in waiting)
        {
            if (resting.Contains(due.To)) continue;
            if (clock.GetUtcNow() - began > Patience)
            {
                await store.Write(tx => tx.Run("UPDATE push_waiting SET due = $2 WHERE account = $1 AND due < $2", account, tx.Now), cancel).ConfigureAwait(false);
                return;
            }

            if (await Send(due, cancel).ConfigureAwait(false) is PushFate.Later or PushFate.Gone) resting.Add(due.To);
        }
    }

    private async Task<PushFate> Send(Due due, CancellationToken cancel)
    {
        // A token that ended takes its subscription along.
        if (due.Subscription is not { } subscription || !due.Stands)
        {
            await Settle(due, PushFate.Gone).ConfigureAwait(false);
            return PushFate.Gone;
        }

        var message = inbox.Find(due.Account, due.Notification) is { } notification && keys.Unseal(subscription.Sealed) is { } token
            ? compose(notification, viewers.For(due.Account), token)
            : null;
        var answer = message is null ? new PushAnswer(PushFate.Refused) : await send(subscription, message, cancel).ConfigureAwait(false);
        await Settle(due, answer.Fate, answer.Wait).ConfigureAwait(false);
        return answer.Fate;
    }

    private Task<int> Settle(Due due, PushFate fate, TimeSpan? wait = null) => store.Write(tx =>
    {
        switch (fate)
        {
            case PushFate.Gone:
                tx.Run("DELETE FROM push_waiting WHERE subscription = $1 AND account = $2", due.To, due.Account);
                return tx.Run("DELETE FROM push_subscriptions WHERE id = $1 AND account = $2", due.To, due.Account);
            case PushFate.Later when Wait(due.Attempts, wait) is { } pause:
                var next = tx.Now + (long)pause.TotalMilliseconds;
                return tx.Run("UPDATE push_waiting SET due = $2, attempts = attempts + 1 WHERE subscription = $1 AND account = $3 AND due < $2", due.To, next, due.Account);
            case PushFate.Taken:
                // It answers again: what rested has rested long enough.
                tx.Run("UPDATE push_waiting SET due = $2 WHERE subscription = $1 AND account = $3 AND due > $2", due.To, tx.Now, due.Account);
                goto default;
            default:
                return tx.Run("DELETE FROM push_waiting WHERE subscription = $1 AND notification = $2 AND account = $3", due.To, due.Notification, due.Account);
        }
    });

    /// <summary>Until the next attempt: half a minute, doubled each time up to six hours, or what the service asks for; null when two days are over.</summary>
    private static TimeSpan? Wait(int attempts, TimeSpan? asked)
    {
        var (waited, next) = (TimeSpan.Zero, FirstWait);
        for (var i = 0; i < attempts; i++)
        {
            waited += next;
            next = next * 2 < LongestWait ? next * 2 : LongestWait;
        }

        if (asked > next) next = asked.Value < LongestWait ? asked.Value : LongestWait;
        return waited + next > GivenUpAfter ? null : next;
    }

    private sealed record Due(PushSubscription? Subscription, long Notification, int Attempts, long To, long Account, bool Stands);
}
