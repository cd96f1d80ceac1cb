using System.Globalization;
using System.Text.Json;
using Antiphon.Filters;
using Antiphon.Intake.Own;
using Antiphon.Moderation.Warnings;
using Antiphon.People.Links;
using Antiphon.People.Security;
using Antiphon.Posts;
using Antiphon.Posts.Polls;
using Antiphon.Posts.Scheduling;
using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.People.Leaving;

/// <summary>A file of the export: an array, read and written page by page.</summary>
/// <param name="Page">Writes the entries after an id, and says the last one's; 0 where there was none.</param>
internal sealed record ExportList(string File, Func<Sql, Utf8JsonWriter, long, long, long> Page);

/// <summary>The lists of the export. Ids are strings, times are UTC as ISO 8601 writes them, enumerations are the house's words.</summary>
internal static class ExportLists
{
    /// <summary>Entries read at once.</summary>
    private const int PerPage = 500;

    public static readonly ExportList[] All =
    [
        new("posts.json", Posts),
        new("scheduled.json", Scheduled),
        new("votes.json", Votes),
        new("calls.json", Calls),
        new("answers.json", Answers),
        new("likes.json", static (sql, json, account, after) => Reactions(sql, json, account, after, ReactionKind.Like)),
        new("bookmarks.json", static (sql, json, account, after) => Reactions(sql, json, account, after, ReactionKind.Bookmark)),
        new("pinned.json", static (sql, json, account, after) => Reactions(sql, json, account, after, ReactionKind.Pin)),
        new("muted_conversations.json", static (sql, json, account, after) => Reactions(sql, json, account, after, ReactionKind.MuteConversation)),
        new("following.json", static (sql, json, account, after) => People(sql, json, account, after, "SELECT id, followee AS other, state FROM follows WHERE follower = $1")),
        new("followers.json", static (sql, json, account, after) => People(sql, json, account, after, "SELECT id, follower AS other, state FROM follows WHERE followee = $1")),
        new("blocks.json", static (sql, json, account, after) => People(sql, json, account, after, "SELECT id, target AS other, 1 AS state FROM blocks WHERE account = $1")),
        new("mutes.json", static (sql, json, account, after) => People(sql, json, account, after, "SELECT id, target AS other, 1 AS state FROM mutes WHERE account = $1")),
        new("filters.json", Filters),
        new("lists.json", static (sql, json, account, after) => Words(sql, json, account, after, "SELECT id, title, NULL AS other FROM lists WHERE account = $1", "title")),
        new("on_lists.json", static (sql, json, account, after) => Words(
            sql, json, account, after, "SELECT m.id, l.title, m.member AS other FROM list_members m JOIN lists l ON l.id = m.list WHERE m.account = $1", "list")),
        new("followed_tags.json", static (sql, json, account, after) => Words(sql, json, account, after, "SELECT id, name, NULL AS other FROM followed_tags WHERE account = $1", "hashtag")),
        new("featured_tags.json", static (sql, json, account, after) => Words(sql, json, account, after, "SELECT id, name, NULL AS other FROM featured_tags WHERE account = $1", "hashtag")),
        new("private_notes.json", static (sql, json, account, after) => Words(sql, json, account, after, "SELECT id, text, target AS other FROM private_notes WHERE account = $1", "note")),
        new("blocked_domains.json", static (sql, json, account, after) => Words(sql, json, account, after, "SELECT id, domain, NULL AS other FROM member_domain_blocks WHERE account = $1", "domain")),
        new("endorsements.json", static (sql, json, account, after) => People(sql, json, account, after, "SELECT id, target AS other, 1 AS state FROM endorsements WHERE account = $1")),
        new("passed_suggestions.json", static (sql, json, account, after) => People(sql, json, account, after, "SELECT id, target AS other, 1 AS state FROM passed_suggestions WHERE account = $1")),
        new("reports.json", Reported),
        new("warnings.json", Warned),
        new("links.json", Links),
        new("archives.json", Archives),
        new("sessions.json", Sessions),
        new("apps.json", Apps),
        new("push.json", Pushes),
        new("invitations.json", Invitations),
        new("security.json", Security),
    ];

