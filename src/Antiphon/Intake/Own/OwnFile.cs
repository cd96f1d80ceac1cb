using Antiphon.Answers;
using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.Intake.Own;

/// <summary>What somebody's own archive brought into a call.</summary>
internal sealed record OwnFile(long Archive, long Call, long Person, long File)
{
    private const int PerUnit = 100;

    private const string Columns = "id, call, person, file";

    public static OwnFile? Find(Sql sql, long account, long archive) =>
        sql.First($"SELECT {Columns} FROM own_archives WHERE id = $2 AND account = $1 AND state = 3", Read, account, archive);

    /// <summary>Any archive of an account that still counts for something.</summary>
    public static OwnFile? Any(Sql sql, long account) => sql.First($"SELECT {Columns} FROM own_archives WHERE account = $1 AND state = 3 LIMIT 1", Read, account);

    /// <summary>One unit's worth of taking it out: the evidence leaves, and the facts behind it are forgotten.</summary>
    /// <returns>Whether there is more.</returns>
    public bool Remove(Tx tx, LeaveReason reason)
    {
        var posts = tx.Rows(
            "SELECT network, key, amplified FROM archived_posts WHERE author = $1 AND file = $2 AND call = $3 LIMIT $4",
            static row => (Network: row.Long(0), Key: row.Long(1), Amplified: row.Bool(2)), Person, File, Call, PerUnit);
        foreach (var (network, key, amplified) in posts)
        {
            foreach (var standing in Ledger.Of(tx, Call, Person, key)) Ledger.Leave(tx, Call, standing, reason, file: File);

            // Who only passed it on leaves with it, as soon as those are looked for.
            if (amplified) tx.Run("INSERT INTO archived_left (call, network, key) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", Call, network, key);
            tx.Run("DELETE FROM archived_posts WHERE network = $1 AND key = $2 AND call = $3 AND author = $4", network, key, Call, Person);
        }

        return posts.Count > 0 || Acts(tx, reason);
    }

    /// <summary>Boosts and likes: those that count stand in the ledger with their file, those that wait for an answer among the facts.</summary>
    private bool Acts(Tx tx, LeaveReason reason)
    {
        tx.Run("DELETE FROM archived_acts WHERE author = $1 AND file = $2", Person, File);
        var acts = tx.Rows(
            $"SELECT {Standing.Columns} FROM evidence WHERE call = $1 AND person = $2 AND ring <> 0 AND kind IN (6, 7) AND seq IN (SELECT seq FROM ledger WHERE call = $1 AND file = $3 AND person = $2) LIMIT $4",
            Standing.Read, Call, Person, File, PerUnit);
        foreach (var standing in acts) Ledger.Leave(tx, Call, standing, reason, file: File);
        return acts.Count > 0;
    }

    private static OwnFile Read(Row row) => new(row.Long(0), row.Long(1), row.Long(2), row.Long(3));
}
