using Antiphon.Intake;
using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.People.Links;

/// <summary>Whom this server knows under an id that an account has elsewhere: somebody's account, or a person out of an archive.</summary>
internal static class Identities
{
    /// <remarks>
    /// People out of archives have no index by key: every import would pay for it, and has them in memory. Here all of them are looked through, three million in 0.12 seconds (SQLite), so this is for
    /// work beside the writer that is in no hurry.
    /// </remarks>
    /// <returns>The person's number, or null for somebody who has not been seen.</returns>
    public static long? Find(Sql sql, Network network, string id) =>
        sql.Number("SELECT id FROM accounts WHERE uri = $1", id)
        ?? sql.Number("SELECT id FROM archived_people WHERE network = $1 AND key = $2", (long)network, ArchivedKey.Of(id));
}
