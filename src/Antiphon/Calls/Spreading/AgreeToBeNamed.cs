using Antiphon.People;
using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.Calls.Spreading;

/// <summary>The author of a post through which others answered agrees to be named beside it, or objects. Their word comes before the caller's.</summary>
public sealed class AgreeToBeNamed(DataStore store, AllCalls calls)
{
    public async Task<Outcome<Done>> Say(Account by, string slug, long post, bool named)
    {
        if (calls.Find(slug) is not { } call) return Refusal.NotFound;
        var key = new PostKey(Network.Fediverse, post);
        return await store.TryWrite<Done>(tx =>
        {
            if (NameCarrier.OfThisServer(tx, key) is not { } found || found.Account != by.Id) return Refusal.NotFound;
            tx.Run(
                """
                INSERT INTO carriers (call, network, key, account, at, said) VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (call, network, key) DO UPDATE SET said = excluded.said
                """,
                call.Id, (long)key.Network, key.Key, by.Id, found.At, named);
            tx.Happened(new CallChanged(call.Id));
            return Done.Instance;
        }).ConfigureAwait(false);
    }
}
