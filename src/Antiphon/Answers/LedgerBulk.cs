using Antiphon.Answers.Recognition;
using Antiphon.Live;
using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.Answers;

/// <summary>Evidence on its way into the ledger.</summary>
public readonly record struct Line(long Source, Evidence Evidence, Why Why);

/// <summary>Much evidence has entered at once.</summary>
public sealed record EvidenceBatch(long Call, IReadOnlyList<Entry> Entries) : Happening;

/// <summary>The ledger's way in for thousands of lines at once, with the same rules as <see cref="Ledger.Enter"/>.</summary>
public static class LedgerBulk
{
    /// <summary>Enters what is not there yet.</summary>
    /// <param name="entered">How many entered, by ring; added to.</param>
    /// <returns>How many entered.</returns>
    public static int Enter(Tx tx, long call, long? file, IReadOnlyList<Line> lines, Dictionary<Ring, long> entered, out long stories)
    {
        stories = 0;
        var count = lines.Count;
        if (count == 0) return 0;
        var columns = new Columns(tx, lines);
        var fresh = Bulk.InsertNew(
            tx,
            "evidence",
            ["call", "person", "source", "kind"],
            count,
            BulkColumn.Same("call", call),
            BulkColumn.Of("person", columns.Person),
            BulkColumn.Of("source", columns.Source),
            BulkColumn.Of("kind", columns.Kind),
            BulkColumn.Of("seq", columns.Sequence),
            BulkColumn.Of("ring", columns.Ring),
            BulkColumn.Of("tier", columns.Tier),
            BulkColumn.Of("network", columns.Network),
            BulkColumn.Of("story", columns.Story),
            BulkColumn.Of("at", columns.At));
        var entries = new List<Entry>(count);
        for (var i = 0; i < count; i++)
        {
            if (!fresh[i]) continue;
            var evidence = lines[i].Evidence;
            entries.Add(new Entry(columns.Sequence[i], evidence, 0, default));
            entered[evidence.Ring] = entered.GetValueOrDefault(evidence.Ring) + 1;
            if (evidence.Story) stories++;
        }

        if (entries.Count == 0) return 0;
        if (entries.Count < count) columns.Keep(fresh, entries.Count);
        var rows = entries.Count;
        Bulk.InsertNew(
            tx,
            "ledger",
            ["seq"],
            rows,
            BulkColumn.Of("seq", columns.Sequence),
            BulkColumn.Same("call", call),
            BulkColumn.Same("closes", 0),
            BulkColumn.Same("reason", 0),
            BulkColumn.Of("person", columns.Person),
            BulkColumn.Of("kind", columns.Kind),
            BulkColumn.Of("source", columns.Source),
            BulkColumn.Of("ring", columns.Ring),
            BulkColumn.Of("tier", columns.Tier),
            BulkColumn.Of("network", columns.Network),
            BulkColumn.Of("story", columns.Story),
            BulkColumn.Of("why", columns.Why),
            BulkColumn.Of("at", columns.At),
            BulkColumn.Same("recorded", tx.Now),
            BulkColumn.Same("file", file ?? BulkColumn.Null));
        tx.Happened(new EvidenceBatch(call, entries));
        return rows;
    }

    private sealed class Columns
    {
        public long[] Sequence;
        public long[] Person;
        public long[] Source;
        public long[] Kind;
        public long[] Ring;
        public long[] Tier;
        public long[] Network;
        public long[] Story;
        public long[] Why;
        public long[] At;

        public Columns(Tx tx, IReadOnlyList<Line> lines)
        {
            var count = lines.Count;
            (Sequence, Person, Source, Kind, Ring) = (new long[count], new long[count], new long[count], new long[count], new long[count]);
            (Tier, Network, Story, Why, At) = (new long[count], new long[count], new long[count], new long[count], new long[count]);
            for (var i = 0; i < count; i++)
            {
                var line = lines[i];
                var evidence = line.Evidence;
                Sequence[i] = tx.NewSequence();
                Person[i] = evidence.Person;
                Source[i] = line.Source;
                Kind[i] = (long)evidence.Kind;
                Ring[i] = (long)evidence.Ring;
                Tier[i] = (long)evidence.Tier;
                Network[i] = (long)evidence.Network;
                Story[i] = evidence.Story ? 1 : 0;
                Why[i] = (long)line.Why;
                At[i] = evidence.At;
            }
        }

        /// <summary>Drops the rows that were there already.</summary>
        public void Keep(bool[] fresh, int rows)
        {
            Sequence = Only(Sequence, fresh, rows);
            Person = Only(Person, fresh, rows);
            Source = Only(Source, fresh, rows);
            Kind = Only(Kind, fresh, rows);
            Ring = Only(Ring, fresh, rows);
            Tier = Only(Tier, fresh, rows);
            Network = Only(Network, fresh, rows);
            Story = Only(Story, fresh, rows);
            Why = Only(Why, fresh, rows);
            At = Only(At, fresh, rows);
        }

        private static long[] Only(long[] values, bool[] fresh, int rows)
        {
            var kept = new long[rows];
            var at = 0;
            for (var i = 0; i < values.Length; i++)
            {
                if (fresh[i]) kept[at++] = values[i];
            }

            return kept;
        }
    }
}
