using Antiphon.Networks.Archives.Reading;

namespace Antiphon.Networks.Archives;

/// <summary>Which format an archive is in, by its content. Where none fits or several do, a sentence that helps.</summary>
public static class Recognition
{
    private const int MostNames = 8;

    /// <param name="format">Overrules the content; null to recognise.</param>
    public static Outcome<Recognised> Of(Archive archive, string? format)
    {
        ArgumentNullException.ThrowIfNull(archive);
        if (format is not null)
        {
            return Formats.Named(format) is { } named
                ? new Recognised(named)
                : Refusal.Invalid("format", $"\"{format}\" is no format that can be read. These can: {Names(Formats.All)}.");
        }

        try
        {
            var fitting = Formats.All.Where(one => one.Recognises(archive)).ToList();
            return fitting switch
            {
                [var one] => new Recognised(one),
                [] => Refusal.Invalid("file", Guess(archive)),
                _ => Refusal.Invalid("format", $"This file may be in several formats: {Names(fitting)}. Say which with --format."),
            };
        }
        catch (InvalidDataException broken)
        {
            return Refusal.Invalid("file", broken.Message);
        }
    }

    private static string Names(IEnumerable<IArchiveFormat> formats) => string.Join(", ", formats.Select(static format => format.Name));

    private static string Guess(Archive archive)
    {
        if (archive.IsContainer && Inside(archive) is { } inside) return inside;
        if (archive.Only is { } only) return Guess(archive.Head(only));
        return $"None of the {archive.Entries.Count:N0} files in this is one that can be read. Formats: {Names(Formats.All)}. Files that belong to no archive of one person are given one by one: import FILE FILE …";
    }

    private static string? Inside(Archive archive)
    {
        bool Any(Func<string, bool> is_) => archive.Entries.Any(entry => is_(entry.Path));
        if (Any(static path => path.StartsWith("xl/", StringComparison.Ordinal))) return "This is an Excel file, which rounds the ids of posts. Give the file that it was made from, or a CSV that Excel never opened.";
        if (Any(static path => path.StartsWith("word/", StringComparison.Ordinal))) return "This is a Word document, and no archive.";
        if (Any(static path => path.EndsWith("content.xml", StringComparison.Ordinal)) && Any(static path => path == "mimetype")) return "This is a document of an office program, and no archive.";
        if (!Any(static path => path.EndsWith(".html", StringComparison.Ordinal) && (path.Contains("posts/", StringComparison.Ordinal) || path.Contains("_activity/", StringComparison.Ordinal)))) return null;
        return Any(static path => path.Contains("instagram", StringComparison.OrdinalIgnoreCase))
            ? "This is a download of Instagram in HTML, made for reading. Ask Instagram for it once more and choose the format JSON."
            : "This is a download of Facebook in HTML, made for reading. Ask Facebook for it once more and choose the format JSON.";
    }

    private static string Guess(ReadOnlySpan<byte> head)
    {
        var start = head.TrimStart(" \t\r\n"u8);
        if (Begins(start, "<!doctype html"u8) || Begins(start, "<html"u8)) return "This is a saved web page. A page shows some of its posts to one reader: ask the network, or whoever collected them, for the data as JSON or CSV.";
        if (start.StartsWith("<"u8)) return "This is XML or HTML, in which no archive that can be read comes. Ask for the data as JSON or CSV.";
        if (start.StartsWith("%PDF"u8)) return "This is a PDF, made for reading. Ask for the data as JSON or CSV.";
        if (start.StartsWith("SQLite format 3\0"u8)) return "This is a SQLite database. Export its posts as CSV.";
        if (start.StartsWith("PAR1"u8)) return "This is a Parquet file. Convert it to CSV or to lines of JSON.";
        if (start is [0xD0, 0xCF, 0x11, 0xE0, ..]) return "This is an old Excel or Word file, which rounds the ids of posts. Give the file that it was made from.";
        if (start is [0x89, (byte)'P', (byte)'N', (byte)'G', ..] or [0xFF, 0xD8, 0xFF, ..] or [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..]) return "This is a picture, and no archive.";
        var known = $"Formats that can be read: {Names(Formats.All)}; --format says which it is.";
        var shape = JsonShape.Of(start);
        if (shape.IsJson) return $"This is JSON of a kind that is not known here (it begins with: {string.Join(", ", shape.Names.Take(MostNames))}). {known}";
        if (head.Contains((byte)0)) return $"This is a file of bytes and no text, of a kind that is not known here. {known}";
        var columns = CsvReader.Columns(head);
        return columns.Count > 1
            ? $"This is a table with columns that are not known here ({string.Join(", ", columns.Take(MostNames).Select(Plain))}). {known}"
            : $"This is text of a kind that is not known here. {known}";
    }

    // What stands in a stranger's file goes onto a terminal.
    private static string Plain(string name) => new([.. name.Take(40).Select(static c => char.IsControl(c) ? ' ' : c)]);

    private static bool Begins(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lower) => text.Length >= lower.Length && System.Text.Ascii.EqualsIgnoreCase(text[..lower.Length], lower);
}

/// <summary>The format that an archive is in.</summary>
public sealed record Recognised(IArchiveFormat Format);
