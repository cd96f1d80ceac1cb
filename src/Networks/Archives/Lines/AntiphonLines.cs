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
public sealed class AntiphonLines : JsonRows, IArchiveFormat
{
    public override string Name => "antiphon";

    public override string Description => "Antiphon's own lines, one post, boost, like or deletion a line; what simulate writes";

    /// <summary>Only where the first line says so: whoever writes such a file knows whether its ids are the networks' own.</summary>
    public bool RecheckableIn(Archive archive) => archive.Only is { } entry && SaysRecheckable(archive.Head(entry));

    private static bool SaysRecheckable(ReadOnlySpan<byte> head)
    {
        if (head.IndexOf((byte)'\n') is var end and >= 0) head = head[..end];
        try
        {
            var json = new Utf8JsonReader(head, JsonValues.Options);
            json.Read();
            while (JsonValues.Next(ref json, out var name))
            {
                if (name.SequenceEqual("recheckable"u8)) return JsonValues.Flag(ref json);
                json.Skip();
            }
        }
        catch (JsonException)
        {
            // Whatever is wrong with it is said when it is read.
        }

        return false;
    }

    protected override bool Recognises(JsonShape shape) => shape.Has("antiphon");

    protected override IJsonRow Begin() => new Rows();

    private sealed class Rows : IJsonRow
    {
        private const int Version = 1;

        private bool begun;
        private string? language;
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
            Item(ref json, rows);
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

        /// <summary>Twelve million of these make a day: names are told apart by their length first, and the item is made once, when all of it is known.</summary>
        private void Item(ref Utf8JsonReader json, Gathered rows)
        {
            var (network, kind, bot) = (default(Network), default(ArchivedKind), false);
            long key = 0, author = 0, at = 0, target = 0, parent = 0, root = 0, quoted = 0, created = 0;
            string? text = null, tongue = null, quotedText = null;
            int? boosts = null, likes = null;
            while (JsonValues.Next(ref json, out var name))
            {
                switch (name.Length)
                {
                    case 2 when name.SequenceEqual("id"u8):
                        key = JsonValues.Key(ref json);
                        break;
                    case 2 when name.SequenceEqual("at"u8):
                        at = At(ref json);
                        break;
                    case 3 when name.SequenceEqual("bot"u8):
                        bot = JsonValues.Flag(ref json);
                        break;
                    case 4 when name.SequenceEqual("kind"u8):
                        kind = KindOf(ref json);
                        break;
                    case 4 when name.SequenceEqual("text"u8):
                        text = JsonValues.Text(ref json);
                        break;
                    case 4 when name.SequenceEqual("root"u8):
                        root = JsonValues.Key(ref json);
                        break;
                    case 5 when name.SequenceEqual("likes"u8):
                        likes = JsonValues.Count(ref json);
                        break;
                    case 6 when name.SequenceEqual("author"u8):
                        author = JsonValues.Key(ref json);
                        break;
                    case 6 when name.SequenceEqual("target"u8):
                        target = JsonValues.Key(ref json);
                        break;
                    case 6 when name.SequenceEqual("parent"u8):
                        parent = JsonValues.Key(ref json);
                        break;
                    case 6 when name.SequenceEqual("quoted"u8):
                        quoted = JsonValues.Key(ref json);
                        break;
                    case 6 when name.SequenceEqual("boosts"u8):
                        boosts = JsonValues.Count(ref json);
                        break;
                    case 7 when name.SequenceEqual("network"u8):
                        network = NetworkOf(ref json);
                        break;
                    case 8 when name.SequenceEqual("language"u8):
                        tongue = LanguageOf(ref json);
                        break;
                    case 11 when name.SequenceEqual("quoted_text"u8):
                        quotedText = JsonValues.Text(ref json);
                        break;
                    case 14 when name.SequenceEqual("author_created"u8):
                        created = At(ref json);
                        break;
                    default:
                        json.Skip();
                        break;
                }
            }

            if (Fault(network, kind, key, author, at, target) is { } fault) throw new JsonException(fault);
            rows.Add(new ArchivedItem
            {
                Network = network, Kind = kind, Key = key, Author = author, At = at, Target = target, Parent = parent, Root = root, Quoted = quoted, Text = text, QuotedText = quotedText,
                Language = tongue, Bot = bot, AuthorCreated = created, ReportedBoosts = boosts, ReportedLikes = likes, Retrieved = retrieved,
            });
        }

        /// <summary>What a line of its kind cannot do without.</summary>
        private static string? Fault(Network network, ArchivedKind kind, long key, long author, long at, long target)
        {
            if (network == 0) return "has no \"network\"";
            var (names, does, reacts) = (
                kind is ArchivedKind.Post or ArchivedKind.Context or ArchivedKind.Gone,
                kind is not (ArchivedKind.Post or ArchivedKind.Context or ArchivedKind.Gone),
                kind is ArchivedKind.Boost or ArchivedKind.Like);
            return kind == 0 ? "has no \"kind\""
                : names && key == 0 ? "has no \"id\""
                : reacts && target == 0 ? "has no \"target\""
                : does && author == 0 ? "has no \"author\""
                : at == 0 && (reacts || kind == ArchivedKind.Post) ? "has no \"at\" that is a time"
                : null;
        }

        /// <summary>UTC ms as a number, or a time as ISO 8601 has it.</summary>
        private static long At(ref Utf8JsonReader json) => json.TokenType == JsonTokenType.Number
            ? json.TryGetInt64(out var ms) && ms is > 0 and < 253_402_300_800_000 ? ms : 0
            : JsonValues.Time(ref json);

        /// <summary>One text for each language, and not one for each line.</summary>
        private string? LanguageOf(ref Utf8JsonReader json)
        {
            if (json.TokenType == JsonTokenType.String && language is not null && json.ValueTextEquals(language)) return language;
            return language = JsonValues.Text(ref json);
        }

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
