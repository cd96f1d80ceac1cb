using Antiphon.Posts;
using Antiphon.Settings;

namespace Antiphon.MastodonApi.Statuses;

/// <summary>What the writing and the editing of a post read in the same way.</summary>
internal static class StatusFields
{
    /// <summary>Idempotency keys are UUIDs or hashes; anything longer is nobody's.</summary>
    public const int LongestKey = 255;

    /// <summary>What this server cannot keep yet is refused, so that nobody believes that a poll was asked or a post will appear tomorrow.</summary>
    public static Refusal? Unknown(Request request)
    {
        if (request.Params.HasWithin("poll")) return Refusal.Invalid("poll", "This server has no polls yet. Post without one.");
        return request.Params.Filled("scheduled_at") is null
            ? null
            : Refusal.Invalid("scheduled_at", "This server cannot post at a later time yet. Post now, or keep the draft in your app.");
    }

    /// <summary>A language as apps write it: <c>en</c>, <c>EN</c>, <c>pt-BR</c>, <c>pt_BR</c>. Null where none was given.</summary>
    public static Outcome<string?> Language(Request request)
    {
        if (request.Params.Filled("language") is not { } given) return (string?)null;
        var parts = given.Trim().Replace('_', '-').Split('-', 2);
        var code = parts.Length == 1 ? parts[0].ToLowerInvariant() : parts[0].ToLowerInvariant() + "-" + parts[1];
        return LanguageCode.IsWellFormed(code) ? code : Refusal.Invalid("language", "This is not a language code. Write en, de, pt-BR …");
    }

    /// <summary>The pictures, in order, each once. What is no id is -1 and belongs to nobody.</summary>
    public static IReadOnlyList<long> Media(Request request) => [.. request.Params.Ids("media_ids").Distinct()];

    public static Outcome<Visibility?> Visibility(Request request)
    {
        if (request.Params.Filled("visibility") is not { } name) return (Visibility?)null;
        return Entities.Visibilities.Parse(name) is { } known ? known : Refusal.Invalid("visibility", "The visibility is one of public, unlisted, private and direct.");
    }
}
