using System.Text;
using Antiphon.Posts.Text;
using Antiphon.Store;

namespace Antiphon.Calls;

/// <summary>What a call must be like. Pure.</summary>
public static class CallRules
{
    private const int LongestPhrase = 60;
    private const int MostPhrases = 40;
    private const int MostHashtags = 20;
    private const int MostLinks = 10;
    private const int LongestSlug = 64;
    private const int LongestName = 200;

    /// <summary>Two lines of a headline on a desk, five on a phone.</summary>
    public const int LongestHeadline = 150;

    public const int LongestStandfirst = 400;

    private const int MostNext = 4;

    /// <summary>The draft with its parts trimmed and its name made, or what is wrong with it.</summary>
    public static Outcome<CallDraft> Check(CallDraft draft, long now)
    {
        var wording = draft.Wording.Trim();
        if (wording.Length == 0) return Refusal.Invalid("wording", "Say what you ask, in your own words.");
        var phrases = draft.Phrases.Select(static p => p.Trim()).Where(static p => p.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var hashtags = draft.Hashtags.Select(static h => h.Trim().TrimStart('#', '＃')).Where(static h => h.Length > 0).DistinctBy(Hashtags.Fold).ToList();
        if (phrases.Count == 0) return Refusal.Invalid("phrases", "Name at least one phrase that answers the call, such as \"me too\". It is also what the button says.");
        if (phrases.Count > MostPhrases) return Refusal.Invalid("phrases", $"A call has {MostPhrases} phrases at most.");
        if (phrases.Exists(static p => p.Length > LongestPhrase)) return Refusal.Invalid("phrases", $"A phrase has {LongestPhrase} characters at most.");
        if (phrases.Exists(static p => !p.Any(char.IsLetterOrDigit))) return Refusal.Invalid("phrases", "A phrase needs letters.");
        if (hashtags.Count > MostHashtags) return Refusal.Invalid("hashtags", $"A call has {MostHashtags} hashtags at most.");
        foreach (var tag in hashtags)
        {
            if (Entities.Find("#" + tag) is not [{ Kind: EntityKind.Hashtag } whole] || whole.Length != tag.Length + 1)
            {
                return Refusal.Invalid("hashtags", $"\"#{tag}\" cannot be a hashtag: use letters, digits and underscores, and not digits alone.");
            }
        }

        var slug = draft.Slug.Trim().Length > 0 ? draft.Slug.Trim().ToLowerInvariant() : Slug(hashtags.Count > 0 ? hashtags[0] : wording);
        if (!SlugIsSound(slug)) return Refusal.Invalid("slug", "The name in the address uses a to z, digits and hyphens, 64 at most.");
        var opens = draft.OpensAt ?? now;
        if (draft.ClosesAt is { } closes && closes <= opens) return Refusal.Invalid("closes_at", "A call closes after it has opened.");
        var beside = new CallContext(draft.SuggestedBy, draft.Links ?? [], draft.Headline, draft.Standfirst, draft.LeadsTo ?? []).Trimmed();
        if (FaultOf(beside) is { } refusal) return refusal;
        return draft with
        {
            Wording = wording, Phrases = phrases, Hashtags = hashtags, Slug = slug, SuggestedBy = beside.SuggestedBy, Headline = beside.Headline, Standfirst = beside.Standfirst, LeadsTo = beside.LeadsTo,
        };
    }

    /// <summary>What is wrong with what stands beside a call and may change later; null if nothing is.</summary>
    internal static Refusal? FaultOf(CallContext context)
    {
        if (context.SuggestedBy.Length > LongestName) return Refusal.Invalid("suggested_by", $"Say whose idea it was in {LongestName} characters at most.");
        if (context.Headline.Length > LongestHeadline) return Refusal.Invalid("headline", $"A headline has {LongestHeadline} characters at most.");
        if (context.Standfirst.Length > LongestStandfirst) return Refusal.Invalid("standfirst", $"What stands beneath it has {LongestStandfirst} characters at most.");
        if (context.LeadsTo.Count > MostNext) return Refusal.Invalid("leads_to", $"A call leads on to {MostNext} others at most.");
        return FaultOf(context.Links);
    }

    /// <summary>A call that is to be read next and is not there; null if all are.</summary>
    internal static Refusal? Unknown(Sql sql, IReadOnlyList<string> slugs) => slugs.FirstOrDefault(slug => !sql.Any("SELECT 1 FROM calls WHERE slug = $1", slug)) is { } missing
        ? Refusal.Invalid("leads_to", $"There is no call named \"{missing}\" on this server.")
        : null;

    private static Refusal? FaultOf(IReadOnlyList<ContextLink> links)
    {
        if (links.Count > MostLinks) return Refusal.Invalid("links", $"A call has {MostLinks} links at most.");
        if (links.FirstOrDefault(static l => !SafeUrl.TryHttp(l.Url, out _)) is { } bad) return Refusal.Invalid("links", $"\"{bad.Url}\" is not a web address that begins with http:// or https://.");
        return links.Any(static l => l.Title.Length > LongestName) ? Refusal.Invalid("links", $"A link's title has {LongestName} characters at most.") : null;
    }

    private static bool SlugIsSound(string slug) =>
        slug.Length is > 0 and <= LongestSlug && slug.All(static c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-') && slug[0] != '-' && slug[^1] != '-';

    private static string Slug(string from)
    {
        var slug = new StringBuilder();
        foreach (var c in Hashtags.Fold(from).ToLowerInvariant())
        {
            if (c is (>= 'a' and <= 'z') or (>= '0' and <= '9')) slug.Append(c);
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
            if (slug.Length >= 40) break;
        }

        return slug.ToString().Trim('-') is { Length: > 0 } made ? made : "call";
    }
}
