using Antiphon.Calls;
using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.Intake;

/// <summary>
/// Enters whoever boosted or liked a post that has become an answer after more of them had waited for it than one unit enters, so that live posts get in between. What is still to be done is
/// noted in the store, and an import that was killed before goes on with it. The table of people is in use.
/// </summary>
internal sealed class AmplifiersDue(DataStore store, Call call, ArchivedPeople people)
{
    public async Task<Taken> Run()
    {
        var sum = new Taken();
        while (await store.Write(Unit).ConfigureAwait(false) is { } some) sum.Add(some);
        return sum;
    }

    private Taken? Unit(Tx tx)
    {
        var (network, key, after) = tx.First("SELECT network, key, after FROM archived_due WHERE call = $1 LIMIT 1", static row => ((Network)row.Int(0), row.Long(1), row.Long(2)), call.Id);
        if (key == 0) return null;
        var taken = new Taken();
        if (tx.Number("SELECT created FROM archived_posts WHERE network = $1 AND key = $2 AND call = $3 AND answers = 1", (long)network, key, call.Id) is { } created)
        {
            Amplifiers.Next(tx, call, people, network, key, created, after, taken);
        }
        else
        {
            tx.Run("DELETE FROM archived_due WHERE call = $1 AND network = $2 AND key = $3", call.Id, (long)network, key);
        }

        return taken;
    }
}
