using System.Text;

namespace Antiphon.Moderation.Hosts;

/// <summary>Lists of blocked servers as Mastodon exports and imports them: comma-separated, the first line names the columns.</summary>
public static class HostCsv
{
    /// <summary>Lines that one list has at most; the longest that are shared have some 3,000.</summary>
    public const int MostLines = 20_000;

    private const string Columns = "#domain,#severity,#reject_media,#reject_reports,#public_comment,#obfuscate";

    public static string Write(IEnumerable<HostBlock> blocks)
    {
        var text = new StringBuilder(Columns).Append('\n');
        foreach (var block in blocks)
        {
            text.Append(block.Domain).Append(',').Append(block.Severity switch { HostSeverity.Suspended => "suspend", HostSeverity.Limited => "silence", _ => "noop" }).Append(',')
                .Append(Flag(block.RejectMedia)).Append(',').Append(Flag(block.RejectReports)).Append(',').Append(Quoted(block.PublicComment ?? string.Empty)).Append(',').Append(Flag(block.Obfuscate)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Reads a list; without a line of names the first column is the domain and all are suspended, as Mastodon does with a bare list.</summary>
    public static IReadOnlyList<(string Domain, HostBlockChange Wanted)> Read(string text)
    {
        var lines = Rows(text.TrimStart('\uFEFF')).Take(MostLines).ToList();
        if (lines.Count == 0) return [];
        var names = lines[0].Select(static name => name.Trim().TrimStart('#').ToLowerInvariant()).ToList();
        var named = names.Contains("domain");
        int Place(string name) => named ? names.IndexOf(name) : name == "domain" ? 0 : -1;
        var (domain, severity, media, reports, comment, obfuscate) = (Place("domain"), Place("severity"), Place("reject_media"), Place("reject_reports"), Place("public_comment"), Place("obfuscate"));
        return
        [
            .. lines.Skip(named ? 1 : 0).Select(line => (At(line, domain), new HostBlockChange(
                At(line, severity) switch { "silence" => HostSeverity.Limited, "noop" => HostSeverity.None, _ => HostSeverity.Suspended },
                Is(At(line, media)), Is(At(line, reports)), Is(At(line, obfuscate)), PublicComment: Short(At(line, comment))))).Where(static one => one.Item1.Length > 0),
        ];
    }

    private static string At(IReadOnlyList<string> line, int place) => place >= 0 && place < line.Count ? line[place].Trim() : string.Empty;

    private static bool Is(string text) => text.Equals("true", StringComparison.OrdinalIgnoreCase) || text is "1" or "t";

    private static string? Short(string text) => text.Length == 0 ? null : text.Length > BlockHost.MaxComment ? text[..BlockHost.MaxComment] : text;

    private static string Flag(bool flag) => flag ? "true" : "false";

    /// <summary>A comment that a spreadsheet would take for a formula is kept from being one.</summary>
    private static string Quoted(string text)
    {
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n') text = "'" + text;
        return text.AsSpan().ContainsAny(",\"\n\r") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    /// <summary>RFC 4180.</summary>
    private static IEnumerable<List<string>> Rows(string text)
    {
        var (row, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c != '"') cell.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[++i]);
                else quoted = false;
            }
            else if (c == '"' && cell.Length == 0)
            {
                quoted = true;
            }
            else if (c is ',' or '\n')
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (c == ',') continue;
                if (row.Count > 1 || row[0].Trim().Length > 0) yield return row;
                row = [];
            }
            else
            {
                cell.Append(c);
            }
        }

        row.Add(cell.ToString());
        if (row.Count > 1 || row[0].Trim().Length > 0) yield return row;
    }
}
