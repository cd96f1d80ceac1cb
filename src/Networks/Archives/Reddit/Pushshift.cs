using System.Text.Json;
using Antiphon.Intake;
using Antiphon.Networks.Archives.Reading;
using Antiphon.Networks.Archives.Tables;
using Antiphon.Tally;

namespace Antiphon.Networks.Archives.Reddit;

/// <summary>
/// Comments (RC_…) and submissions (RS_…) of Reddit as Pushshift and its successors publish them, one a line. Their score is votes for less votes against as of retrieval, not a count of anything,
/// so it is not taken.
/// </summary>
public sealed class Pushshift : JsonRows
{
    public override string Name => "reddit-pushshift";

    public override string Description => "Reddit, comments or submissions as Pushshift publishes them, one a line";

    protected override bool Recognises(JsonShape shape) =>
        shape.Has("created_utc") && shape.Has("id") && ((shape.Has("link_id") && shape.Has("body")) || (shape.Has("title") && shape.HasAny("subreddit", "subreddit_id")));

    protected override IJsonRow Begin() => new Row();

    private sealed class Row : IJsonRow
    {
        public void Take(ref Utf8JsonReader json, Gathered rows)
        {
            // Whether it is a comment shows only further on; a number is made of the id once that is known.
            Span<byte> id = stackalloc byte[RedditKeys.LongestId];
            var idLength = 0;
            long author = 0, parent = 0, root = 0, quoted = 0, at = 0, retrieved = 0;
            string? body = null, title = null, selfText = null;
            var (isComment, isPrivate, isBot, takenBack, spoiltId) = (false, false, false, false, false);
            while (JsonValues.Next(ref json, out var name))
            {
                // No two of the names have the same length, so that each of a line's two dozen is compared with one at most.
                switch (name.Length)
                {
                    case 2 when name.SequenceEqual("id"u8):
                        spoiltId = !Value(ref json).TryCopyTo(id);
                        idLength = spoiltId ? 0 : Value(ref json).Length;
                        Pass(ref json);
                        break;
                    case 4 when name.SequenceEqual("body"u8):
                        (body, isComment) = (JsonValues.Text(ref json), true);
                        break;
                    case 5 when name.SequenceEqual("title"u8):
                        title = JsonValues.Text(ref json);
                        break;
                    case 6 when name.SequenceEqual("author"u8):
                        (author, isBot) = (RedditKeys.Account(Value(ref json), rows.Keys), Value(ref json).SequenceEqual("AutoModerator"u8));
                        Pass(ref json);
                        break;
                    case 7 when name.SequenceEqual("link_id"u8):
                        (root, isComment) = (Name(ref json, rows.Keys), true);
                        break;
                    case 8 when name.SequenceEqual("selftext"u8):
                        selfText = JsonValues.Text(ref json);
                        break;
                    case 9 when name.SequenceEqual("parent_id"u8):
                        parent = Name(ref json, rows.Keys);
                        break;
                    case 11 when name.SequenceEqual("created_utc"u8):
                        at = Time(ref json);
                        break;
                    case 12 when name.SequenceEqual("retrieved_on"u8):
                    case 13 when name.SequenceEqual("retrieved_utc"u8):
                        retrieved = Math.Max(retrieved, Time(ref json));
                        break;
                    case 14 when name.SequenceEqual("subreddit_type"u8):
                        isPrivate = Value(ref json).SequenceEqual("private"u8) || Value(ref json).SequenceEqual("employees_only"u8);
                        Pass(ref json);
                        break;
                    case 16 when name.SequenceEqual("crosspost_parent"u8):
                        quoted = Name(ref json, rows.Keys);
                        break;
                    case 19 when name.SequenceEqual("removed_by_category"u8):
                        takenBack = json.TokenType == JsonTokenType.String;
                        Pass(ref json);
                        break;
                    default:
                        json.Skip();
                        break;
                }
            }

            var key = RedditKeys.Of(isComment ? "t1_"u8 : "t3_"u8, id[..idLength], rows.Keys);
            if (key == 0) throw new JsonException(spoiltId || idLength > 0 ? "has an id that is none" : "has no id");
            if (at == 0) throw new JsonException("has no time");
            if (!isComment && title is null) throw new JsonException("is neither a comment nor a submission");
            rows.Row();
            if (isPrivate)
            {
                rows.NotPublic();
                return;
            }

            if (takenBack || RedditText.IsTakenBack(isComment ? body : selfText))
            {
                var seen = retrieved == 0 ? at : retrieved;
                rows.Add(new ArchivedItem { Kind = ArchivedKind.Gone, Network = Network.Reddit, Key = key, Author = author, At = seen, Retrieved = seen });
                return;
            }

            var (own, repeated) = RedditText.Of(isComment ? body ?? string.Empty : $"{title}\n\n{selfText}".Trim());
            rows.Add(new ArchivedItem
            {
                Kind = ArchivedKind.Post,
                Network = Network.Reddit,
                Key = key,
                Author = author,
                At = at,
                Parent = parent,
                Root = root,
                Quoted = quoted,
                Text = own,
                QuotedText = repeated,
                Bot = isBot,
                Retrieved = retrieved,
            });
        }

        /// <summary>A short text without escapes; empty of anything else.</summary>
        private static ReadOnlySpan<byte> Value(ref Utf8JsonReader json) => json.TokenType == JsonTokenType.String && !json.ValueIsEscaped ? json.ValueSpan : default;

        private static void Pass(ref Utf8JsonReader json)
        {
            if (json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) json.Skip();
        }

        private static long Name(ref Utf8JsonReader json, ArchivedKeys keys)
        {
            var key = RedditKeys.OfName(Value(ref json), keys);
            Pass(ref json);
            return key;
        }

        /// <summary>Seconds, as a number or in quotes, with or without a fraction: each is in some year's dumps.</summary>
        private static long Time(ref Utf8JsonReader json)
        {
            var at = json.TokenType is JsonTokenType.Number or JsonTokenType.String ? TableValues.UnixTime(json.ValueSpan) : 0;
            Pass(ref json);
            return at;
        }
    }
}
