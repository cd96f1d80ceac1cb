using Antiphon.Intake;
using Antiphon.Networks.Archives.Reading;
using Antiphon.Networks.Archives.Twitter;
using Antiphon.Tally;

namespace Antiphon.Networks.Archives.Tables;

/// <summary>DMI-TCAT's full export, of thirty-six columns. Retweets are their text with "RT @name: " before it, so they are counted as seen and for nothing.</summary>
public sealed class DmiTcat : TableRows
{
    public override string Name => "dmi-tcat";

    public override string Description => "DMI-TCAT's full export of tweets, CSV or TSV";

    protected override string? LongIds => "id";

    protected override bool Recognises(Columns columns, ReadOnlySpan<byte> head) => columns.HasAll("id", "time", "created_at", "from_user_name", "from_user_id", "text");

    protected override ITableRow Begin(Columns columns) => new DmiTcatRow(columns);

    private sealed class DmiTcatRow(Columns columns) : ITableRow
    {
        private readonly TwitterLanguages languages = new();
        private readonly int id = columns.Needed("id");
        private readonly int author = columns.Needed("from_user_id");
        private readonly int text = columns.Needed("text");
        private readonly int unixTime = columns["time"];
        private readonly int created = columns["created_at"];
        private readonly int parent = columns["in_reply_to_status_id"];
        private readonly int quoted = columns["quoted_status_id"];
        private readonly int language = columns["lang"];
        private readonly int boosts = columns["retweet_count"];
        private readonly int likes = columns["favorite_count"];
        private readonly int authorCreated = columns["from_user_created_at"];

        public string? Take(CsvReader row, Gathered rows)
        {
            if (!TableValues.IsDigits(row[id])) return "its id is no number: a spreadsheet may have rounded it";
            var key = ArchivedKey.Of(row[id]);
            var words = row.Text(text);
            rows.Row();
            if (TwitterFields.IsCopiedBoost(words))
            {
                rows.Other();
                return null;
            }

            var at = TableValues.UnixTime(row[unixTime]) is not 0 and var exact ? exact : TableValues.Time(row[created]);
            rows.Add(new ArchivedItem
            {
                Kind = ArchivedKind.Post,
                Network = Network.Twitter,
                Key = key,
                Author = Id(row[author]),
                AuthorCreated = TableValues.Time(row[authorCreated]),
                At = at != 0 ? at : TwitterFields.TimeOf(key),
                Parent = Id(row[parent]),
                Quoted = Id(row[quoted]),
                Text = TwitterFields.Plain(words),
                Language = languages.Of(row[language]),
                ReportedBoosts = TableValues.Count(row[boosts]),
                ReportedLikes = TableValues.Count(row[likes]),
            });
            return null;
        }

        // The database behind it writes nought for none.
        private static long Id(ReadOnlySpan<byte> text) => text is [(byte)'0'] ? 0 : ArchivedKey.Of(text);
    }
}
