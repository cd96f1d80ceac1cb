namespace Antiphon.Filters;

/// <summary>A change of one keyword within a filter's.</summary>
/// <param name="Id">The keyword that is there; null for a new one.</param>
/// <param name="Keyword">Null leaves it.</param>
/// <param name="WholeWord">Null leaves it; a new keyword is a whole word unless it is said otherwise.</param>
/// <param name="Remove">Take it away.</param>
public sealed record KeywordDraft(long? Id = null, string? Keyword = null, bool? WholeWord = null, bool Remove = false);

/// <summary>What a filter shall be; null leaves what is there.</summary>
/// <param name="Lasts">Until when; null leaves it, <see cref="TimeSpan.Zero"/> is for good.</param>
public sealed record FilterDraft(
    string? Title = null, FilterContexts? Contexts = null, FilterAction? Action = null, TimeSpan? Lasts = null, IReadOnlyList<KeywordDraft>? Keywords = null)
{
    /// <summary>As long as Mastodon's.</summary>
    public const int LongestTitle = 256;

    public const int LongestKeyword = 512;

    /// <summary>Filters of one member.</summary>
    public const int MostFilters = 200;

    /// <summary>Keywords, or posts, of one member in all: what a sieve is made of.</summary>
    public const int MostParts = 2_000;

    /// <summary>Characters of all keywords of one member together. A sieve takes some 40 bytes for each of them, and every text that is looked at word by word is held against all.</summary>
    public const int MostCharacters = 50_000;

    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_600);

    /// <summary>What is wrong with it; null for nothing.</summary>
    internal Refusal? Fault()
    {
        if (Title is not null && string.IsNullOrWhiteSpace(Title)) return Refusal.Invalid("title", "Validation failed: Title can't be blank");
        if (Title?.Length > LongestTitle) return Refusal.Invalid("title", $"Validation failed: Title is too long (maximum is {LongestTitle} characters)");
        if (Contexts == FilterContexts.None) return Refusal.Invalid("context", "Validation failed: Context None or invalid context supplied");
        if (Lasts < TimeSpan.Zero || Lasts > Longest) return Refusal.Invalid("expires_in", "Validation failed: Expires in is no time that a filter can last");
        return Keywords?.Select(static one => one.Remove ? null : Fault(one.Keyword, one.Id is null)).FirstOrDefault(static fault => fault is not null);
    }

    internal static Refusal? Fault(string? keyword, bool needed)
    {
        if (needed ? string.IsNullOrWhiteSpace(keyword) : keyword is not null && string.IsNullOrWhiteSpace(keyword)) return Refusal.Invalid("keyword", "Validation failed: Keyword can't be blank");
        return keyword?.Length > LongestKeyword ? Refusal.Invalid("keyword", $"Validation failed: Keyword is too long (maximum is {LongestKeyword} characters)") : null;
    }
}
