using System.Collections.Frozen;

namespace Antiphon.Answers.Recognition;

/// <summary>One language's words, by what they tell about a phrase or a hashtag.</summary>
internal sealed class Language
{
    private static readonly FrozenDictionary<string, Marks> Sections = new Dictionary<string, Marks>
    {
        ["self"] = Marks.Self,
        ["first"] = Marks.First,
        ["not-own"] = Marks.NotOwn,
        ["say"] = Marks.Say,
        ["topic"] = Marks.Topic,
        ["topic-of-tag"] = Marks.TopicOfTag,
        ["noun"] = Marks.Noun,
        ["support"] = Marks.Support,
        ["not"] = Marks.Not,
        ["deny"] = Marks.Deny,
        ["filler"] = Marks.Filler,
    }.ToFrozenDictionary();

    private readonly FrozenDictionary<ulong, (ulong[] Words, Marks Mark)[]> patterns;

    /// <param name="code">BCP 47.</param>
    /// <param name="table">A line for each section: its name, a colon, and patterns of one or several words between bars.</param>
    public Language(string code, string table)
    {
        Code = code;
        var all = new List<(ulong[] Words, Marks Mark)>();
        foreach (var line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var section = line[..colon];
            string[] entries = line[(colon + 1)..].Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (section == "common") Common = [.. entries.Select(entry => Folding.Hash(entry))];
            else all.AddRange(entries.Select(entry => (Sequences.Of(entry), Sections[section])));
        }

        patterns = all.GroupBy(pattern => pattern.Words[0]).ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }

    public string Code { get; }

    /// <summary>The commonest words, which tell the language of a text in a script that many languages share.</summary>
    public ulong[] Common { get; } = [];

    /// <summary>Marks every pattern.</summary>
    public void Mark(Span<Token> tokens)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].Kind > Kind.Glyph || !patterns.TryGetValue(tokens[i].Hash, out var here)) continue;
            foreach (var (words, mark) in here)
            {
                var end = Sequences.End(tokens, i, words);
                for (var k = i; k < end; k++) tokens[k].Marks |= mark;
            }
        }
    }
}
