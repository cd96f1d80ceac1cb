using System.Collections.Concurrent;
using Antiphon.Access;
using Antiphon.Live;
using Antiphon.Store;
using Microsoft.Extensions.Logging;

namespace Antiphon.People.Security;

/// <summary>A browser that is signed in.</summary>
/// <param name="Label">"Firefox on Linux": enough to tell one's own devices apart, and nothing more is kept.</param>
/// <param name="Created">UTC ms.</param>
/// <param name="Seen">UTC ms, to the day.</param>
/// <param name="Expires">UTC ms; moves on while the session is used.</param>
public sealed record Session(long Id, long Account, string Label, long Created, long Seen, long Expires);

/// <summary>A session just begun; the secret goes into the cookie and is not kept.</summary>
public sealed record NewSession(long Id, long Account, string Secret, long Expires);

/// <summary>Browser sessions. Checked from memory on each request; dead at once on <see cref="AccessDied"/>.</summary>
public sealed class Sessions
{
    /// <summary>A session that is not used for so long ends.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(60);

    /// <summary>Sessions of one account; the one that was not used for longest ends when another begins.</summary>
    public const int MostPerAccount = 50;

    /// <summary>About 300 bytes each. Beyond it the memory starts anew.</summary>
    private const int MostKept = 100_000;

    private const string Columns = "id, account, label, created, seen, expires";

    private static readonly long Life = (long)Lifetime.TotalMilliseconds;
    private static readonly long Day = (long)TimeSpan.FromDays(1).TotalMilliseconds;

    private readonly DataStore store;
    private readonly TimeProvider clock;
    private readonly ILogger<Sessions> log;
    private readonly ConcurrentDictionary<Digest, Known> kept = new();
    private long epoch;

    public Sessions(DataStore store, Happenings happenings, TimeProvider clock, ILogger<Sessions> log)
    {
        this.store = store;
        this.clock = clock;
        this.log = log;
        happenings.Listen(Hear);
    }

    /// <summary>Begins a session. Refuses a proof that has become worthless since: a new password, a suspension.</summary>
    public Task<Outcome<NewSession>> Start(SignedIn who, string? userAgent) => store.TryWrite<NewSession>(tx =>
    {
        var proof = tx.First(Credentials.Select + "u.account = $1", Credentials.Read, who.Account);
        if (proof is null || proof.Stamp != who.Stamp || proof.State is not (AccountState.Active or AccountState.Limited)) return SignInRefusals.StartAgain;
        var secret = Secret.New();
        var (id, now) = (tx.NewId(), tx.Now);
        MakeRoom(tx, who.Account, now);
        tx.Run(
            "INSERT INTO sessions (id, token, account, label, created, seen, expires) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            id, Digest.Of(secret)!.Value.ToArray(), who.Account, SessionLabel.Of(userAgent), now, StartOfDay(now), now + Life);
        return new NewSession(id, who.Account, secret, now + Life);
    });

    /// <summary>The session of a cookie's secret, or null. One hash and one look-up once it is known.</summary>
    public Session? Check(string secret)
    {
        if (Digest.Of(secret) is not { } digest) return null;
        var known = kept.TryGetValue(digest, out var found) ? found : Load(digest);
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (known is null || known.Session.Expires <= now) return null;
        if (now - known.Session.Seen >= Day) Touch(digest, known, now);
        return known.Session;
    }

    /// <summary>All of a member's sessions, the last used first.</summary>
    public IReadOnlyList<Session> Of(long account)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return store.Read(sql => sql.Rows($"SELECT {Columns} FROM sessions WHERE account = $1 AND expires > $2 ORDER BY seen DESC, id DESC", Read, account, now));
    }

    /// <summary>Ends one of the member's own.</summary>
    public Task<Outcome<Done>> End(long account, long session) => store.TryWrite<Done>(tx => End(tx, account, session) ? Done.Instance : Refusal.NotFound);

    /// <summary>Ends all of the member's own but one.</summary>
    /// <returns>How many.</returns>
    public Task<int> EndOthers(long account, long? keep = null) => store.Write(tx =>
    {
        var others = tx.Rows("SELECT id FROM sessions WHERE account = $1 AND id <> $2", static row => row.Long(0), account, keep ?? 0);
        foreach (var session in others) End(tx, account, session);
        return others.Count;
    });

    private static bool End(Tx tx, long account, long session)
    {
        if (tx.Run("DELETE FROM sessions WHERE account = $1 AND id = $2", account, session) == 0) return false;
        tx.Happened(new AccessDied(account, Session: session));
        return true;
    }

    private static void MakeRoom(Tx tx, long account, long now)
    {
        tx.Run("DELETE FROM sessions WHERE account = $1 AND expires <= $2", account, now);
        foreach (var oldest in tx.Rows(
            "SELECT id FROM sessions WHERE account = $1 ORDER BY seen DESC, id DESC LIMIT 1000 OFFSET $2", static row => row.Long(0), account, MostPerAccount - 1))
        {
            End(tx, account, oldest);
        }
    }

    private static Session Read(Row row) => new(row.Long(0), row.Long(1), row.Text(2), row.Long(3), row.Long(4), row.Long(5));

    private static long StartOfDay(long now) => now - now % Day;

    private Known? Load(Digest digest)
    {
        var before = Volatile.Read(ref epoch);
        var session = store.Read(sql => sql.First($"SELECT {Columns} FROM sessions WHERE token = $1", Read, digest.ToArray()));
        return session is null ? null : Keep(digest, session, before);
    }

    /// <summary>What was read before a death and arrives after it does not stay: each death moves the epoch on before it removes.</summary>
    private Known Keep(Digest digest, Session session, long before)
    {
        if (kept.Count >= MostKept) kept.Clear();
        var known = new Known(session);
        kept[digest] = known;
        if (Volatile.Read(ref epoch) != before) kept.TryRemove(digest, out _);
        return known;
    }

    /// <summary>Moves the expiry on, once a day. The session is good meanwhile, so nobody waits for it.</summary>
    private void Touch(Digest digest, Known known, long now)
    {
        if (Interlocked.Exchange(ref known.Touched, 1) == 0) _ = Touched(digest, known, now);
    }

    private async Task Touched(Digest digest, Known known, long now)
    {
        try
        {
            var before = Volatile.Read(ref epoch);
            var session = known.Session with { Seen = StartOfDay(now), Expires = now + Life };
            var changed = await store.Write(
                tx => tx.Run("UPDATE sessions SET seen = $2, expires = $3 WHERE id = $1 AND account = $4", session.Id, session.Seen, session.Expires, session.Account)).ConfigureAwait(false);
            if (changed > 0) Keep(digest, session, before);
        }
        catch (Exception exception)
        {
            Volatile.Write(ref known.Touched, 0);
            log.LogDebug(exception, "The day of a session's last use was not noted");
        }
    }

    private void Hear(Happening happening)
    {
        if (happening is not AccessDied { Token: null } died) return;
        Interlocked.Increment(ref epoch);

        // Some 10 ns an entry, a millisecond at the most: deaths are rare, and an index by account would cost every sign-in.
        foreach (var (digest, known) in kept)
        {
            if (known.Session.Account == died.Account && (died.Session is null || died.Session == known.Session.Id)) kept.TryRemove(digest, out _);
        }
    }

    private sealed class Known(Session session)
    {
        public int Touched;

        public Session Session { get; } = session;
    }
}
