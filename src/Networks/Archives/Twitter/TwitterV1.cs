using System.Text.Json;
using Antiphon.Intake;
using Antiphon.Networks.Archives.Reading;
using Antiphon.Tally;

namespace Antiphon.Networks.Archives.Twitter;

/// <summary>
/// Twitter's first interface as twarc and the streams kept it: one tweet a line. A retweet carries the whole original: who retweeted has boosted, and the original is a post like any.
/// A quoted tweet comes along to be understood and was not collected. The streams' notices of deletions are among the lines.
/// </summary>
public sealed class TwitterV1 : JsonRows
{
    public override string Name => "twitter-v1";

    public override string Description => "Twitter API v1.1, a tweet a line (twarc, the streams)";

    protected override bool Recognises(JsonShape shape) =>
        (shape.HasAny("id_str", "id") && shape.HasAny("text", "full_text") && shape.HasAny("user.id_str", "user.screen_name", "user.id"))
        || shape.Has("delete.status");

    protected override IJsonRow Begin() => new V1Row();

    private sealed class V1Row : IJsonRow
    {
        private readonly TwitterLanguages languages = new();
        private readonly V1Tweet outer = new();
        private readonly V1Tweet boosted = new();
        private readonly V1Tweet quoted = new();
        private readonly V1Tweet boostedQuoted = new();

        public void Take(ref Utf8JsonReader json, Gathered rows)
        {
            outer.Clear();
            boosted.Clear();
            quoted.Clear();
            boostedQuoted.Clear();
            Read(ref json, outer, boosted, quoted);
            rows.Row();
            if (outer.Deleted != 0) rows.Add(new ArchivedItem { Kind = ArchivedKind.Gone, Network = Network.Twitter, Key = outer.Deleted, Author = outer.DeletedBy, At = outer.DeletedAt, Retrieved = outer.DeletedAt });
            else if (outer.IsNotice) rows.Other();
            else if (outer.Id == 0) throw new JsonException("has no id");
            else if (outer.Author == 0) throw new JsonException("has no user");
            else if (outer.Protected || boosted.Protected) rows.NotPublic();
            else Give(rows);
        }

        private void Give(Gathered rows)
        {
            if (boosted.Id == 0)
            {
                rows.Add(outer.Post(ArchivedKind.Post, quoted));
                if (quoted is { Id: not 0, Protected: false }) rows.Add(quoted.Post(ArchivedKind.Context, null));
                return;
            }

            rows.Add(new ArchivedItem
            {
                Kind = ArchivedKind.Boost,
                Network = Network.Twitter,
                Key = outer.Id,
                Author = outer.Author,
                AuthorCreated = outer.AuthorCreated,
                At = outer.Time,
                Target = boosted.Id,
            });

            // The original's own quotation stands in both.
            rows.Add(boosted.Post(ArchivedKind.Post, boostedQuoted));
            if (boostedQuoted is { Id: not 0, Protected: false }) rows.Add(boostedQuoted.Post(ArchivedKind.Context, null));
        }

