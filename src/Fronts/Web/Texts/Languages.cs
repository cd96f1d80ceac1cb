using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Antiphon.Web.Texts;

/// <summary>The languages that the pages speak: one embedded file each. A new language is a new file.</summary>
public sealed class Languages
{
    /// <summary>What is spoken where nothing else is asked for.</summary>
    public const string Default = "en";

    /// <summary>Holds the language that somebody chose for this browser; read by the server alone.</summary>
    public const string Cookie = "language";

    /// <summary>Asks for one page in a language: what links between the languages carry, so that they can be passed on and kept.</summary>
    public const string Query = "lang";

    private const string Prefix = "texts/";

    private readonly FrozenDictionary<string, Words> all;

    public Languages()
    {
        var english = Read(Prefix + Default + ".json", null);
        var others = typeof(Languages).Assembly.GetManifestResourceNames()
            .Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal) && name != Prefix + Default + ".json")
            .Select(name => Read(name, english));
        all = others.Prepend(english).ToFrozenDictionary(static words => words.Language, StringComparer.OrdinalIgnoreCase);
        All = [.. all.Values.OrderBy(static words => words.Language, StringComparer.Ordinal)];
    }

    /// <summary>In the order of their codes, which is nobody's rank.</summary>
    public IReadOnlyList<Words> All { get; }

    public Words this[string language] => all.TryGetValue(language, out var words) ? words : all[Default];

    /// <summary>Whether the pages speak it.</summary>
    public bool Speaks(string? language) => language is not null && all.ContainsKey(language);

    /// <summary>What the address asks for, else what was chosen for this browser, else the best of the browser's wishes (RFC 9110 section 12.5.4).</summary>
    public Words For(HttpRequest request)
    {
        if (request.Query[Query] is [{ } asked] && all.TryGetValue(asked, out var wanted)) return wanted;
        if (request.Cookies[Cookie] is { } chosen && all.TryGetValue(chosen, out var kept)) return kept;
        if (!StringWithQualityHeaderValue.TryParseList([.. request.Headers.AcceptLanguage!], out var wishes)) return all[Default];
        foreach (var wish in wishes.Where(static wish => wish.Quality is not 0).OrderByDescending(static wish => wish.Quality ?? 1))
        {
            var tag = wish.Value.ToString();
            if (all.TryGetValue(tag, out var exact)) return exact;
            if (all.TryGetValue(tag.Split('-')[0], out var close)) return close;
        }

        return all[Default];
    }

    private static Words Read(string resource, Words? otherwise)
    {
        using var stream = typeof(Languages).Assembly.GetManifestResourceStream(resource)!;
        return Words.Parse(stream, otherwise);
    }
}
