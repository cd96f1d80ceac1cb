using System.Runtime.CompilerServices;
using Antiphon.Intake;
using Antiphon.Networks.Archives.Reading;

namespace Antiphon.Networks.Archives.Bluesky;

/// <summary>What somebody wrote down of Jetstream, one event a line. The network is public throughout: there is nothing in it that not everybody could read.</summary>
public sealed class JetstreamFormat : IArchiveFormat
{
    /// <summary>Of one event: a record has at most a million bytes.</summary>
    private const int LongestLine = 1 << 22;

    public string Name => "bluesky-jetstream";

    public string Description => "Bluesky, events of Jetstream, one a line (version 1 and 2)";

    public bool Recognises(Archive archive)
    {
        if (archive.Only is not { } entry || JsonShape.Of(archive.Head(entry)) is not { IsList: false } first) return false;
        return first.Has("did", "kind") && first.HasAny("time_us", "time", "commit", "identity", "account") || first.Has("$type", "payload") || first.Has("$type", "did", "seq", "time");
    }

    public async IAsyncEnumerable<ArchivedRows> Read(Archive archive, [EnumeratorCancellation] CancellationToken cancel)
    {
        var entry = archive.Only ?? throw new InvalidDataException("Give Jetstream's events as one file: this container holds several.");
        using var lines = new LineReader(archive.Open(entry), LongestLine);
        var rows = new RowCollector();
        var parser = new JetstreamLine();
        while (await lines.Fill(cancel).ConfigureAwait(false))
        {
            while (lines.TryNext(out var line))
            {
                if (lines.TooLong) rows.Damaged(lines.Number, "is longer than any event can be");
                else if (!line.IsEmpty) parser.Take(line.Span, lines.Number, rows);
                if (rows.IsFull) yield return rows.Done();
            }
        }

        if (!rows.IsEmpty) yield return rows.Done();
    }
}
