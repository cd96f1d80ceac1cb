using System.Buffers;
using System.Text;

namespace Antiphon.Networks.Archives.Reading;

/// <summary>
/// Rows of separated values (RFC 4180): fields in quotes hold separators, doubled quotes and ends of lines. The separator is a comma, a semicolon or a tabulator: whichever the head has most of.
/// <code>while (await rows.Fill(cancel)) while (rows.TryNext()) … rows[3]</code>
/// </summary>
public sealed class CsvReader(Stream stream) : IDisposable
{
    /// <summary>Of one row. A quote that is never closed would take the rest of the file for one field.</summary>
    public const int LongestRow = 1 << 22;

    /// <summary>Columns of one row; the widest known export has 90.</summary>
    public const int MostFields = 1_024;

    private const int FirstBuffer = 1 << 20;

    private readonly List<(int Start, int End, bool Quoted)> fields = [];
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    private byte[] unquoted = new byte[256];
    private int start;
    private int end;
    private bool over;
    private long linesRead;

    /// <summary>Between the fields; known once the first row was read.</summary>
    public byte Separator { get; private set; }

    /// <summary>The line on which the row begins, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>How many fields the row has.</summary>
    public int Count => fields.Count;

    /// <summary>Whether there is no more than one field and nothing in it.</summary>
    public bool IsEmpty => Count == 0 || (Count == 1 && fields[0].Start == fields[0].End);

    /// <summary>A field without its quotes; empty where the row is too short. Good until the next field or row.</summary>
    public ReadOnlySpan<byte> this[int field]
    {
        get
        {
            if ((uint)field >= (uint)fields.Count) return default;
            var (from, upto, quoted) = fields[field];
            var text = buffer.AsSpan(from, upto - from);
            return quoted && text.Contains((byte)'"') ? Undoubled(text) : text;
        }
    }

    /// <summary>A field as text; null where it is empty or absent.</summary>
    public string? Text(int field) => this[field] is { IsEmpty: false } text ? Encoding.UTF8.GetString(text) : null;

    /// <summary>The separator of a head, by what stands in its first line.</summary>
    public static byte SeparatorOf(ReadOnlySpan<byte> head)
    {
        var line = head.IndexOf((byte)'\n') is var at and >= 0 ? head[..at] : head;
        var (commas, semicolons, tabs) = (line.Count((byte)','), line.Count((byte)';'), line.Count((byte)'\t'));
        return tabs > commas && tabs >= semicolons ? (byte)'\t' : semicolons > commas ? (byte)';' : (byte)',';
    }

    /// <summary>The names of the columns in a file's beginning, as they stand there without their quotes.</summary>
    public static IReadOnlyList<string> Columns(ReadOnlySpan<byte> head)
    {
        using var rows = new CsvReader(new MemoryStream(head.ToArray()));
        rows.over = true;
        head.CopyTo(rows.Room(head.Length));
        rows.end = head.Length;
        if (!rows.TryNext()) return [];
        var names = new string[rows.Count];
        for (var i = 0; i < names.Length; i++) names[i] = Encoding.UTF8.GetString(rows[i]).Trim();
        return names;
    }

    /// <summary>Reads on. False when there is nothing more.</summary>
    public async ValueTask<bool> Fill(CancellationToken cancel)
    {
        if (over) return false;
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (end, start) = (end - start, 0);
        }

        if (end == buffer.Length) Room(end * 2);
        var read = await stream.ReadAsync(buffer.AsMemory(end), cancel).ConfigureAwait(false);
        end += read;
        over = read == 0;
        return !over || end > start;
    }

    /// <summary>Goes to the next whole row of what was read.</summary>
    /// <exception cref="InvalidDataException">A row has no end: nothing behind it can be read.</exception>
    public bool TryNext()
    {
        fields.Clear();
        if (start == end) return false;
        if (Separator == 0)
        {
            var first = buffer.AsSpan(start, end - start);
            if (!over && !first.Contains((byte)'\n')) return NotYet();
            Separator = SeparatorOf(first);
        }

        var (at, lines) = (start, 0);
        while (true)
        {
            if (!Field(ref at, ref lines, out var last)) return NotYet();
            if (!last) continue;
            Line = linesRead + 1;
            linesRead += lines + 1;
            start = at;
            return true;
        }
    }

    public void Dispose()
    {
        stream.Dispose();
        var returned = buffer;
        buffer = [];
        if (returned.Length > 0) ArrayPool<byte>.Shared.Return(returned);
    }

    /// <summary>One field, and whether it ends the row. False where its end was not read yet.</summary>
    private bool Field(ref int at, ref int lines, out bool last)
    {
        last = false;
        if (fields.Count == MostFields) throw new InvalidDataException($"Line {linesRead + 1} has more than {MostFields} columns: this is no table of posts.");
        if (at < end && buffer[at] == '"') return QuotedField(ref at, ref lines, out last);
        var length = buffer.AsSpan(at, end - at).IndexOfAny(Separator, (byte)'\n');
        if (length < 0)
        {
            if (!over) return false;
            length = end - at;
            last = true;
        }
        else
        {
            last = buffer[at + length] == '\n';
        }

        Add(at, at + length, last, quoted: false);
        at = Math.Min(at + length + 1, end);
        return true;
    }

    private bool QuotedField(ref int at, ref int lines, out bool last)
    {
        last = false;
        var from = at + 1;
        var look = from;
        while (true)
        {
            var quote = buffer.AsSpan(look, end - look).IndexOf((byte)'"');
            if (quote < 0) return over ? throw new InvalidDataException($"On line {linesRead + 1} a quotation mark is opened and never closed: this file is cut off or damaged.") : false;
            quote += look;

            // Whether it is doubled shows only with the byte behind it.
            if (quote + 1 == end && !over) return false;
            if (quote + 1 < end && buffer[quote + 1] == '"')
            {
                look = quote + 2;
                continue;
            }

            var behind = buffer.AsSpan(quote + 1, end - quote - 1).IndexOfAny(Separator, (byte)'\n');
            if (behind < 0 && !over) return false;
            lines += buffer.AsSpan(from, quote - from).Count((byte)'\n');
            fields.Add((from, quote, true));
            last = behind < 0 || buffer[quote + 1 + behind] == '\n';
            at = behind < 0 ? end : quote + 2 + behind;
            return true;
        }
    }

    private void Add(int from, int upto, bool last, bool quoted)
    {
        if (last && upto > from && buffer[upto - 1] == '\r') upto--;
        fields.Add((from, upto, quoted));
    }

    private bool NotYet()
    {
        fields.Clear();
        if (end - start > LongestRow) throw new InvalidDataException($"The row that begins on line {linesRead + 1} has no end within {LongestRow:N0} bytes: a quotation mark is missing, or this is no table.");
        return false;
    }

    private ReadOnlySpan<byte> Undoubled(ReadOnlySpan<byte> text)
    {
        if (unquoted.Length < text.Length) unquoted = new byte[text.Length * 2];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            unquoted[length++] = text[i];
            if (text[i] == '"' && i + 1 < text.Length && text[i + 1] == '"') i++;
        }

        return unquoted.AsSpan(0, length);
    }

    private Span<byte> Room(int length)
    {
        if (length <= buffer.Length) return buffer;
        var larger = ArrayPool<byte>.Shared.Rent(length);
        buffer.AsSpan(0, end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return buffer = larger;
    }
}
