using Antiphon.Store;

namespace Antiphon.Moderation.Warnings;

/// <summary>What people were told by moderators, for themselves and for the moderators.</summary>
public sealed class Warnings(DataStore store)
{
    /// <summary>A person's own, or one that is told of them; null where it is another's.</summary>
    public Warning? Of(long account, long id) => store.Read(sql => sql.First($"SELECT {Warning.Columns} FROM warnings WHERE account = $1 AND id = $2", Warning.Read, account, id));

    /// <summary>All of one account, newest first.</summary>
    public IReadOnlyList<Warning> All(long account, int most = 100) =>
        store.Read(sql => sql.Rows($"SELECT {Warning.Columns} FROM warnings WHERE account = $1 ORDER BY id DESC LIMIT $2", Warning.Read, account, most));

    /// <summary>Answers that wait for a decision, the longest waiting first.</summary>
    public IReadOnlyList<Warning> Appeals(int most = 100) =>
        store.Read(sql => sql.Rows($"SELECT {Warning.Columns} FROM warnings WHERE appeal_state = 1 ORDER BY id LIMIT $1", Warning.Read, most));

    internal static Warning? Find(Sql sql, long id) => sql.First($"SELECT {Warning.Columns} FROM warnings WHERE id = $1", Warning.Read, id);
}
