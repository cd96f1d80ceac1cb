using System.Collections.Frozen;

namespace Antiphon.Answers.Recognition;

/// <summary>Which language a post is in, as far as the tables need to know.</summary>
/// <remarks>
/// By script where a script tells. Within the Latin script by the commonest words, and what the post says of itself counts like two of them: many people never
/// change that setting, so it is a hint.
/// </remarks>
internal static class Languages
{
    private const int Declared = 2;

    private static readonly FrozenDictionary<string, Language> All = LanguageData.All.ToFrozenDictionary(language => language.Code);
    private static readonly Language[] Latin = [.. LanguageData.All.Where(language => language.Common.Length > 0)];
    private static readonly FrozenDictionary<ulong, int[]> Common = Latin
        .SelectMany((language, i) => language.Common.Select(word => (word, i)))
        .GroupBy(pair => pair.word, pair => pair.i).ToFrozenDictionary(group => group.Key, group => group.ToArray());

    private enum Script
    {
        Latin,
        Cyrillic,
        Arabic,
        Devanagari,
        Thai,
        Kana,
        Hangul,
        Han,
        Unknown,
    }

    /// <summary>Null for a language without a table.</summary>
    public static Language? Of(string text, ReadOnlySpan<Token> tokens, string? declared)
    {
        var code = declared is null ? null : Primary(declared);
        return ScriptOf(text, tokens) switch
        {
            Script.Latin => OfLatin(tokens, code),
            Script.Cyrillic => If(code, "ru"),
            Script.Arabic => If(code, "ar"),
            Script.Devanagari => If(code, "hi"),
            Script.Thai => All["th"],
            Script.Kana => All["ja"],
            Script.Hangul => All["ko"],
            Script.Han => All[code == "ja" ? "ja" : "zh"],
            _ => null,
        };
    }

    /// <summary>A script that several languages share, of which one has a table: not if the post says that it is in another one of that script.</summary>
    private static Language? If(string? declared, string code) =>
        declared is null || declared == code || Latin.Any(language => language.Code == declared) ? All[code] : null;

    private static Language? OfLatin(ReadOnlySpan<Token> tokens, string? declared)
    {
        Span<int> hits = stackalloc int[Latin.Length];
        hits.Clear();
        foreach (ref readonly var token in tokens)
        {
            if (token.Kind != Kind.Word || token.Is(Marks.NotMine) || !Common.TryGetValue(token.Hash, out var languages)) continue;
            foreach (var i in languages) hits[i]++;
        }

        var best = -1;
        for (var i = 0; i < hits.Length; i++)
        {
            if (Latin[i].Code == declared) hits[i] += Declared;
            if (hits[i] > (best < 0 ? 0 : hits[best])) best = i;
        }

        if (best < 0) return declared is null ? All["en"] : null;
        var known = declared is null || Array.Exists(Latin, language => language.Code == declared);
        return known || hits[best] > Declared ? Latin[best] : null;
    }

    private static string Primary(string tag)
    {
        var end = tag.AsSpan().IndexOfAny('-', '_');
        return (end < 0 ? tag : tag[..end]).ToLowerInvariant();
    }

    private static Script ScriptOf(string text, ReadOnlySpan<Token> tokens)
    {
        Span<int> by = stackalloc int[(int)Script.Unknown + 1];
        by.Clear();
        foreach (ref readonly var token in tokens)
        {
            if (token.Kind is Kind.Word or Kind.Glyph && !token.Is(Marks.NotMine)) by[(int)ScriptOf(text[token.Start])] += token.Kind == Kind.Word ? 2 : 1;
        }

        if (by[(int)Script.Kana] > 0)
        {
            by[(int)Script.Kana] += by[(int)Script.Han];
            by[(int)Script.Han] = 0;
        }

        var most = Script.Latin;
        for (var script = Script.Latin; script < Script.Unknown; script++)
        {
            if (by[(int)script] > by[(int)most]) most = script;
        }

        return by[(int)most] == 0 && by[(int)Script.Unknown] > 0 ? Script.Unknown : most;
    }

    private static Script ScriptOf(char c) => c switch
    {
        < '\u0250' or (>= '\u1E00' and <= '\u1EFF') or (>= '\uFF10' and <= '\uFF5A') => Script.Latin,
        >= '\u0400' and <= '\u052F' => Script.Cyrillic,
        (>= '\u0600' and <= '\u077F') or (>= '\uFB50' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC') => Script.Arabic,
        >= '\u0900' and <= '\u097F' => Script.Devanagari,
        >= '\u0E00' and <= '\u0E7F' => Script.Thai,
        (>= '\u3041' and <= '\u30FF') or (>= '\uFF66' and <= '\uFF9F') => Script.Kana,
        (>= '\uAC00' and <= '\uD7AF') or (>= '\u1100' and <= '\u11FF') => Script.Hangul,
        (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF') => Script.Han,
        _ => Script.Unknown,
    };
}
