using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Antiphon.Web.Texts;

/// <summary>
/// Everything that the pages say in one language, read from one file: sentences by key, counted sentences by plural form, how numbers and times are written.
/// A sentence that has not been translated yet is said in English, and <c>TranslationTests</c> names it; one that English lacks is a bug of ours and throws.
/// </summary>
public sealed class Words
{
    /// <summary>Stands in the table of refusals for what is filled in.</summary>
    private const char Filled = '*';

    private readonly FrozenDictionary<string, string> sentences;
    private readonly FrozenDictionary<string, FrozenDictionary<string, string>> counted;
    private readonly Func<long, string> plural;
    private readonly string[] months;
    private readonly string[] monthsShort;
    private readonly string[] days;
    private readonly string[] daysShort;
    private readonly string? firstOfMonth;
    private readonly FrozenDictionary<string, string> refusals;
    private readonly (string[] Parts, string Said)[] filledRefusals;
    private readonly Words? otherwise;

    private Words(JsonElement file, Words? otherwise)
    {
        this.otherwise = otherwise;
        var meta = file.GetProperty("_");
        Language = meta.GetProperty("language").GetString()!;
        Direction = meta.GetProperty("direction").GetString()!;
        plural = Plurals.Family(meta.GetProperty("plurals").GetString()!);
        Name = meta.GetProperty("name").GetString()!;
        Group = meta.GetProperty("group").GetString()!;
        GroupFrom = meta.TryGetProperty("group-from", out var least) ? least.GetInt32() : 4;
        months = Strings(meta.GetProperty("months"));
        monthsShort = Strings(meta.GetProperty("months-short"));
        days = Strings(meta.GetProperty("days"));
        daysShort = Strings(meta.GetProperty("days-short"));
        firstOfMonth = meta.TryGetProperty("first-of-month", out var first) ? first.GetString() : null;
        var known = meta.TryGetProperty("refusals", out var table) ? table.EnumerateObject().Select(static one => (one.Name, Said: one.Value.GetString()!)).ToList() : [];
        refusals = known.Where(static one => !one.Name.Contains(Filled, StringComparison.Ordinal)).ToFrozenDictionary(static one => one.Name, static one => one.Said);
        filledRefusals = [.. known.Where(static one => one.Name.Contains(Filled, StringComparison.Ordinal)).Select(static one => (one.Name.Split(Filled), one.Said))];
        var entries = file.EnumerateObject().Where(static entry => entry.Name != "_").ToList();
        sentences = entries.Where(static e => e.Value.ValueKind == JsonValueKind.String)
            .ToFrozenDictionary(static e => e.Name, static e => e.Value.GetString()!);
        counted = entries.Where(static e => e.Value.ValueKind == JsonValueKind.Object)
            .ToFrozenDictionary(
                static e => e.Name,
                static e => e.Value.EnumerateObject().ToFrozenDictionary(static form => form.Name, static form => form.Value.GetString()!));
    }

    /// <summary>BCP 47, for <c>lang</c>.</summary>
    public string Language { get; }

    /// <summary>"ltr" or "rtl", for <c>dir</c>.</summary>
    public string Direction { get; }

    /// <summary>The language's name for itself.</summary>
    public string Name { get; }

    /// <summary>What stands between thousands.</summary>
    public string Group { get; }

    /// <summary>How many digits a number has at least for its thousands to be set apart: Spanish writes 1000 and 10.000.</summary>
    public int GroupFrom { get; }

    /// <summary>Whether there is such a sentence.</summary>
    public bool Has(string key) => sentences.ContainsKey(key) || otherwise?.Has(key) == true;

    /// <summary>A sentence as it stands.</summary>
    public string this[string key] =>
        sentences.TryGetValue(key, out var said) ? said : otherwise is not null ? otherwise[key] : throw new KeyNotFoundException($"No text for \"{key}\" in {Language}.");

    /// <summary>A sentence with its <c>{0}</c>, <c>{1}</c> … filled in. Plain text; whoever writes HTML encodes the whole.</summary>
    public string this[string key, params ReadOnlySpan<object?> values] => Fill(this[key], values);

    /// <summary>A counted sentence: <c>{n}</c> is the number as it is written here.</summary>
    public string Count(string key, long n, params ReadOnlySpan<object?> values)
    {
        if (!counted.TryGetValue(key, out var forms))
        {
            return otherwise is not null ? otherwise.Count(key, n, values) : throw new KeyNotFoundException($"No counted text for \"{key}\" in {Language}.");
        }

        var form = forms.TryGetValue(plural(n), out var exact) ? exact : forms[Plurals.Other];
        return Fill(form.Replace("{n}", Number(n), StringComparison.Ordinal), values);
    }

    /// <summary>
    /// What the house said, which speaks English: an app reads it as it is, a person in the language of the page. The English sentence is its own key, with a star for each part that is
    /// filled in; one that no file has is said in English.
    /// </summary>
    public string Refused(string message)
    {
        if (refusals.TryGetValue(message, out var whole)) return whole;
        foreach (var (parts, said) in filledRefusals)
        {
            if (Filling(message, parts) is not { } filling) continue;
            var next = 0;
            return string.Concat(said.Select(c => c == Filled ? filling[next++] : c.ToString()));
        }

        return message;
    }

    /// <summary>What stands between the parts of a pattern; null where the message does not fit it.</summary>
    private static List<string>? Filling(string message, string[] parts)
    {
        if (!message.StartsWith(parts[0], StringComparison.Ordinal)) return null;
        var filling = new List<string>(parts.Length - 1);
        var at = parts[0].Length;
        foreach (var part in parts.Skip(1))
        {
            var next = part.Length == 0 ? message.Length : message.IndexOf(part, at, StringComparison.Ordinal);
            if (next < 0) return null;
            filling.Add(message[at..next]);
            at = next + part.Length;
        }

        return at == message.Length ? filling : null;
    }

