using Antiphon.Calls;
using Antiphon.Store;

namespace Antiphon.Intake.Own;

/// <summary>The archives that a member gave to a call, for themselves, newest first. Nobody else sees that there are any.</summary>
public sealed class OwnArchives(DataStore store)
{
    private const int Most = 50;

    public IReadOnlyList<OwnArchive> In(Call call, long account) => account == 0 ? [] : store.Read(sql => sql.Rows(
        $"SELECT {OwnArchive.Columns} FROM own_archives WHERE account = $1 AND call = $2 ORDER BY id DESC LIMIT {Most}", OwnArchive.Read, account, call.Id));
}
