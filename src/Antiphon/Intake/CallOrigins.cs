using Antiphon.Calls;
using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.Intake;

/// <summary>The call's own post as it stands on other networks: what replies to it stands in the call's thread, and who quotes, boosts or likes it passes the call on.</summary>
public sealed class CallOrigins(DataStore store, ArchivedPeople people)
{
    /// <summary>Says which post it is. What archives have brought already is settled anew.</summary>
    /// <param name="key">As <see cref="ArchivedKey"/> makes it of the post's id.</param>
    /// <param name="address">As it was given, for people.</param>
    /// <returns>Whether that was news.</returns>
    public async Task<bool> Add(Call call, Network network, long key, string address)
    {
        using var inUse = people.Use(store);
        return await store.Write(tx =>
        {
            if (tx.Run("INSERT INTO call_origins (call, network, key, address) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", call.Id, (long)network, key, address) == 0) return false;
            try
            {
                Settle(tx, call, network, key);
            }
            catch
            {
                people.Forget();
                throw;
            }

            return true;
        }).ConfigureAwait(false);
    }

    /// <summary>Where the call's own post is known to stand.</summary>
    public IReadOnlyList<(Network Network, long Key, string Address)> Of(Call call) => store.Read(sql => sql.Rows(
        "SELECT network, key, address FROM call_origins WHERE call = $1 ORDER BY network, key", static row => ((Network)row.Int(0), row.Long(1), row.Text(2)), call.Id));

    private void Settle(Tx tx, Call call, Network network, long key)
    {
        var sum = new Taken();
        var settling = new Settling(tx, call, people, null, sum);
        var attached = tx.Rows(
            "SELECT key FROM archived_posts WHERE network = $1 AND call = $2 AND (key = $3 OR parent = $3 OR root = $3 OR quoted = $3)", static row => row.Long(0), (long)network, call.Id, key);
        foreach (var post in attached) settling.Settle(network, post);
        Amplifiers.Enter(tx, call, people, network, key, call.Opened, sum);
    }
}
