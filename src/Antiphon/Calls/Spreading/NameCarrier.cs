using Antiphon.People;
using Antiphon.Posts.Text;
using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.Calls.Spreading;

/// <summary>The caller confirms that a post through which others answered is a public figure's, spoken in public, or takes that back.</summary>
public sealed class NameCarrier(DataStore store, AllCalls calls)
{
    public const int LongestName = 100;

    /// <param name="name">Who it is, for a post that is not of this server; whose posts are here is known.</param>
    /// <param name="address">Where it can be read; may be empty.</param>
    public async Task<Outcome<Done>> Confirm(Account by, string slug, PostKey post, string name, string address)
    {
        if (calls.Find(slug) is not { } call || call.Caller != by.Id) return Refusal.NotFound;
        (name, address) = (name.Trim(), address.Trim());
        if (name.Length > LongestName) return Refusal.Invalid("name", $"A name has {LongestName} characters at most.");
        if (address.Length > 0 && !SafeUrl.TryHttp(address, out _)) return Refusal.Invalid("address", "Give a web address that begins with http:// or https://, or none.");
        return await store.TryWrite<Done>(tx =>
        {
            var (account, at) = OfThisServer(tx, post) ?? (null, tx.Number("SELECT created FROM archived_posts WHERE network = $1 AND key = $2 AND call = $3", (long)post.Network, post.Key, call.Id));
            if (at is null) return Refusal.NotFound;
            if (account is null && name.Length == 0) return Refusal.Invalid("name", "Say who it is.");
            tx.Run(
                """
                INSERT INTO carriers (call, network, key, account, name, address, at, confirmed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                ON CONFLICT (call, network, key) DO UPDATE SET name = excluded.name, address = excluded.address, confirmed = excluded.confirmed
                """,
                call.Id, (long)post.Network, post.Key, account, account is null ? name : string.Empty, account is null ? address : string.Empty, at, tx.Now);
            tx.Happened(new CallChanged(call.Id));
            return Done.Instance;
        }).ConfigureAwait(false);
    }

    public async Task<Outcome<Done>> TakeBack(Account by, string slug, PostKey post)
    {
        if (calls.Find(slug) is not { } call || call.Caller != by.Id) return Refusal.NotFound;
        return await store.TryWrite<Done>(tx =>
        {
            tx.Run(
                "UPDATE carriers SET confirmed = NULL, name = '', address = '' WHERE call = (SELECT id FROM calls WHERE id = $1 AND caller = $4) AND network = $2 AND key = $3",
                call.Id, (long)post.Network, post.Key, by.Id);
            tx.Happened(new CallChanged(call.Id));
            return Done.Instance;
        }).ConfigureAwait(false);
    }

    /// <summary>The author and time of a public post of this server.</summary>
    internal static (long? Account, long? At)? OfThisServer(Sql sql, PostKey post) => post.Network != Network.Fediverse
        ? null
        : sql.Rows("SELECT author, created FROM posts WHERE id = $1 AND visibility <= 1 AND boost_of IS NULL", static row => ((long?)row.Long(0), (long?)row.Long(1)), post.Key) is [var found] ? found : null;
}