    /// <summary>A counted sentence's forms by their plural category, for a script that counts on.</summary>
    public IReadOnlyDictionary<string, string> Forms(string key) => counted.TryGetValue(key, out var forms) || otherwise is null ? forms ?? counted[key] : otherwise.Forms(key);

    /// <summary>In full, with this language's separators.</summary>
    public string Number(long n)
    {
        var digits = Math.Abs((decimal)n).ToString("0", CultureInfo.InvariantCulture);
        if (digits.Length < GroupFrom) return n < 0 ? "−" + digits : digits;
        var text = new StringBuilder(digits.Length + 4);
        if (n < 0) text.Append('−');
        for (var i = 0; i < digits.Length; i++)
        {
            if (i > 0 && (digits.Length - i) % 3 == 0) text.Append(Group);
            text.Append(digits[i]);
        }

        return text.ToString();
    }

    /// <summary>In full up to a million, then rounded down to two places: for lists, where the exact figure is a click away.</summary>
    public string Short(long n) => n < 1_000_000
        ? Number(n)
        : this["number.million", (Math.Floor(n / 10_000m) / 100m).ToString("0.##", CultureInfo.InvariantCulture).Replace(".", this["number.point"], StringComparison.Ordinal)];

    /// <summary>"Sunday 15 October 2017, 20:21 UTC": says the same whenever it is read.</summary>
    public string Full(long at)
    {
        var t = Utc(at);
        return this["time.full", days[(int)t.DayOfWeek], DayOf(t), months[t.Month - 1], t.Year, Clock(t)];
    }

    /// <summary>"15 October 2017, 20:21:11 UTC".</summary>
    public string Exact(long at)
    {
        var t = Utc(at);
        return this["time.exact", DayOf(t), months[t.Month - 1], t.Year, t.ToString("HH:mm:ss", CultureInfo.InvariantCulture)];
    }

    /// <summary>"15 October 2017".</summary>
    public string Day(long at)
    {
        var t = Utc(at);
        return this["time.day", DayOf(t), months[t.Month - 1], t.Year];
    }

    /// <summary>"October 2017".</summary>
    public string Month(long at)
    {
        var t = Utc(at);
        return this["time.month", months[t.Month - 1], t.Year];
    }

    /// <summary>"Sun 15 Oct": for an axis.</summary>
    public string AxisDay(long at, bool withWeekday)
    {
        var t = Utc(at);
        var month = monthsShort[t.Month - 1];
        return withWeekday ? this["axis.weekday", daysShort[(int)t.DayOfWeek], DayOf(t), month] : this["axis.day", DayOf(t), month];
    }

    /// <summary>"Oct 2017": for an axis.</summary>
    public string AxisMonth(long at)
    {
        var t = Utc(at);
        return this["axis.month", monthsShort[t.Month - 1], t.Year];
    }

    /// <summary>"20:21".</summary>
    public static string Clock(long at) => Clock(Utc(at));

    /// <summary>As people say it, seen from now: "just now", "4 min", "3 h", "yesterday", "15 October", "15 October 2017". Times are UTC.</summary>
    public string Ago(long at, long now)
    {
        var (then, today) = (Utc(at), Utc(now));
        var passed = now - at;
        if (passed < 60_000) return this["time.now"];
        if (passed < 3_600_000) return Count("time.minutes", passed / 60_000);
        if (passed < 12 * 3_600_000L || then.Date == today.Date) return Count("time.hours", passed / 3_600_000);
        if (then.Date == today.Date.AddDays(-1)) return this["time.yesterday"];
        return then.Year == today.Year ? this["time.this-year", DayOf(then), months[then.Month - 1]] : Day(at);
    }

    /// <summary>For the <c>datetime</c> attribute.</summary>
    public static string Iso(long at) => Utc(at).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>"a, b and c".</summary>
    public string List(IReadOnlyList<string> items) => items.Count switch
    {
        0 => string.Empty,
        1 => items[0],
        _ => this["list.last", string.Join(this["list.comma"], items.Take(items.Count - 1)), items[^1]],
    };

    /// <param name="otherwise">Says what this file does not; null for English, which says everything.</param>
    internal static Words Parse(Stream json, Words? otherwise)
    {
        using var document = JsonDocument.Parse(json);
        return new Words(document.RootElement, otherwise);
    }

    private static string Clock(DateTime t) => t.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static DateTime Utc(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at).UtcDateTime;

    /// <summary>French says "1er" and then counts.</summary>
    private string DayOf(DateTime t) => t.Day == 1 && firstOfMonth is not null ? firstOfMonth : t.Day.ToString(CultureInfo.InvariantCulture);

    private static string Fill(string sentence, ReadOnlySpan<object?> values)
    {
        if (values.Length == 0) return sentence;
        var text = new StringBuilder(sentence.Length + 32);
        for (var i = 0; i < sentence.Length; i++)
        {
            // Only "{digit}" is a place; a value's own braces are never read again.
            if (sentence[i] == '{' && i + 2 < sentence.Length && char.IsAsciiDigit(sentence[i + 1]) && sentence[i + 2] == '}' && sentence[i + 1] - '0' < values.Length)
            {
                text.Append(CultureInfo.InvariantCulture, $"{values[sentence[i + 1] - '0']}");
                i += 2;
            }
            else
            {
                text.Append(sentence[i]);
            }
        }

        return text.ToString();
    }

    private static string[] Strings(JsonElement array) => [.. array.EnumerateArray().Select(static item => item.GetString()!)];
}
