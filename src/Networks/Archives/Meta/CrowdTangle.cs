using System.Text;
using Antiphon.Intake;
using Antiphon.Networks.Archives.Reading;
using Antiphon.Networks.Archives.Tables;
using Antiphon.Tally;

namespace Antiphon.Networks.Archives.Meta;

/// <summary>
/// What CrowdTangle exported until it was closed on 14 August 2024: posts of public pages and groups of Facebook. A page or a group is not a person, and whoever wrote for it is not said: its posts are
/// counted as posts and nobody as a person.
/// </summary>
public sealed class CrowdTangle : TableRows
{
    public override string Name => "crowdtangle";

    public override string Description => "Facebook, posts of pages and groups as CrowdTangle exported them (CSV)";

    protected override bool Recognises(Columns columns, ReadOnlySpan<byte> head) => columns.HasAll("Post Created", "Total Interactions", "Message", "URL") && columns.First("Page Name", "Group Name") >= 0;

    protected override ITableRow Begin(Columns columns) => new Row(columns);

    private sealed class Row(Columns columns) : ITableRow
    {
        private readonly int created = columns.Needed("Post Created");
        private readonly int address = columns.Needed("URL");
        private readonly int message = columns.Needed("Message");
        private readonly int likes = columns["Likes"];
        private readonly int shares = columns["Shares"];

        public string? Take(CsvReader row, Gathered rows)
        {
            if (row[address].IsEmpty) return "has no URL, and so no id";
            var key = ArchivedKey.Of(row[address]);
            if (!TryTime(row[created], out var at, out var why)) return why;
            rows.Row();
            rows.Add(new ArchivedItem
            {
                Kind = ArchivedKind.Post, Network = Network.Facebook, Key = key, At = at, Text = row.Text(message) ?? string.Empty,
                ReportedLikes = Count(row[likes]), ReportedBoosts = Count(row[shares]),
            });
            return null;
        }

        /// <summary>"2017-10-15 17:02:11 EDT": the time at which whoever exported it set their clock.</summary>
        private static bool TryTime(ReadOnlySpan<byte> text, out long at, out string why)
        {
            at = TableValues.Time(text);
            why = "has no time";
            if (at == 0) return false;
            var zone = text[19..].Trim((byte)' ');
            if (Hours(zone) is not { } hours)
            {
                why = zone.IsEmpty ? "has a time without a time zone" : "has a time in a time zone that is not known";
                return false;
            }

            at += hours * 3_600_000L;
            return true;
        }

        /// <summary>Hours that UTC is ahead.</summary>
        private static int? Hours(ReadOnlySpan<byte> zone) => Encoding.ASCII.GetString(zone) switch
        {
            "UTC" or "GMT" => 0,
            "EDT" => 4,
            "EST" or "CDT" => 5,
            "CST" or "MDT" => 6,
            "MST" or "PDT" => 7,
            "PST" => 8,
            _ => null,
        };

        /// <summary>"1,900"; null where it is absent or "N/A".</summary>
        private static int? Count(ReadOnlySpan<byte> text)
        {
            Span<byte> digits = stackalloc byte[16];
            var length = 0;
            foreach (var letter in text)
            {
                if (letter == ',') continue;
                if (length == digits.Length) return null;
                digits[length++] = letter;
            }

            return TableValues.Count(digits[..length]);
        }
    }
}
