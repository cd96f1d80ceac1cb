using System.Globalization;
using Antiphon.Posts;
using Antiphon.Posts.Polls;
using Antiphon.Settings;

namespace Antiphon.MastodonApi.Statuses;

/// <summary>What the writing and the editing of a post read in the same way.</summary>
internal static class StatusFields
{
    /// <summary>Idempotency keys are UUIDs or hashes; anything longer is nobody's.</summary>
    public const int LongestKey = 255;

    /// <summary>The poll, from <c>poll[options][]</c> or <c>{"poll":{"options":[…]}}</c>; null where there is none.</summary>
    public static Outcome<PollDraft?> Poll(Request request)
    {
        var p = request.Params;
        if (!p.HasWithin("poll[options]")) return p.Filled("poll[expires_in]") is null ? (PollDraft?)null : Refusal.Invalid("poll", "A poll has two options at least.");
        return p.Number("poll[expires_in]") is { } seconds
            ? new PollDraft(p.All("poll[options]"), seconds, p.Is("poll[multiple]"), p.Is("poll[hide_totals]"))
            : Refusal.Invalid("expires_in", "Say how long the poll is open, in seconds.");
    }

    /// <summary>When a post is to be published (UTC ms); null for now. A time without a zone is UTC.</summary>
    public static Outcome<long?> ScheduledAt(Request request)
    {
        if (request.Params.Filled("scheduled_at") is not { } text) return (long?)null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUnixTimeMilliseconds()
            : Refusal.Invalid("scheduled_at", "This is no time. Write it like 2027-01-31T18:00:00.000Z.");
    }

    public static Outcome<QuotePolicy?> QuotePolicy(Request request)
    {
        if (request.Params.Filled("quote_approval_policy") is not { } name) return (QuotePolicy?)null;
        return Entities.QuotePolicies.Parse(name) is { } known ? known : Refusal.Invalid("quote_approval_policy", "The policy is one of public, followers and nobody.");
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
