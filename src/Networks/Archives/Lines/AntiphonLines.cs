using System.Text.Json;
using Antiphon.Intake;
using Antiphon.Networks.Archives.Reading;
using Antiphon.Tally;

namespace Antiphon.Networks.Archives.Lines;

/// <summary>
/// Our own format, for what no reader is for: a script turns it into these lines. One thing a line:
/// <code>{"network":"twitter","kind":"post","id":"…","author":"…","at":"2017-10-15T20:21:11.289Z","text":"…","language":"en","parent":"…","root":"…","quoted":"…"}</code>
/// The first line says that it is ours, and whether the posts can be looked up at their origins: <c>{"antiphon":1,"recheckable":true,"retrieved":"2017-11-01T12:00:00Z"}</c>.
/// </summary>
public sealed class AntiphonLines : JsonRows
{
    public override string Name => "antiphon";

    public override string Description => "Antiphon's own lines, one post, boost, like or deletion a line; what simulate writes";

    protected override bool Recognises(JsonShape shape) => shape.Has("antiphon");

    protected override IJsonRow Begin() => new Rows();

    private sealed class Rows : IJsonRow
    {
        private const int Version = 1;

        private bool begun;
        private long retrieved;

        public void Take(ref Utf8JsonReader json, Gathered rows)
        {
            if (!begun)
            {
                begun = true;
                if (First(ref json)) return;
                throw new JsonException("the first line of this format is {\"antiphon\":1}");
            }

            rows.Row();
            rows.Add(Item(ref json));
        }

        private bool First(ref Utf8JsonReader json)
        {
            var ours = false;
            while (JsonValues.Next(ref json, out var name))
            {
                if (name.SequenceEqual("antiphon"u8))
                {
                    ours = true;
                    if (JsonValues.Count(ref json) is not Version) throw new InvalidDataException($"This file is of a version of Antiphon's own format that this server cannot read: it reads version {Version}. Bring the server up to date.");
                }
                else if (name.SequenceEqual("retrieved"u8)) retrieved = At(ref json);
                else json.Skip();
            }

            return ours;
        }

        private ArchivedItem Item(ref Utf8JsonReader json)
        {
            var item = new ArchivedItem { Retrieved = retrieved };
            while (JsonValues.Next(ref json, out var name))
            {
                if (name.SequenceEqual("network"u8)) item = item with { Network = NetworkOf(ref json) };
                else if (name.SequenceEqual("kind"u8)) item = item with { Kind = KindOf(ref json) };
                else if (name.SequenceEqual("id"u8)) item = item with { Key = JsonValues.Key(ref json) };
                else if (name.SequenceEqual("author"u8)) item = item with { Author = JsonValues.Key(ref json) };
                else if (name.SequenceEqual("at"u8)) item = item with { At = At(ref json) };
                else if (name.SequenceEqual("target"u8)) item = item with { Target = JsonValues.Key(ref json) };
                else if (name.SequenceEqual("text"u8)) item = item with { Text = JsonValues.Text(ref json) };
                else if (name.SequenceEqual("language"u8)) item = item with { Language = JsonValues.Text(ref json) };
                else if (name.SequenceEqual("parent"u8)) item = item with { Parent = JsonValues.Key(ref json) };
                else if (name.SequenceEqual("root"u8)) item = item with { Root = JsonValues.Key(ref json) };
                else if (name.SequenceEqual("quoted"u8)) item = item with { Quoted = JsonValues.Key(ref json) };
                else if (name.SequenceEqual("quoted_text"u8)) item = item with { QuotedText = JsonValues.Text(ref json) };
                else if (name.SequenceEqual("author_created"u8)) item = item with { AuthorCreated = At(ref json) };
                else if (name.SequenceEqual("bot"u8)) item = item with { Bot = JsonValues.Flag(ref json) };
                else if (name.SequenceEqual("boosts"u8)) item = item with { ReportedBoosts = JsonValues.Count(ref json) };
                else if (name.SequenceEqual("likes"u8)) item = item with { ReportedLikes = JsonValues.Count(ref json) };
                else json.Skip();
            }

            return Sound(item);
        }

        /// <summary>What a line of its kind cannot do without.</summary>
        private static ArchivedItem Sound(in ArchivedItem item) => item switch
        {
            { Network: 0 } => throw new JsonException("has no \"network\""),
            { Kind: 0 } => throw new JsonException("has no \"kind\""),
            { Kind: ArchivedKind.Post or ArchivedKind.Context or ArchivedKind.Gone, Key: 0 } => throw new JsonException("has no \"id\""),
            { Kind: ArchivedKind.Post, At: 0 } => throw new JsonException("has no \"at\" that is a time"),
            { Kind: ArchivedKind.Boost or ArchivedKind.Like, Target: 0 } => throw new JsonException("has no \"target\""),
            { Kind: ArchivedKind.Boost or ArchivedKind.Like or ArchivedKind.AuthorGone or ArchivedKind.AuthorBack, Author: 0 } => throw new JsonException("has no \"author\""),
            { Kind: ArchivedKind.Boost or ArchivedKind.Like, At: 0 } => throw new JsonException("has no \"at\" that is a time"),
            _ => item,
        };

        /// <summary>UTC ms as a number, or a time as ISO 8601 has it.</summary>
        private static long At(ref Utf8JsonReader json) => json.TokenType == JsonTokenType.Number
            ? json.TryGetInt64(out var ms) && ms is > 0 and < 253_402_300_800_000 ? ms : 0
            : JsonValues.Time(ref json);

        private static Network NetworkOf(ref Utf8JsonReader json)
        {
            var name = json.TokenType == JsonTokenType.String ? json.ValueSpan : default;
            foreach (var (written, network) in Networks)
            {
                if (name.SequenceEqual(written)) return network;
            }

            throw new JsonException("\"network\" is none of twitter, facebook, instagram, fediverse, bluesky, reddit, other");
        }

        private static ArchivedKind KindOf(ref Utf8JsonReader json)
        {
            var name = json.TokenType == JsonTokenType.String ? json.ValueSpan : default;
            foreach (var (written, kind) in Kinds)
            {
                if (name.SequenceEqual(written)) return kind;
            }

            throw new JsonException("\"kind\" is none of post, boost, like, context, gone, author_gone, author_back");
        }

        private static readonly (byte[] Written, Network Network)[] Networks =
        [
            ("twitter"u8.ToArray(), Network.Twitter), ("facebook"u8.ToArray(), Network.Facebook), ("instagram"u8.ToArray(), Network.Instagram), ("fediverse"u8.ToArray(), Network.Fediverse),
            ("bluesky"u8.ToArray(), Network.Bluesky), ("reddit"u8.ToArray(), Network.Reddit), ("other"u8.ToArray(), Network.Other),
        ];

        private static readonly (byte[] Written, ArchivedKind Kind)[] Kinds =
        [
            ("like"u8.ToArray(), ArchivedKind.Like), ("boost"u8.ToArray(), ArchivedKind.Boost), ("post"u8.ToArray(), ArchivedKind.Post), ("context"u8.ToArray(), ArchivedKind.Context),
            ("gone"u8.ToArray(), ArchivedKind.Gone), ("author_gone"u8.ToArray(), ArchivedKind.AuthorGone), ("author_back"u8.ToArray(), ArchivedKind.AuthorBack),
        ];
    }
}
