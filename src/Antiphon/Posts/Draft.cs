using System.ComponentModel.DataAnnotations;
using Antiphon.People;
using Antiphon.Posts.Polls;
using Antiphon.Posts.Text;

namespace Antiphon.Posts;

/// <summary>What somebody wants to publish, as a front has read it and before anything is checked.</summary>
/// <param name="Warning">Content warning; empty for none.</param>
/// <param name="Poll">What it asks of its readers; then it has no pictures.</param>
/// <param name="Story">Told through the story form: may be <see cref="PostOptions.MaxStoryCharacters"/> long and is folded.</param>
/// <param name="IdempotencyKey">The same key by the same author within an hour gives the same post back.</param>
public sealed record Draft(
    string Text,
    Visibility Visibility = Visibility.Public,
    long? ReplyTo = null,
    long? QuoteOf = null,
    string Warning = "",
    bool Sensitive = false,
    string? Language = null,
    IReadOnlyList<long>? Media = null,
    long? App = null,
    string? IdempotencyKey = null,
    bool Story = false,
    PollDraft? Poll = null,
    QuotePolicy QuotePolicy = QuotePolicy.Public);

/// <summary>Limits of posts.</summary>
public sealed record PostOptions
{
    public const string Section = "Posts";

    /// <summary>Characters of an ordinary post, as readers see them; a link counts 23.</summary>
    [Range(1, 100_000)]
    public int MaxCharacters { get; init; } = 500;

    /// <summary>Characters of a story.</summary>
    [Range(1, 100_000)]
    public int MaxStoryCharacters { get; init; } = 10_000;

    /// <summary>Pictures of one post.</summary>
    [Range(0, 16)]
    public int MaxMedia { get; init; } = 4;
}

/// <summary>A draft's text, read once: its tags, whom it names, whether it keeps the limits. Pure but for looking up names.</summary>
internal sealed record PreparedText(string Text, string Warning, IReadOnlyList<(string Key, string Name)> Tags, IReadOnlyList<string> Links, IReadOnlyList<Account> Mentions)
{
    /// <summary>Twice the story's limit in UTF-16 units is more than any text within it has; beyond it nothing is even counted.</summary>
    private const int MostUnitsPerCharacter = 16;

    private const int MostTags = 60;
    private const int MostLinks = 20;
    private const int MostMentions = 50;

    public static Outcome<PreparedText> From(string text, string warning, bool story, int media, PostOptions options, Accounts accounts)
    {
        var limit = story ? options.MaxStoryCharacters : options.MaxCharacters;
        var (trimmed, warned) = (CleanText.Of(text), CleanText.Of(warning));
        if (trimmed.Length == 0 && media == 0) return Refusal.Invalid("status", "A post needs some text or a picture.");
        if (trimmed.Length + warned.Length > limit * MostUnitsPerCharacter) return TooLong(limit);
        var length = PostLength.Count(trimmed) + PostLength.Count(warned);
        if (length > limit) return TooLong(limit, length);
        var entities = Entities.Find(trimmed);
        var tags = entities.Where(static e => e.Kind == EntityKind.Hashtag)
            .Select(static e => (Key: Hashtags.Fold(e.Value), Name: e.Value)).DistinctBy(static t => t.Key).Take(MostTags).ToList();
        var links = entities.Where(static e => e.Kind == EntityKind.Link).Select(static e => Antiphon.Posts.Text.Links.Key(e.Value)).OfType<string>().Distinct().Take(MostLinks).ToList();
        var mentions = entities.Where(static e => e.Kind == EntityKind.Mention).Select(static e => e.Value).Distinct(StringComparer.OrdinalIgnoreCase)
            .Take(MostMentions).Select(accounts.Named).OfType<Account>().Where(static a => a.Shown).DistinctBy(static a => a.Id).ToList();
        return new PreparedText(trimmed, warned, tags, links, mentions);
    }

    private static Refusal TooLong(int limit, int? length = null) => Refusal.Invalid(
        "status",
        length is { } n ? $"This is {n - limit} characters too long: a post has {limit} at most." : $"This is too long: a post has {limit} characters at most.");
}
