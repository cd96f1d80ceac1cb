using Antiphon.Intake;
using Antiphon.Networks.Archives.Reading;
using Antiphon.Networks.Archives.Twitter;
using Antiphon.Tally;

namespace Antiphon.Networks.Archives.Tables;

/// <summary>
/// What 4CAT exports: its own columns for anything that somebody gathered, and its columns for Twitter. The network of a row is that of its link. A retweet says that it is one and not of
/// what, so it is counted as seen and for nothing.
/// </summary>
public sealed class FourCat : TableRows
{
    public override string Name => "4cat";

    public override string Description => "4CAT, CSV: its columns for any network, or those for Twitter";

    /// <summary>Its own columns take any ids, made up ones too.</summary>
    public override bool Recheckable => false;

    protected override string? LongIds => "id";

    protected override bool Recognises(Columns columns, ReadOnlySpan<byte> head) => columns.HasAll("id", "thread_id", "author", "body") && columns.First("timestamp", "unix_timestamp") >= 0;

    protected override ITableRow Begin(Columns columns) => new FourCatRow(columns);

    private sealed class FourCatRow(Columns columns) : ITableRow
    {
        private readonly TwitterLanguages languages = new();
        private readonly int id = columns.Needed("id");
        private readonly int thread = columns["thread_id"];
        private readonly int body = columns["body"];
        private readonly int authorId = columns["author_id"];
        private readonly int author = columns["author"];
        private readonly int time = columns["timestamp"];
        private readonly int unixTime = columns["unix_timestamp"];
        private readonly int parent = columns.First("parent_id", "in_reply_to", "reply_to");
        private readonly int link = columns.First("link", "url", "post_url");
        private readonly int boosts = columns["retweet_count"];
        private readonly int likes = columns.First("like_count", "likes");
        private readonly int language = columns.First("language_guess", "lang", "language");
        private readonly int isBoost = columns["is_retweet"];
        private readonly bool isTwitter = columns.HasAll("author_id", "is_retweet", "retweet_count");

        public string? Take(CsvReader row, Gathered rows)
        {
            var network = isTwitter ? Network.Twitter : Of(row[link]);
            if (row[id].IsEmpty) return "has no id";
            if (network == Network.Twitter && !TableValues.IsDigits(row[id])) return "its id is no number: a spreadsheet may have rounded it";
            var key = ArchivedKey.Of(row[id]);
            var at = TableValues.UnixTime(row[unixTime]) is not 0 and var exact ? exact : TableValues.Time(row[time]);
            if (at == 0) return "has no time";
            var text = row.Text(body);
            rows.Row();
            if (TableValues.Flag(row[isBoost]) || (network == Network.Twitter && TwitterFields.IsCopiedBoost(text)))
            {
                rows.Other();
                return null;
            }

            var root = ArchivedKey.Of(row[thread]);
            var who = row[authorId].IsEmpty ? row[author] : row[authorId];
            rows.Add(new ArchivedItem
            {
                Kind = ArchivedKind.Post,
                Network = network,
                Key = key,
                Author = ArchivedKey.Of(who),
                At = at,
                Parent = ArchivedKey.Of(row[parent]),
                Root = root == key ? 0 : root,
                Text = network == Network.Twitter ? TwitterFields.Plain(text) : text,
                Language = languages.Of(row[language]),
                ReportedBoosts = TableValues.Count(row[boosts]),
                ReportedLikes = TableValues.Count(row[likes]),
            });
            return null;
        }

        private static Network Of(ReadOnlySpan<byte> address)
        {
            if (address.IndexOf("://"u8) is var scheme and >= 0) address = address[(scheme + 3)..];
            if (address.IndexOf((byte)'/') is var slash and >= 0) address = address[..slash];
            return Host(address, "twitter.com"u8) || Host(address, "x.com"u8) ? Network.Twitter
                : Host(address, "facebook.com"u8) ? Network.Facebook
                : Host(address, "instagram.com"u8) ? Network.Instagram
                : Host(address, "reddit.com"u8) ? Network.Reddit
                : Host(address, "bsky.app"u8) ? Network.Bluesky
                : Network.Other;
        }

        // The domain itself, or a name below it.
        private static bool Host(ReadOnlySpan<byte> host, ReadOnlySpan<byte> domain) =>
            host.EndsWith(domain) && (host.Length == domain.Length || host[host.Length - domain.Length - 1] == '.');
    }
}
