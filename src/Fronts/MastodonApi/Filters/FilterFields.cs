using System.Globalization;
using Antiphon.Filters;
using Antiphon.MastodonApi.Entities;
using Antiphon.MastodonApi.Parameters;

namespace Antiphon.MastodonApi.Filters;

/// <summary>Filters as apps write them, in form or JSON.</summary>
internal static class FilterFields
{
    /// <summary>Both versions' common part. An <c>expires_in</c> that is empty or null means for good; one that is absent leaves what is there.</summary>
    public static Outcome<FilterDraft> Of(Params p)
    {
        FilterAction? action = null;
        if (p.Filled("filter_action") is { } name)
        {
            action = FilterJson.Parse(name);
            if (action is null) return Refusal.Invalid("filter_action", $"'{(name.Length > 50 ? name[..50] : name)}' is not a valid filter_action");
        }

        if (!p.Has("expires_in") && !p.Nulled("expires_in")) return Draft(p, action, null);
        if (p.Filled("expires_in") is not { } given) return Draft(p, action, TimeSpan.Zero);
        return long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < int.MaxValue
            ? Draft(p, action, TimeSpan.FromSeconds(seconds))
            : Refusal.Invalid("expires_in", "Validation failed: Expires in must be a number of seconds greater than 0");
    }

    private static FilterDraft Draft(Params p, FilterAction? action, TimeSpan? lasts) => new(
        p.Text("title"), p.Has("context") ? FilterJson.Parse(p.All("context")) : null, action, lasts, [.. p.Records("keywords_attributes").Select(Keyword)]);

    private static KeywordDraft Keyword(IReadOnlyDictionary<string, string> record) => new(
        record.TryGetValue("id", out var id) && id.Length > 0 ? Params.ParseId(id) : null,
        record.GetValueOrDefault("keyword"),
        record.TryGetValue("whole_word", out var whole) && whole.Length > 0 ? Params.IsYes(whole) : null,
        record.TryGetValue("_destroy", out var remove) && Params.IsYes(remove));
}
