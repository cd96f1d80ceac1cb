using System.Globalization;
using System.Text.Json;
using Antiphon.Access;
using Antiphon.Posts.Text;

namespace Antiphon.MastodonApi.Streaming;

/// <summary>Kinds of streams.</summary>
internal enum StreamKind : byte
{
    /// <summary>One's home timeline and notifications.</summary>
    User,

    /// <summary>Notifications alone.</summary>
    Notifications,
    Direct,
    Public,
    Local,
    Remote,
    Hashtag,
    LocalHashtag,

    /// <summary>One of one's own lists.</summary>
    List,
}

/// <summary>What there is to listen to.</summary>
/// <param name="Account">Whose, for the personal kinds; else 0.</param>
/// <param name="Tag">Folded, for the kinds of a hashtag; else empty.</param>
/// <param name="List">Which, for a list; else 0.</param>
internal readonly record struct Topic(StreamKind Kind, long Account = 0, string Tag = "", bool OnlyMedia = false, long List = 0);

/// <summary>What a reader asks for: the topic, and the stream's name as the reader wrote it, which every frame repeats.</summary>
/// <param name="Name">As JSON: <c>["hashtag","WorkedIll"]</c>. Clients look for exactly what they subscribed to.</param>
internal sealed record Wanted(Topic Topic, string Name)
{
    private static readonly Refusal Unknown = Invalid("Unknown stream type");
    private static readonly Refusal NoTag = Invalid("Missing tag name parameter");
    private static readonly Refusal NoList = Invalid("Missing list parameter");
    private static readonly Refusal OutOfScope = new(RefusalKind.Unauthenticated, "Access token does not have the required scopes");

    /// <summary>Reads a stream's name in Mastodon's spelling, and whether the token is good for it.</summary>
    public static Outcome<Wanted> Parse(string? name, string? tag, string? list, AccessToken token)
    {
        var mine = token.Account;
        Topic? topic = name switch
        {
            "user" => new Topic(StreamKind.User, mine),
            "user:notification" => new Topic(StreamKind.Notifications, mine),
            "direct" => new Topic(StreamKind.Direct, mine),
            "public" => new Topic(StreamKind.Public),
            "public:media" => new Topic(StreamKind.Public, OnlyMedia: true),
            "public:local" => new Topic(StreamKind.Local),
            "public:local:media" => new Topic(StreamKind.Local, OnlyMedia: true),
            "public:remote" => new Topic(StreamKind.Remote),
            "public:remote:media" => new Topic(StreamKind.Remote, OnlyMedia: true),
            "hashtag" => new Topic(StreamKind.Hashtag, Tag: Fold(tag)),
            "hashtag:local" => new Topic(StreamKind.LocalHashtag, Tag: Fold(tag)),
            "list" => new Topic(StreamKind.List, mine, List: long.TryParse(list, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0),
            _ => null,
        };
        if (topic is not { } known) return Unknown;
        var tagged = known.Kind is StreamKind.Hashtag or StreamKind.LocalHashtag;
        if (tagged && known.Tag.Length == 0) return NoTag;
        if (known is { Kind: StreamKind.List, List: 0 }) return NoList;
        if (!InScope(known.Kind, token)) return OutOfScope;
        return new Wanted(known, JsonSerializer.Serialize(tagged ? [name!, tag!] : known.Kind == StreamKind.List ? [name!, list!] : new[] { name! }));
    }

    private static bool InScope(StreamKind kind, AccessToken token) => kind switch
    {
        StreamKind.User or StreamKind.Direct => token.Scopes.Allows(Scope.ReadStatuses),
        StreamKind.List => token.Scopes.Allows(Scope.ReadLists) || token.Scopes.Allows(Scope.ReadStatuses),
        StreamKind.Notifications => token.Scopes.Allows(Scope.ReadNotifications),
        _ => true,
    };

    private static Refusal Invalid(string message) => Refusal.Invalid("body", message);

    /// <summary>A tag longer than any that can be written is none.</summary>
    private static string Fold(string? tag) => tag is { Length: > 0 and <= 500 } ? Hashtags.Fold(tag.TrimStart('#')) : string.Empty;
}
