using System.Buffers.Text;
using Antiphon.Intake;
using Antiphon.Networks.Archives.Reading;
using Antiphon.Networks.Archives.Tables;
using Antiphon.Tally;

namespace Antiphon.Networks.Archives.Meta;

/// <summary>
/// What Meta's Content Library lets out: posts of large accounts with their counters, without words and without links. Nothing in it can be counted as an answer, so its sums are claims, shown with
/// their source and added to nothing. A counter that is absent is no nought: films have views, other posts none.
/// </summary>
public sealed class ContentLibrary : TableRows
{
    public override string Name => "meta-content-library";

    public override string Description => "Facebook or Instagram, figures of Meta's Content Library (CSV); shown as claims";

    protected override string? LongIds => "id";

    protected override bool Recognises(Columns columns, ReadOnlySpan<byte> head) => columns.HasAll("id", "creation_time", "statistics.like_count", "post_owner.type");

    protected override ITableRow Begin(Columns columns) => new Row(columns);

    private sealed class Row(Columns columns) : ITableRow
    {
        // Facebook's posts have reactions, Instagram's only likes.
        private readonly Network network = columns["statistics.reaction_count"] >= 0 || columns["content_type"] >= 0 ? Network.Facebook : Network.Instagram;
        private readonly int id = columns.Needed("id");
        private readonly int created = columns.Needed("creation_time");
        private readonly (string What, int Column)[] counters =
        [
            ("likes", columns["statistics.like_count"]), ("reactions", columns["statistics.reaction_count"]), ("replies", columns["statistics.comment_count"]), ("boosts", columns["statistics.share_count"]),
        ];

        private readonly long?[] sums = new long?[4];
        private readonly HashSet<long> seen = [];
        private long first = long.MaxValue;
        private long last = long.MinValue;

        public string? Take(CsvReader row, Gathered rows)
        {
            if (row[id].IsEmpty) return "has no id";
            if (!Rfc3339.TryParse(row[created], out var at)) return "has no time";
            for (var i = 0; i < counters.Length; i++)
                if (!row[counters[i].Column].IsEmpty && Count(row[counters[i].Column]) is null) return $"has a counter of {counters[i].What} that is no number";
            rows.Row();
            rows.Other();
            if (!seen.Add(ArchivedKey.Of(row[id]))) return null;
            (first, last) = (Math.Min(first, at), Math.Max(last, at));
            for (var i = 0; i < counters.Length; i++)
                if (Count(row[counters[i].Column]) is { } count) sums[i] = (sums[i] ?? 0) + count;
            return null;
        }

        public void End(Gathered rows)
        {
            if (seen.Count == 0) return;
            rows.Add(new ArchivedClaim(network, "posts", seen.Count, first, last));
            for (var i = 0; i < counters.Length; i++)
                if (sums[i] is { } sum) rows.Add(new ArchivedClaim(network, counters[i].What, sum, first, last));
        }

        private static long? Count(ReadOnlySpan<byte> text) => Utf8Parser.TryParse(text, out long value, out var used) && used == text.Length && value is >= 0 and <= int.MaxValue ? value : null;
    }
}