        private void Read(ref Utf8JsonReader json, V1Tweet tweet, V1Tweet? boost, V1Tweet? quote)
        {
            while (JsonValues.Next(ref json, out var name))
            {
                switch (name.Length)
                {
                    case 2 when name.SequenceEqual("id"u8):
                        // Readers that are not ours may have rounded the number; the text beside it is exact.
                        if (!tweet.HasIdText) tweet.Id = JsonValues.KeyIfExact(ref json);
                        break;
                    case 6 when name.SequenceEqual("id_str"u8):
                        tweet.Id = JsonValues.Key(ref json);
                        tweet.HasIdText = true;
                        break;
                    case 4 when name.SequenceEqual("text"u8):
                        tweet.Short ??= JsonValues.Text(ref json);
                        break;
                    case 4 when name.SequenceEqual("lang"u8):
                        tweet.Language = languages.Read(ref json);
                        break;
                    case 4 when name.SequenceEqual("user"u8):
                        if (JsonValues.Enter(ref json)) ReadUser(ref json, tweet);
                        break;
                    case 9 when name.SequenceEqual("full_text"u8):
                        tweet.Full = JsonValues.Text(ref json);
                        break;
                    case 10 when name.SequenceEqual("created_at"u8):
                        tweet.Created = TwitterFields.OldTime(ref json);
                        break;
                    case 13 when name.SequenceEqual("retweet_count"u8):
                        tweet.Boosts = JsonValues.Count(ref json);
                        break;
                    case 14 when name.SequenceEqual("favorite_count"u8):
                        tweet.Likes = JsonValues.Count(ref json);
                        break;
                    case 14 when name.SequenceEqual("extended_tweet"u8):
                        if (JsonValues.Enter(ref json)) ReadExtended(ref json, tweet);
                        break;
                    case 20 when name.SequenceEqual("quoted_status_id_str"u8):
                        tweet.Quoted = JsonValues.Key(ref json);
                        break;
                    case 25 when name.SequenceEqual("in_reply_to_status_id_str"u8):
                        tweet.Parent = JsonValues.Key(ref json);
                        break;
                    case 21 when tweet.Parent == 0 && name.SequenceEqual("in_reply_to_status_id"u8):
                        tweet.Parent = JsonValues.KeyIfExact(ref json);
                        break;
                    case 16 when tweet.Quoted == 0 && name.SequenceEqual("quoted_status_id"u8):
                        tweet.Quoted = JsonValues.KeyIfExact(ref json);
                        break;
                    case 16 when boost is not null && name.SequenceEqual("retweeted_status"u8):
                        if (JsonValues.Enter(ref json)) Read(ref json, boost, null, boostedQuoted);
                        break;
                    case 13 when quote is not null && name.SequenceEqual("quoted_status"u8):
                        if (JsonValues.Enter(ref json)) Read(ref json, quote, null, null);
                        break;
                    case 6 when boost is not null && name.SequenceEqual("delete"u8):
                        if (JsonValues.Enter(ref json)) ReadDeleted(ref json, tweet);
                        break;
                    case 5 when name.SequenceEqual("limit"u8):
                    case 9 when name.SequenceEqual("scrub_geo"u8):
                    case 10 when name.SequenceEqual("disconnect"u8):
                    case 13 when name.SequenceEqual("user_withheld"u8):
                    case 15 when name.SequenceEqual("status_withheld"u8):
                    case 7 when name.SequenceEqual("warning"u8) || name.SequenceEqual("friends"u8):
                        tweet.IsNotice |= json.TokenType == JsonTokenType.StartObject || name.SequenceEqual("friends"u8);
                        json.Skip();
                        break;
                    default:
                        json.Skip();
                        break;
                }
            }
        }

        private static void ReadUser(ref Utf8JsonReader json, V1Tweet tweet)
        {
            var exact = false;
            while (JsonValues.Next(ref json, out var name))
            {
                if (name.SequenceEqual("id_str"u8))
                {
                    tweet.Author = JsonValues.Key(ref json);
                    exact = true;
                }
                else if (!exact && name.SequenceEqual("id"u8)) tweet.Author = JsonValues.KeyIfExact(ref json);
                else if (name.SequenceEqual("created_at"u8)) tweet.AuthorCreated = TwitterFields.OldTime(ref json);
                else if (name.SequenceEqual("protected"u8)) tweet.Protected = JsonValues.Flag(ref json);
                else json.Skip();
            }
        }

        private static void ReadExtended(ref Utf8JsonReader json, V1Tweet tweet)
        {
            while (JsonValues.Next(ref json, out var name))
            {
                if (name.SequenceEqual("full_text"u8)) tweet.Full = JsonValues.Text(ref json);
                else json.Skip();
            }
        }

        private static void ReadDeleted(ref Utf8JsonReader json, V1Tweet tweet)
        {
            while (JsonValues.Next(ref json, out var name))
            {
                if (name.SequenceEqual("timestamp_ms"u8))
                {
                    tweet.DeletedAt = json.TokenType is JsonTokenType.String or JsonTokenType.Number && long.TryParse(json.ValueSpan, out var at) && at > 0 ? at : 0;
                    json.Skip();
                }
                else if (!name.SequenceEqual("status"u8) || !JsonValues.Enter(ref json)) json.Skip();
                else
                {
                    while (JsonValues.Next(ref json, out var part))
                    {
                        if (part.SequenceEqual("id_str"u8)) tweet.Deleted = JsonValues.Key(ref json);
                        else if (part.SequenceEqual("id"u8) && tweet.Deleted == 0) tweet.Deleted = JsonValues.KeyIfExact(ref json);
                        else if (part.SequenceEqual("user_id_str"u8)) tweet.DeletedBy = JsonValues.Key(ref json);
                        else json.Skip();
                    }
                }
            }
        }
    }
}
