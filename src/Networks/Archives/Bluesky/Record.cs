using System.Text;
using Antiphon.Intake;
using Antiphon.Networks.Archives.Reading;
using Antiphon.Tally;

namespace Antiphon.Networks.Archives.Bluesky;

/// <summary>What a post, a like or a repost says, whether it came as DAG-CBOR (<see cref="CborRecord"/>) or as JSON (<see cref="JsonRecord"/>). One object is used over and over.</summary>
internal sealed class Record
{
    private const long Day = 86_400_000;
    private const int MostTags = 8;

    private readonly List<string> tags = [];

    /// <summary>UTC ms; 0 where the record says no time.</summary>
    public long CreatedAt { get; set; }

    public string? Text { get; set; }

    public string? Language { get; private set; }

    public long Parent { get; set; }

    public long Root { get; set; }

    public long Quoted { get; set; }

    /// <summary>The post that is liked or reposted; 0 where it is none.</summary>
    public long Subject { get; set; }

    /// <summary>Whether it says that it is of the collection in which it stands.</summary>
    public bool OfItsCollection { get; set; }

    public static bool IsOurs(ReadOnlySpan<byte> collection) => KindOf(collection) is not null;

    /// <summary>Null for collections of something else.</summary>
    public static ArchivedKind? KindOf(ReadOnlySpan<byte> collection)
    {
        if (!collection.StartsWith("app.bsky.feed."u8)) return null;
        var name = collection["app.bsky.feed."u8.Length..];
        return name.SequenceEqual("post"u8) ? ArchivedKind.Post : name.SequenceEqual("like"u8) ? ArchivedKind.Like : name.SequenceEqual("repost"u8) ? ArchivedKind.Boost : null;
    }

    /// <summary>A record's own word for what it is; empty where it has none.</summary>
    public static ReadOnlySpan<byte> TypeOf(ReadOnlySpan<byte> block)
    {
        var cursor = new CborCursor(block);
        for (var pairs = cursor.Map(); pairs > 0; pairs--)
        {
            if (cursor.Text().SequenceEqual("$type"u8)) return cursor.Text();
            cursor.Skip();
        }

        return default;
    }

    public void Clear()
    {
        (CreatedAt, Parent, Root, Quoted, Subject) = (0, 0, 0, 0, 0);
        (Text, Language, OfItsCollection) = (null, null, false);
        tags.Clear();
    }

    /// <summary>The time that its writer gives it.</summary>
    public void Created(ReadOnlySpan<byte> text) => CreatedAt = Rfc3339.TryParse(text, out var at) ? at : 0;

    /// <summary>The first language that is one.</summary>
    public void Speaks(ReadOnlySpan<byte> tag)
    {
        if (Language is null && LanguageTag.Of(tag) is { } language) Language = language;
    }

    /// <summary>A hashtag that stands beside the text (the record's <c>tags</c>), without its sign.</summary>
    public void Tagged(string tag)
    {
        // Eight is what the network's schema allows.
        if (tags.Count < MostTags && tag.Length > 0) tags.Add(tag);
    }

    /// <summary>The item that this record is, or what is wrong with it.</summary>
    /// <param name="recordKey">Its place in the collection.</param>
    /// <param name="retrieved">UTC ms.</param>
    public string? Item(ArchivedKind kind, ReadOnlySpan<byte> did, ReadOnlySpan<byte> collection, ReadOnlySpan<byte> recordKey, long retrieved, ArchivedKeys keys, out ArchivedItem item)
    {
        item = default;
        if (!OfItsCollection) return $"does not say that it is of {Encoding.UTF8.GetString(collection)}, where it stands";
        var key = AtUri.Key(did, collection, recordKey, keys);
        if (key == 0) return "has no place that a record can have";
        var at = Time(recordKey);
        if (at == 0) return "has no time";
        if (kind != ArchivedKind.Post && Subject == 0) return null;
        item = new ArchivedItem
        {
            Kind = kind,
            Network = Network.Bluesky,
            Author = keys.Later(did),
            Key = key,
            At = at,
            Target = kind == ArchivedKind.Post ? 0 : Subject,
            Parent = Parent,
            Root = Root,
            Quoted = Quoted,
            Text = kind == ArchivedKind.Post ? WithTags() : null,
            Language = Language,
            Retrieved = retrieved,
        };
        return null;
    }

    /// <summary>What the writer says, unless the key, which the writer's server made, says another day: then that is when it was.</summary>
    private long Time(ReadOnlySpan<byte> recordKey)
    {
        if (!Tid.TryParse(recordKey, out var made)) return CreatedAt;
        return CreatedAt == 0 || Math.Abs(CreatedAt - made) > Day ? made : CreatedAt;
    }

    /// <summary>Hashtags beside the text belong to it: whoever writes one there carries it.</summary>
    private string WithTags() => tags.Count == 0 ? Text ?? string.Empty : $"{Text}\n{string.Join(' ', tags.Select(static tag => "#" + tag))}".Trim();
}
