using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Antiphon.Web.Texts;

/// <summary>The languages that the pages speak: one embedded file each. A new language is a new file.</summary>
public sealed class Languages
{
    /// <summary>What is spoken where nothing else is asked for.</summary>
    public const string Default = "en";

    private const string Prefix = "texts/";

    private readonly FrozenDictionary<string, Words> all;

    public Languages()
    {
        var assembly = typeof(Languages).Assembly;
        all = assembly.GetManifestResourceNames()
            .Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => Words.Parse(assembly.GetManifestResourceStream(name)!))
            .ToFrozenDictionary(static words => words.Language, StringComparer.OrdinalIgnoreCase);
    }

    public IEnumerable<Words> All => all.Values;

    public Words this[string language] => all.TryGetValue(language, out var words) ? words : all[Default];

    /// <summary>The best of the browser's wishes (RFC 9110 section 12.5.4).</summary>
    public Words For(HttpRequest request)
    {
        if (all.Count == 1) return all[Default];
        if (!StringWithQualityHeaderValue.TryParseList([.. request.Headers.AcceptLanguage!], out var wishes)) return all[Default];
        foreach (var wish in wishes.OrderByDescending(static wish => wish.Quality ?? 1))
        {
            var tag = wish.Value.ToString();
            if (all.TryGetValue(tag, out var exact)) return exact;
            if (all.TryGetValue(tag.Split('-')[0], out var close)) return close;
        }

        return all[Default];
    }
}
