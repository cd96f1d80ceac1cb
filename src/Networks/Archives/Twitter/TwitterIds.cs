using Antiphon.Answers.Recognition;
using Antiphon.Intake;
using Antiphon.Networks.Archives.Reading;
using Antiphon.Networks.Archives.Tables;
using Antiphon.Tally;

namespace Antiphon.Networks.Archives.Twitter;

/// <summary>
/// Ids of tweets and nothing else, as their terms let researchers pass them on: one a line, or a table with "tweet_id" and perhaps "in_reply_to_tweet_id". The id says when the tweet was made;
/// who made it nobody says, so each is an answer that was published, and nobody as a person.
/// </summary>
public sealed class TwitterIds : TableRows
{
    // Ids were collected because they carried the words; there is nothing else to judge.
    private static readonly RowWords Said = new(0, FirstPerson: false, StoryHint: false, Attachment.FreeStanding);

    public override string Name => "twitter-ids";

    public override string Description => "Ids of tweets, one a line, or a table with tweet_id[,in_reply_to_tweet_id] (ICPSR)";

    protected override string? LongIds => "tweet_id";

    protected override bool Recognises(Columns columns, ReadOnlySpan<byte> head)
    {
        if (columns["tweet_id"] >= 0 && columns.First("text", "full_text", "body") < 0) return true;
        var checkedLines = 0;
        foreach (var range in head.Split((byte)'\n'))
        {
            // The last one may go on behind the head.
            var line = head[range].Trim(" \t\r\""u8);
            if (line.IsEmpty || range.End.GetOffset(head.Length) == head.Length) continue;
            if (!IsId(line)) return false;
            checkedLines++;
        }

        return checkedLines > 0 || IsId(head.Trim(" \t\r\n\""u8));
    }

    protected override bool HasHead(Columns columns) => columns.First("tweet_id", "id") >= 0;

    protected override ITableRow Begin(Columns columns) => new IdRow(Math.Max(0, columns.First("tweet_id", "id")), columns["in_reply_to_tweet_id"]);

    private static bool IsId(ReadOnlySpan<byte> text) => text.Length is >= 5 and <= 20 && (TableValues.IsDigits(text) || SpreadsheetIds.IsPower(text));

    private sealed class IdRow(int id, int parent) : ITableRow
    {
        public string? Take(CsvReader row, Gathered rows)
        {
            var text = row[id].Trim(" \t"u8);
            if (SpreadsheetIds.IsPower(text)) return "its id was destroyed by a spreadsheet";
            if (!TableValues.IsDigits(text)) return "is no id";
            var key = ArchivedKey.Of(text);
            if (TwitterFields.TimeOf(key) is not (not 0 and var at)) return "is an id of before November 2010, which says no time";
            rows.Row();
            var to = row[parent].Trim(" \t"u8);
            rows.Add(new ArchivedItem
            {
                Kind = ArchivedKind.Post,
                Network = Network.Twitter,
                Key = key,
                At = at,
                Parent = TableValues.IsDigits(to) ? ArchivedKey.Of(to) : 0,
                Words = Said,
            });
            return null;
        }
    }
}
