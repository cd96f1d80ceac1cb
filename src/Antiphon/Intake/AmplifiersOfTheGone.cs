using Antiphon.Answers;
using Antiphon.Calls;
using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.Intake;

/// <summary>
/// When answers leave, so do those who only passed them on. The table of what stands is kept by person, so they are found by going through all of it once for all the answers that have
/// left: beside the writer, at the end of an import. What is still to be done is noted in the store, and an import that was killed before goes on with it.
/// </summary>
internal sealed class AmplifiersOfTheGone(DataStore store, Call call)
{
    /// <summary>Each takes some 20 µs of the writer.</summary>
    private const int InAUnit = 5_000;

    public async Task Run()
    {
        var left = store.Read(sql => sql.Rows("SELECT network, key FROM archived_left WHERE call = $1", static row => ((Network)row.Int(0), row.Long(1)), call.Id)).ToHashSet();
        if (left.Count == 0) return;
        var found = new List<Answers.Standing>();
        store.Read(sql =>
        {
            sql.Each(
                $"SELECT {Answers.Standing.Columns} FROM evidence WHERE call = $1 AND kind IN (6, 7) AND ring <> 0",
                row =>
                {
                    if (left.Contains(((Network)row.Int(6), row.Long(0)))) found.Add(Answers.Standing.Read(row));
                },
                call.Id);
            return found.Count;
        });
        foreach (var some in found.Chunk(InAUnit))
        {
            await store.Write(tx =>
            {
                foreach (var standing in some)
                {
                    if (HasLeft(tx, standing.Evidence.Network, standing.Source)) Amplifiers.Leave(tx, call, standing.Evidence.Network, standing, LeaveReason.Rejudged);
                }

                return some.Length;
            }).ConfigureAwait(false);
        }

        await store.Write(tx =>
        {
            foreach (var (network, key) in left)
            {
                if (tx.Run("DELETE FROM archived_left WHERE call = $1 AND network = $2 AND key = $3", call.Id, (long)network, key) == 0) continue;
                tx.Run("UPDATE archived_posts SET amplified = 0 WHERE network = $1 AND key = $2 AND call = $3 AND answers = 0", (long)network, key, call.Id);
            }

            return left.Count;
        }).ConfigureAwait(false);
    }

    private bool HasLeft(Sql sql, Network network, long key) =>
        sql.Any("SELECT 1 FROM archived_left WHERE call = $1 AND network = $2 AND key = $3", call.Id, (long)network, key);
}
