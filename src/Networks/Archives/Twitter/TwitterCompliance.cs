using System.Text.Json;
using Antiphon.Intake;
using Antiphon.Networks.Archives.Reading;
using Antiphon.Tally;

namespace Antiphon.Networks.Archives.Twitter;

/// <summary>
/// What is gone, as Twitter told those who held copies: the lines of its compliance jobs (a post's or an account's id with an action and a reason) and of its compliance stream. A line of a
/// job does not say whether its id is a post's or an account's; where the id alone does not tell, both are meant, as no post and account share an id of that size.
/// </summary>
public sealed class TwitterCompliance : JsonRows
{
    // Until November 2010 posts were numbered through, and accounts until 2016: below this number no post has been made since.
    private const long LastNumberedPost = 29_700_859_246;

    // Accounts had not come further when posts stopped being numbered through.
    private const long AccountsInNovember2010 = 220_000_000;
    private const long November2010 = 1_288_834_974_657;

    public override string Name => "twitter-compliance";

    public override string Description => "Twitter compliance lines: what was deleted, suspended or locked away since";

    protected override bool Recognises(JsonShape shape) =>
        (shape.Has("id") && shape.HasAny("action", "reason") && !shape.HasAny("text", "full_text", "author_id", "user"))
        || shape.HasAny([.. Events.Select(static e => "data." + e.Name)]);

    protected override IJsonRow Begin() => new ComplianceRow();

    private static readonly (string Name, ArchivedKind Kind)[] Events =
    [
        ("delete", ArchivedKind.Gone),
        ("tweet_delete", ArchivedKind.Gone),
        ("drop", ArchivedKind.Gone),
        ("user_delete", ArchivedKind.AuthorGone),
        ("user_suspend", ArchivedKind.AuthorGone),
        ("user_protect", ArchivedKind.AuthorGone),
        ("user_undelete", ArchivedKind.AuthorBack),
        ("user_unsuspend", ArchivedKind.AuthorBack),
        ("user_unprotect", ArchivedKind.AuthorBack),
    ];

    private sealed class ComplianceRow : IJsonRow
    {
        private long id;
        private long made;
        private long at;
        private bool job;
        private bool known;
        private bool back;
        private ArchivedItem streamed;

        public void Take(ref Utf8JsonReader json, Gathered rows)
        {
            (id, made, at, job, known, back, streamed) = (0, 0, 0, false, false, false, default);
            while (JsonValues.Next(ref json, out var name))
            {
                if (name.SequenceEqual("id"u8)) id = JsonValues.Key(ref json);
                else if (name.SequenceEqual("created_at"u8)) made = JsonValues.Time(ref json);
                else if (name.SequenceEqual("redacted_at"u8)) at = JsonValues.Time(ref json);
                else if (name.SequenceEqual("data"u8) && json.TokenType == JsonTokenType.StartObject) ReadEvent(ref json);
                else if (name.SequenceEqual("action"u8) || name.SequenceEqual("reason"u8)) ReadWord(ref json);
                else json.Skip();
            }

            rows.Row();
            if (job) GiveJob(rows);
            else if (streamed.Kind != 0) rows.Add(streamed);
            else rows.Other();
        }

        private void ReadWord(ref Utf8JsonReader json)
        {
            if (json.TokenType != JsonTokenType.String)
            {
                json.Skip();
                return;
            }

            job = true;
            known |= json.ValueTextEquals("delete"u8) || json.ValueTextEquals("deleted"u8) || json.ValueTextEquals("deactivated"u8) || json.ValueTextEquals("suspended"u8)
                || json.ValueTextEquals("protected"u8) || json.ValueTextEquals("drop"u8);
            back |= json.ValueTextEquals("undelete"u8) || json.ValueTextEquals("unsuspend"u8) || json.ValueTextEquals("unprotect"u8);
        }

        private void ReadEvent(ref Utf8JsonReader json)
        {
            while (JsonValues.Next(ref json, out var name))
            {
                ArchivedKind kind = default;
                foreach (var (word, meant) in Events)
                {
                    if (json.TokenType == JsonTokenType.StartObject && name.Length == word.Length && System.Text.Ascii.Equals(name, word)) kind = meant;
                }

                if (kind == default)
                {
                    json.Skip();
                    continue;
                }

                var (post, author, when) = (0L, 0L, 0L);
                while (JsonValues.Next(ref json, out var part))
                {
                    if (part.SequenceEqual("event_at"u8)) when = JsonValues.Time(ref json);
                    else if (part.SequenceEqual("tweet"u8) && JsonValues.Enter(ref json)) ReadIds(ref json, ref post, ref author);
                    else if (part.SequenceEqual("user"u8) && JsonValues.Enter(ref json)) ReadIds(ref json, ref author, ref author);
                    else json.Skip();
                }

                if ((kind == ArchivedKind.Gone ? post : author) == 0) throw new JsonException("says of nobody what happened");
                streamed = new ArchivedItem { Kind = kind, Network = Network.Twitter, Key = kind == ArchivedKind.Gone ? post : 0, Author = author, At = when, Retrieved = when };
            }
        }

        private static void ReadIds(ref Utf8JsonReader json, ref long own, ref long author)
        {
            while (JsonValues.Next(ref json, out var name))
            {
                if (name.SequenceEqual("id"u8)) own = JsonValues.Key(ref json);
                else if (name.SequenceEqual("author_id"u8)) author = JsonValues.Key(ref json);
                else json.Skip();
            }
        }

        private void GiveJob(Gathered rows)
        {
            if (id == 0) throw new JsonException("has no id");
            if (!known && !back)
            {
                rows.Other();
                return;
            }

            var isOld = id <= LastNumberedPost;
            var before = made != 0 && made < November2010;
            if (isOld && before && id <= AccountsInNovember2010) throw new JsonException("may be a post or an account: the id is of a time when both were numbered through");
            if (!isOld || before) Give(rows, back ? 0 : ArchivedKind.Gone);
            if (!isOld || !before) Give(rows, back ? ArchivedKind.AuthorBack : ArchivedKind.AuthorGone);
        }

        private void Give(Gathered rows, ArchivedKind kind)
        {
            if (kind == 0) return;
            rows.Add(new ArchivedItem { Kind = kind, Network = Network.Twitter, Key = kind == ArchivedKind.Gone ? id : 0, Author = kind == ArchivedKind.Gone ? 0 : id, At = at, Retrieved = at });
        }
    }
}
