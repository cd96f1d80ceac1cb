using Antiphon.Live;
using Antiphon.People;
using Antiphon.Store;
using Microsoft.Extensions.Logging;

namespace Antiphon.Access;

/// <summary>
/// Checks tokens. Stored as SHA-256 and kept in memory under the same key, so that a check costs one hash and one look-up. What dies is forgotten at once,
/// by the same happening that closes streams; the account's state is looked at every time, so a suspension needs no further word.
/// </summary>
public sealed class Tokens
{
    /// <summary>About 300 bytes each.</summary>
    private const int MostKept = 50_000;

    /// <summary>The last use is noted by the day, which is all that its owner needs and tells little to anyone else.</summary>
    private static readonly long Day = (long)TimeSpan.FromDays(1).TotalMilliseconds;

    private readonly DataStore store;
    private readonly Accounts accounts;
    private readonly TimeProvider clock;
    private readonly ILogger<Tokens> log;
    private readonly Remembered<Digest, Known> kept = new(MostKept);

    public Tokens(DataStore store, Happenings happenings, Accounts accounts, TimeProvider clock, ILogger<Tokens> log)
    {
        this.store = store;
        this.accounts = accounts;
        this.clock = clock;
        this.log = log;
        happenings.Listen(Hear);
    }

    /// <summary>What the text is a proof of; null if of nothing (any more).</summary>
    public AccessToken? Check(string text)
    {
        if (Digest.Of(text) is not { } digest) return null;
        var known = kept.TryGet(digest, out var found) ? found : kept.Get(digest, Load);
        if (known is null) return null;
        var account = known.Token.Account;
        if (account != 0 && accounts.Find(account) is not { State: AccountState.Active or AccountState.Limited or AccountState.Waiting }) return null;
        Note(known);
        return known.Token;
    }

    /// <summary>Whether a token that was checked a moment ago still stands, past the memory: for what stays open after the check, such as a stream.</summary>
    public bool Stands(AccessToken token) =>
        store.Read(sql => sql.Any("SELECT 1 FROM tokens WHERE id = $1", token.Id))
        && (token.Account == 0 || accounts.Find(token.Account) is { State: AccountState.Active or AccountState.Limited or AccountState.Waiting });

    private Known? Load(Digest digest) => store.Read(sql => sql.First(
        "SELECT id, app, account, scopes, created, used FROM tokens WHERE token = $1",
        static row => new Known(
            new AccessToken(row.Long(0), row.Long(1), row.LongOrNull(2) ?? 0, ScopeSet.Stored(row.Text(3)), row.Long(4)),
            row.LongOrNull(5) ?? 0),
        digest.ToArray()));

    private void Note(Known known)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var before = Volatile.Read(ref known.Used);
        var today = now - now % Day;
        if (before >= today || Interlocked.CompareExchange(ref known.Used, today, before) != before) return;
        _ = Noted(known.Token.Id, today);
    }

    private async Task Noted(long id, long day)
    {
        try
        {
            await store.Write(tx => tx.Run("UPDATE tokens SET used = $2 WHERE id = $1", id, day)).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            log.LogDebug(exception, "The day of a token's last use was not noted");
        }
    }

    private void Hear(Happening happening)
    {
        // Deaths of tokens are rare; starting anew costs one indexed read per token in use.
        if (happening is AccessDied { Session: null }) kept.Clear();
    }

    private sealed class Known(AccessToken token, long used)
    {
        public long Used = used;

        public AccessToken Token { get; } = token;
    }
}
