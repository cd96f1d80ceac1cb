namespace Antiphon.Calls;

/// <summary>What stands beside a call and may change while it is answered, since nobody answers it: whose idea it was, what it points to, and how its page is headed.</summary>
/// <param name="Headline">Empty for one that is made from the figures.</param>
/// <param name="Standfirst">Empty for one that is made from the figures.</param>
/// <param name="LeadsTo">Names of calls to read next.</param>
public sealed record CallContext(string SuggestedBy, IReadOnlyList<ContextLink> Links, string Headline, string Standfirst, IReadOnlyList<string> LeadsTo)
{
    /// <summary>Without spaces at the ends, line breaks in what is one line, and calls named twice.</summary>
    internal CallContext Trimmed() => this with
    {
        SuggestedBy = OneLine(SuggestedBy), Headline = OneLine(Headline), Standfirst = OneLine(Standfirst),
        LeadsTo = [.. LeadsTo.Select(static slug => slug.Trim().ToLowerInvariant()).Where(static slug => slug.Length > 0).Distinct()],
    };

    private static string OneLine(string text) => string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Trim();
}
