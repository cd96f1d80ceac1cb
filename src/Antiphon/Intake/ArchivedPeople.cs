using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.Intake;

/// <summary>
/// People out of archives: a number for each, given at first sight, and no name. The whole table is in memory while anything is imported, as looking each of ten million boosters up in
/// the store would cost more than all the rest, and is let go afterwards. Read and changed on the writer's thread alone.
/// </summary>
public sealed class ArchivedPeople
{
    private const int Networks = 9;

    private readonly Lock gate = new();
    private int users;
    private State? state;

    /// <summary>Keeps the table in memory until the answer is disposed of.</summary>
    internal IDisposable Use(DataStore store)
    {
        lock (gate)
        {
            if (users == 0) state = store.Read(static sql => new State(sql));
            users++;
        }

        return new Using(this);
    }

    /// <summary>Ids for keys, in place of them in the other span; whoever is new is made. Key 0, nobody known, is person 0.</summary>
    internal void Ids(Tx tx, ReadOnlySpan<(Network Network, long Key)> keys, Span<int> ids)
    {
        var now = Now(tx);
        List<(Network Network, long Key)>? fresh = null;
        var next = 0;
        for (var i = 0; i < keys.Length; i++)
        {
            var (network, key) = keys[i];
            if (key == 0) continue;
            var id = now.Tables[(int)network].Find(key);
            if (id == 0)
            {
                // Blocks would leave gaps; one by one, the numbers of those who came together are neighbours.
                id = next = checked((int)tx.NewAccountId());
                now.Tables[(int)network].Add(key, id);
                (fresh ??= []).Add((network, key));
            }

            ids[i] = id;
        }

        if (fresh is null) return;
        now.Last = next;
        Write(tx, fresh, next);
    }

    /// <summary>The person of a key; 0 for somebody who has not been seen.</summary>
    internal int Find(Tx tx, Network network, long key) => Now(tx).Tables[(int)network].Find(key);

    /// <summary>Whether everything of this author is gone at its origin.</summary>
    internal bool IsGone(Tx tx, Network network, long key) => Now(tx).Gone.Contains((network, key));

    /// <summary>Whether anything at all is said to be gone: where nothing is, no post must be asked.</summary>
    internal bool AnythingGone(Tx tx) => Now(tx).AnythingGone;

    /// <summary>Notes that something is gone, or that an author is there again.</summary>
    internal void Note(Tx tx, Network network, long author, bool gone)
    {
        var now = Now(tx);
        now.AnythingGone = true;
        if (author == 0) return;
        if (gone) now.Gone.Add((network, author));
        else now.Gone.Remove((network, author));
    }

    /// <summary>A unit has failed: what it had noted here is not in the store.</summary>
    internal void Forget()
    {
        if (state is not null) state.Valid = false;
    }

    /// <summary>A commit that failed takes people back that the units of it had made: whether the store's last is ours tells.</summary>
    private State Now(Tx tx)
    {
        var now = state ?? throw new InvalidOperationException("The table of people is not in use.");
        if (now.Valid && now.Last == State.Newest(tx)) return now;
        return state = new State(tx);
    }

    private static void Write(Tx tx, List<(Network Network, long Key)> fresh, int last)
    {
        var (ids, networks, keys) = (new long[fresh.Count], new long[fresh.Count], new long[fresh.Count]);
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = last - ids.Length + 1 + i;
            networks[i] = (long)fresh[i].Network;
            keys[i] = fresh[i].Key;
        }

        Bulk.InsertNew(tx, "archived_people", ["id"], ids.Length, BulkColumn.Of("id", ids), BulkColumn.Of("network", networks), BulkColumn.Of("key", keys));
    }

    private void Leave()
    {
        lock (gate)
        {
            if (--users == 0) state = null;
        }
    }

    private sealed class Using(ArchivedPeople people) : IDisposable
    {
        private bool ended;

        public void Dispose()
        {
            if (ended) return;
            ended = true;
            people.Leave();
        }
    }

    private sealed class State
    {
        public State(Sql sql)
        {
            for (var i = 0; i < Networks; i++) Tables[i] = new KeyTable();
            sql.Each(
                "SELECT id, network, key FROM archived_people ORDER BY id",
                row =>
                {
                    Last = row.Int(0);
                    Tables[row.Int(1)].Add(row.Long(2), Last);
                });
            AnythingGone = sql.Any("SELECT 1 FROM archived_gone");
            sql.Each("SELECT network, key FROM archived_gone WHERE by_author = 1 AND gone > back", row => Gone.Add(((Network)row.Int(0), row.Long(1))));
        }

        public KeyTable[] Tables { get; } = new KeyTable[Networks];

        public HashSet<(Network Network, long Author)> Gone { get; } = [];

        public bool AnythingGone { get; set; }

        public int Last { get; set; }

        public bool Valid { get; set; } = true;

        public static int Newest(Sql sql) => (int)(sql.Number("SELECT max(id) FROM archived_people") ?? 0);
    }
}
