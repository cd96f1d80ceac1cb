using System.Runtime.CompilerServices;
using System.Text.Json;
using Antiphon.Intake;

namespace Antiphon.Networks.Archives.Reading;

/// <summary>A format of one JSON document a line, or of the same documents in one array.</summary>
public abstract class JsonRows : IArchiveFormat
{
    public abstract string Name { get; }

    public abstract string Description { get; }

    public bool Recognises(Archive archive) => archive.Only is { } entry && Recognises(JsonShape.Of(archive.Head(entry)));

    public virtual bool Needs(ArchiveEntry entry) => true;

    public async IAsyncEnumerable<ArchivedRows> Read(Archive archive, [EnumeratorCancellation] CancellationToken cancel)
    {
        var entry = archive.Only ?? throw new InvalidDataException("This holds several files. Unpack it and give them one by one: import FILE FILE …");
        var taking = Begin();
        var rows = new Gathered();
        if (archive.Head(entry).TrimStart(" \t\r\n"u8) is [(byte)'[', ..])
        {
            using var items = new JsonItems(archive.Open(entry));
            while (await items.Fill(cancel).ConfigureAwait(false))
            {
                while (items.TryNext(out var item))
                {
                    Take(taking, item.Span, items.Line, rows);
                    if (rows.Full) yield return rows.Done();
                }
            }

            if (!items.Closed) rows.Damage(items.Line, "is the last that could be read: the file is cut off behind it");
        }
        else
        {
            using var lines = new LineReader(archive.Open(entry));
            while (await lines.Fill(cancel).ConfigureAwait(false))
            {
                while (lines.TryNext(out var line))
                {
                    if (lines.TooLong) rows.Damage(lines.Number, $"is longer than {LineReader.Longest:N0} bytes");
                    else Take(taking, line.Span, lines.Number, rows);
                    if (rows.Full) yield return rows.Done();
                }
            }
        }

        if (!rows.IsEmpty) yield return rows.Done();
    }

    protected abstract bool Recognises(JsonShape shape);

    /// <summary>What reads the rows of one file, one after the other.</summary>
    protected abstract IJsonRow Begin();

    /// <summary>One document into rows; a broken one is named and leaves nothing behind.</summary>
    public static void Take(IJsonRow taking, ReadOnlySpan<byte> document, long line, Gathered rows)
    {
        ArgumentNullException.ThrowIfNull(taking);
        ArgumentNullException.ThrowIfNull(rows);
        if (document.IndexOfAnyExcept(" \t\r"u8) < 0) return;
        rows.Begin();
        try
        {
            var json = new Utf8JsonReader(document, JsonValues.Options);
            json.Read();
            if (json.TokenType != JsonTokenType.StartObject) throw new JsonException("is no JSON object");
            taking.Take(ref json, rows);

            // Nothing may follow; more would be reported as broken here.
            json.Read();
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or FormatException or OverflowException)
        {
            rows.Undo(line, JsonValues.Why(broken));
        }
    }
}

/// <summary>Reads one document, of which the opening brace is at hand, up to its closing brace.</summary>
public interface IJsonRow
{
    void Take(ref Utf8JsonReader json, Gathered rows);
}