    public static string Time(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    public static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static long Posts(Sql sql, Utf8JsonWriter json, long account, long after)
    {
        var posts = sql.Rows($"SELECT {Post.Columns} FROM posts WHERE author = $1 AND id > $2 ORDER BY id LIMIT {PerPage}", Post.Read, account, after);
        foreach (var post in posts)
        {
            json.WriteStartObject();
            json.WriteString("id", Id(post.Id));
            json.WriteString("created", Time(post.Created));
            json.WriteString("visibility", post.Visibility.ToString());
            if (post.BoostOf is { } boosted) json.WriteString("boost_of", Id(boosted));
            if (post.ReplyTo is { } parent) json.WriteString("reply_to", Id(parent));
            if (post.QuoteOf is { } quoted) json.WriteString("quote_of", Id(quoted));
            if (post.Warning.Length > 0) json.WriteString("warning", post.Warning);
            json.WriteString("text", post.Text);
            if (post.Language is not null) json.WriteString("language", post.Language);
            if (post.Sensitive) json.WriteBoolean("sensitive", true);
            if (post.Story) json.WriteBoolean("story", true);
            Pictures(sql, json, post.Id);
            Asked(sql, json, post.Id);
            if (post.Edited is not null) Edits(sql, json, post.Id);
            json.WriteEndObject();
        }

        return posts.Count == 0 ? 0 : posts[^1].Id;
    }

    private static long Reported(Sql sql, Utf8JsonWriter json, long account, long after) => Each(
        json,
        sql.Rows(
            $"SELECT r.id, a.username, a.domain, r.comment FROM reports r JOIN accounts a ON a.id = r.target WHERE r.by_account = $1 AND r.id > $2 ORDER BY r.id LIMIT {PerPage}",
            static row => (Id: row.Long(0), Name: row.Text(1), Domain: row.TextOrNull(2), Comment: row.Text(3)), account, after),
        static report => report.Id,
        (writer, report) =>
        {
            writer.WriteString("created", Time(Ids.TimeOf(report.Id)));
            writer.WriteString("account", report.Domain is null ? report.Name : $"{report.Name}@{report.Domain}");
            writer.WriteString("comment", report.Comment);
        });

    private static long Warned(Sql sql, Utf8JsonWriter json, long account, long after) => Each(
        json,
        sql.Rows($"SELECT {Warning.Columns} FROM warnings WHERE account = $1 AND id > $2 ORDER BY id LIMIT {PerPage}", Warning.Read, account, after),
        static warning => warning.Id,
        (writer, warning) =>
        {
            writer.WriteString("created", Time(warning.Created));
            writer.WriteString("act", warning.Act.ToString());
            writer.WriteString("text", warning.Text);
            if (warning.Appeal is not null) writer.WriteString("appeal", warning.Appeal);
            if (warning.Appeal is not null) writer.WriteString("appeal_state", warning.AppealState.ToString());
        });

    private static void Pictures(Sql sql, Utf8JsonWriter json, long post)
    {
        var pictures = sql.Rows($"SELECT {Attachment.Columns} FROM media WHERE post = $1 ORDER BY place", Attachment.Read, post);
        if (pictures.Count == 0) return;
        json.WriteStartArray("pictures");
        foreach (var picture in pictures)
        {
            json.WriteStartObject();
            json.WriteString("file", ExportData.PictureName(picture.Id, picture.File));
            json.WriteString("description", picture.Description);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Edits(Sql sql, Utf8JsonWriter json, long post)
    {
        json.WriteStartArray("before_edits");
        foreach (var (at, text, warning) in sql.Rows(
            "SELECT at, text, warning FROM edits WHERE post = $1 ORDER BY at", static row => (row.Long(0), row.Text(1), row.Text(2)), post))
        {
            json.WriteStartObject();
            json.WriteString("until", Time(at));
            if (warning.Length > 0) json.WriteString("warning", warning);
            json.WriteString("text", text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Asked(Sql sql, Utf8JsonWriter json, long post)
    {
        if (sql.First($"SELECT {Poll.Columns} FROM polls WHERE post = $1", Poll.Read, post) is not { } poll) return;
        json.WriteStartObject("poll");
        json.WriteStartArray("options");
        foreach (var option in poll.Options) json.WriteStringValue(option);
        json.WriteEndArray();
        json.WriteBoolean("several_may_be_chosen", poll.Multiple);
        json.WriteString("until", Time(poll.Expires));
        json.WriteEndObject();
    }

    private static long Scheduled(Sql sql, Utf8JsonWriter json, long account, long after) => Each(
        json,
        sql.Rows($"SELECT {ScheduledPost.Columns} FROM scheduled_posts WHERE account = $1 AND id > $2 ORDER BY id LIMIT {PerPage}", ScheduledPost.Read, account, after),
        static post => post.Id,
        (writer, post) =>
        {
            writer.WriteString("at", Time(post.At));
            writer.WriteString("visibility", post.Draft.Visibility.ToString());
            if (post.Draft.Warning.Length > 0) writer.WriteString("warning", post.Draft.Warning);
            writer.WriteString("text", post.Draft.Text);
            if (post.Draft.Poll is not { } poll) return;
            writer.WriteStartArray("poll");
            foreach (var option in poll.Options) writer.WriteStringValue(option);
            writer.WriteEndArray();
        });

    private static long Votes(Sql sql, Utf8JsonWriter json, long account, long after) => Each(
        json,
        sql.Rows(
            // A page ends with a whole poll: its votes have one id.
            $"SELECT post, choice, at FROM poll_votes WHERE account = $1 AND post IN (SELECT DISTINCT post FROM poll_votes WHERE account = $1 AND post > $2 ORDER BY post LIMIT {PerPage}) ORDER BY post, choice",
            static row => (Post: row.Long(0), Choice: row.Int(1), At: row.Long(2)), account, after),
        static vote => vote.Post,
        (writer, vote) =>
        {
            writer.WriteString("post", Id(vote.Post));
            writer.WriteNumber("option", vote.Choice + 1);
            writer.WriteString("at", Time(vote.At));
        });

    private static long Calls(Sql sql, Utf8JsonWriter json, long account, long after) => Each(
        json,
        sql.Rows(
            $"SELECT id, slug, wording, opened, closes FROM calls WHERE caller = $1 AND id > $2 ORDER BY id LIMIT {PerPage}",
            static row => (Id: row.Long(0), Slug: row.Text(1), Wording: row.Text(2), Opened: row.Long(3), Closes: row.LongOrNull(4)), account, after),
        static call => call.Id,
        (writer, call) =>
        {
            writer.WriteString("call", call.Slug);
            writer.WriteString("wording", call.Wording);
            writer.WriteString("opened", Time(call.Opened));
            if (call.Closes is { } closes) writer.WriteString("closes", Time(closes));
        });

    /// <summary>The person's lines of every ledger, as they were written: what counted, and what no longer does.</summary>
    private static long Answers(Sql sql, Utf8JsonWriter json, long account, long after) => Each(
        json,
        sql.Rows(
            "SELECT l.seq, c.slug, l.kind, l.ring, l.at, l.source, l.closes, l.reason FROM ledger l JOIN calls c ON c.id = l.call "
                + $"WHERE l.person = $1 AND l.seq > $2 ORDER BY l.seq LIMIT {PerPage}",
            static row => (
                Seq: row.Long(0), Slug: row.Text(1), Kind: (EvidenceKind)row.Int(2), Ring: (Ring)row.Int(3), At: row.Long(4), Source: row.Long(5), Closes: row.Long(6),
                Reason: (LeaveReason)row.Int(7)),
            account, after),
        static line => line.Seq,
        (writer, line) =>
        {
            writer.WriteString("line", Id(line.Seq));
            writer.WriteString("call", line.Slug);
            writer.WriteString("kind", line.Kind.ToString());
            writer.WriteString("ring", line.Ring.ToString());
            writer.WriteString("at", Time(line.At));
            if (line.Source != 0) writer.WriteString("post", Id(line.Source));
            if (line.Closes == 0) return;
            writer.WriteString("ends_line", Id(line.Closes));
            writer.WriteString("because", line.Reason.ToString());
        });

    private static long Reactions(Sql sql, Utf8JsonWriter json, long account, long after, ReactionKind kind) => Each(
        json,
        sql.Rows(
            $"SELECT r.id, r.post, p.author, p.uri FROM reactions r LEFT JOIN posts p ON p.id = r.post WHERE r.account = $1 AND r.kind = $3 AND r.id > $2 ORDER BY r.id LIMIT {PerPage}",
            static row => (Id: row.Long(0), Post: row.Long(1), Author: row.LongOrNull(2), Uri: row.TextOrNull(3)), account, after, (int)kind),
        static reaction => reaction.Id,
        (writer, reaction) =>
        {
            writer.WriteString("post", Id(reaction.Post));
            if (reaction.Author is { } author && Accounts.Find(sql, author) is { } by) writer.WriteString("by", by.Acct);
            if (reaction.Uri is not null) writer.WriteString("uri", reaction.Uri);
            writer.WriteString("at", Time(Ids.TimeOf(reaction.Id)));
        });

    private static long People(Sql sql, Utf8JsonWriter json, long account, long after, string inner) => Each(
        json,
        sql.Rows(
            $"SELECT r.id, r.other, r.state FROM ({inner}) AS r WHERE r.id > $2 ORDER BY r.id LIMIT {PerPage}",
            static row => (Id: row.Long(0), Other: row.Long(1), State: row.Int(2)), account, after),
        static relation => relation.Id,
        (writer, relation) =>
        {
            if (Accounts.Find(sql, relation.Other) is { } other) writer.WriteString("account", other.Acct);
            if (relation.State == Relations.Follows.Asked) writer.WriteBoolean("asked", true);
            writer.WriteString("since", Time(Ids.TimeOf(relation.Id)));
        });

    private static long Filters(Sql sql, Utf8JsonWriter json, long account, long after) => Each(
        json,
        sql.Rows(
            $"SELECT id FROM filters WHERE account = $1 AND id > $2 ORDER BY id LIMIT {PerPage}", static row => row.Long(0), account, after)
            .ConvertAll(id => AllFilters.Find(sql, account, id)!),
        static filter => filter.Id,
        static (writer, filter) =>
        {
            writer.WriteString("title", filter.Title);
            writer.WriteString("where", filter.Contexts.ToString());
            writer.WriteString("action", filter.Action.ToString());
            if (filter.Expires is { } expires) writer.WriteString("expires", Time(expires));
            writer.WriteStartArray("keywords");
            foreach (var keyword in filter.Keywords) writer.WriteStringValue(keyword.Keyword);
            writer.WriteEndArray();
            writer.WriteStartArray("posts");
            foreach (var post in filter.Posts) writer.WriteStringValue(Id(post.Post));
            writer.WriteEndArray();
        });

    /// <summary>The inner statement gives (id, a text, whom it is about or null).</summary>
    private static long Words(Sql sql, Utf8JsonWriter json, long account, long after, string inner, string name) => Each(
        json,
        sql.Rows(
            $"SELECT r.* FROM ({inner}) AS r WHERE r.id > $2 ORDER BY r.id LIMIT {PerPage}",
            static row => (Id: row.Long(0), Text: row.Text(1), Other: row.LongOrNull(2)), account, after),
        static line => line.Id,
        (writer, line) =>
        {
            writer.WriteString(name, line.Text);
            if (line.Other is { } about && Accounts.Find(sql, about) is { } other) writer.WriteString("account", other.Acct);
            writer.WriteString("since", Time(Ids.TimeOf(line.Id)));
        });

    private static long Links(Sql sql, Utf8JsonWriter json, long account, long after) => Each(
        json,
        sql.Rows(
            $"SELECT {AccountLink.Columns}, seq FROM links WHERE (account = $1 OR other = $1) AND seq > $2 ORDER BY seq LIMIT {PerPage}",
            static row => (Link: AccountLink.Read(row), Seq: row.Long(7)), account, after),
        static line => line.Seq,
        (writer, line) =>
        {
            var link = line.Link;
            if (Accounts.Find(sql, link.From(account)) is { } other)
            {
                writer.WriteString("network", other.Network.ToString());
                writer.WriteString("account", other.State == AccountState.Archived ? other.Uri : other.Acct);
            }

            writer.WriteString("how", link.How.ToString());
            if (link.Address.Length > 0) writer.WriteString("address", link.Address);
            writer.WriteBoolean("shown", link.Shown);
            writer.WriteString("since", Time(link.Created));
        });

    private static long Archives(Sql sql, Utf8JsonWriter json, long account, long after) => Each(
        json,
        sql.Rows(
            $"SELECT a.id, c.slug, a.state, a.bytes, a.network, a.created FROM own_archives a JOIN calls c ON c.id = a.call WHERE a.account = $1 AND a.id > $2 ORDER BY a.id LIMIT {PerPage}",
            static row => (Id: row.Long(0), Slug: row.Text(1), State: (OwnArchiveState)row.Int(2), Bytes: row.Long(3), Network: (Network?)row.IntOrNull(4), Created: row.Long(5)), account, after),
        static archive => archive.Id,
        (writer, archive) =>
        {
            writer.WriteString("call", archive.Slug);
            writer.WriteString("state", archive.State.ToString());
            writer.WriteNumber("bytes", archive.Bytes);
            if (archive.Network is { } network) writer.WriteString("network", network.ToString());
            writer.WriteString("given", Time(archive.Created));
        });

    private static long Sessions(Sql sql, Utf8JsonWriter json, long account, long after) => Each(
        json,
        sql.Rows(
            $"SELECT id, label, created, seen FROM sessions WHERE account = $1 AND id > $2 ORDER BY id LIMIT {PerPage}",
            static row => (Id: row.Long(0), Label: row.Text(1), Created: row.Long(2), Seen: row.Long(3)), account, after),
        static session => session.Id,
        (writer, session) =>
        {
            writer.WriteString("browser", session.Label);
            writer.WriteString("begun", Time(session.Created));
            writer.WriteString("last_used", Time(session.Seen));
        });

    private static long Apps(Sql sql, Utf8JsonWriter json, long account, long after) => Each(
        json,
        sql.Rows(
            $"SELECT t.id, a.name, t.scopes, t.created, t.used FROM tokens t JOIN apps a ON a.id = t.app WHERE t.account = $1 AND t.id > $2 ORDER BY t.id LIMIT {PerPage}",
            static row => (Id: row.Long(0), Name: row.Text(1), Scopes: row.Text(2), Created: row.Long(3), Used: row.LongOrNull(4)), account, after),
        static app => app.Id,
        (writer, app) =>
        {
            writer.WriteString("app", app.Name);
            writer.WriteString("scopes", app.Scopes);
            writer.WriteString("since", Time(app.Created));
            if (app.Used is { } used) writer.WriteString("last_used", Time(used));
        });

    /// <summary>Which push services its owner's apps are woken by; the addresses themselves are the apps' secrets.</summary>
    private static long Pushes(Sql sql, Utf8JsonWriter json, long account, long after) => Each(
        json,
        sql.Rows(
            $"SELECT id, endpoint, created FROM push_subscriptions WHERE account = $1 AND id > $2 ORDER BY id LIMIT {PerPage}",
            static row => (Id: row.Long(0), Endpoint: row.Text(1), Created: row.Long(2)), account, after),
        static push => push.Id,
        (writer, push) =>
        {
            writer.WriteString("service", new Uri(push.Endpoint).Host);
            writer.WriteString("since", Time(push.Created));
        });

    private static long Invitations(Sql sql, Utf8JsonWriter json, long account, long after) => Each(
        json,
        sql.Rows(
            $"SELECT id, code, uses, created FROM invites WHERE account = $1 AND id > $2 ORDER BY id LIMIT {PerPage}",
            static row => (Id: row.Long(0), Code: row.Text(1), Uses: row.Int(2), Created: row.Long(3)), account, after),
        static invite => invite.Id,
        (writer, invite) =>
        {
            writer.WriteString("code", invite.Code);
            writer.WriteNumber("used", invite.Uses);
            writer.WriteString("made", Time(invite.Created));
        });

    private static long Security(Sql sql, Utf8JsonWriter json, long account, long after) => Each(
        json,
        sql.Rows(
            $"SELECT id, event, at FROM security_log WHERE account = $1 AND id > $2 ORDER BY id LIMIT {PerPage}",
            static row => (Id: row.Long(0), Event: (SecurityEvent)row.Int(1), At: row.Long(2)), account, after),
        static line => line.Id,
        (writer, line) =>
        {
            writer.WriteString("what", line.Event.ToString());
            writer.WriteString("at", Time(line.At));
        });

    private static long Each<T>(Utf8JsonWriter json, List<T> rows, Func<T, long> id, Action<Utf8JsonWriter, T> write)
    {
        foreach (var row in rows)
        {
            json.WriteStartObject();
            write(json, row);
            json.WriteEndObject();
        }

        return rows.Count == 0 ? 0 : id(rows[^1]);
    }
}
