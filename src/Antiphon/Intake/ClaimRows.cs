using Antiphon.Store;

namespace Antiphon.Intake;

/// <summary>Figures that an archive gives without the posts behind them, in the table of what others have published.</summary>
internal static class ClaimRows
{
    /// <summary>Notes each once, however often its file or another copy of it comes.</summary>
    /// <returns>How many are new.</returns>
    public static int Note(Tx tx, long call, long id, ArchiveFile file, IReadOnlyList<ArchivedClaim> claims)
    {
        var noted = 0;
        foreach (var claim in claims)
        {
            var (since, until) = (claim.From ?? -1, claim.To ?? -1);
            if (tx.Any(
                "SELECT 1 FROM claims WHERE call = $1 AND network = $2 AND what = $3 AND value = $4 AND coalesce(since, -1) = $5 AND coalesce(until, -1) = $6 AND file IS NOT NULL",
                call, (long)claim.Network, claim.What, claim.Value, since, until))
            {
                continue;
            }

            noted += tx.Run(
                "INSERT INTO claims (id, call, network, what, value, since, until, said_by, file, created) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                tx.NewId(), call, (long)claim.Network, claim.What, claim.Value, claim.From, claim.To, file.Name, id, tx.Now);
        }

        return noted;
    }
}
