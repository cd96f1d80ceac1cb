using System.Globalization;
using System.Runtime.InteropServices;

namespace Antiphon.MastodonApi.Parameters;

/// <summary>A file of a multipart body, held in memory; the route's size limit bounds it.</summary>
public sealed record UploadedFile(string? FileName, string? ContentType, ReadOnlyMemory<byte> Bytes);

/// <summary>
/// A request's parameters, wherever they stood: query, form, multipart or JSON, all under one spelling. <c>id[]=1</c>, <c>id=1</c> and <c>{"id":[1]}</c> are the same;
/// so are <c>poll[options][]=a</c> and <c>{"poll":{"options":["a"]}}</c>, and <c>fields_attributes[0][name]=x</c> and <c>{"fields_attributes":[{"name":"x"}]}</c>.
/// Where one value is asked for, the last one given wins, as in Rails; a body's values win over the query's.
/// </summary>
public sealed class Params
{
    /// <summary>More parameters than any endpoint could use: only an attempt to exhaust something has them.</summary>
    public const int Most = 1_000;

    /// <summary>Longer names are nobody's.</summary>
    public const int LongestName = 200;

    private readonly Dictionary<string, List<string>> values = new(StringComparer.Ordinal);
    private Dictionary<string, UploadedFile>? files;
    private HashSet<string>? nulls;
    private int count;

    /// <summary>Adds one value under a name as it was written; false when there are too many.</summary>
    public bool Add(string name, string value)
    {
        if (++count > Most) return false;
        if (name.Length > LongestName) return true;
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(values, Key(name), out _);
        (list ??= []).Add(value);
        return true;
    }

    public bool AddFile(string name, UploadedFile file)
    {
        if (++count > Most) return false;
        (files ??= new Dictionary<string, UploadedFile>(StringComparer.Ordinal))[Key(name)] = file;
        return true;
    }

    /// <summary>Takes the query's values where the body has none.</summary>
    public void Below(Params body)
    {
        foreach (var (name, given) in body.values) values[name] = given;
        if (body.files is not null) files = body.files;
        if (body.nulls is not null) nulls = body.nulls;
    }

    /// <summary>Notes that JSON says <c>null</c>. It is a value of nothing; few endpoints tell it from what is absent.</summary>
    internal bool AddNull(string name)
    {
        if (++count > Most) return false;
        if (name.Length <= LongestName) (nulls ??= new HashSet<string>(StringComparer.Ordinal)).Add(Key(name));
        return true;
    }

    /// <summary>Whether JSON's <c>null</c> was given for it.</summary>
    public bool Nulled(string name) => nulls?.Contains(name) == true;

    public bool Has(string name) => values.ContainsKey(name) || files?.ContainsKey(name) == true;

    /// <summary>Whether it was given, or anything inside it: <c>poll</c> or <c>poll[options][]</c>.</summary>
    public bool HasWithin(string name) => Has(name) || values.Keys.Any(key => key.Length > name.Length && key[name.Length] == '[' && key.StartsWith(name, StringComparison.Ordinal));

    /// <summary>The value as it was given; null if it was not. An empty text is a value.</summary>
    public string? Text(string name) => values.TryGetValue(name, out var given) ? given[^1] : null;

    /// <summary>The value, or null where it was not given or is blank.</summary>
    public string? Filled(string name) => Text(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    /// <summary>All values of a list, in order, blank ones left out.</summary>
    public IReadOnlyList<string> All(string name) => values.TryGetValue(name, out var given) ? [.. given.Where(static text => text.Length > 0)] : [];

    /// <summary>A yes or no as apps write it: <c>true</c>, <c>True</c>, <c>1</c>, <c>on</c>, <c>t</c> and <c>yes</c> are yes; everything else that was given is no.</summary>
    public bool? Flag(string name) => Filled(name) is { } text ? IsYes(text) : null;

    /// <summary>The same of one text.</summary>
    internal static bool IsYes(string text) => text.Trim().ToLowerInvariant() is "true" or "1" or "on" or "t" or "yes";

    public bool Is(string name) => Flag(name) == true;

    /// <summary>A whole number; null if absent or none.</summary>
    public long? Number(string name) => long.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>An id: digits only. Text that is no id is -1, which nothing has, so that it is "not found" rather than ignored.</summary>
    public long? Id(string name) => Filled(name) is { } text ? ParseId(text) : null;

    public IReadOnlyList<long> Ids(string name) => [.. All(name).Select(ParseId)];

    public UploadedFile? File(string name) => files?.GetValueOrDefault(name);

    /// <summary>The entries of a list of records: <c>fields_attributes[0][name]</c> and <c>fields_attributes[1][name]</c> give two, in the order of their numbers.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Records(string name)
    {
        var records = new SortedDictionary<int, Dictionary<string, string>>();
        foreach (var (key, given) in values)
        {
            if (!key.StartsWith(name, StringComparison.Ordinal) || key.Length <= name.Length || key[name.Length] != '[') continue;
            var close = key.IndexOf(']', name.Length);
            if (close < 0 || !int.TryParse(key.AsSpan(name.Length + 1, close - name.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var at)) continue;
            if (close + 2 >= key.Length || key[close + 1] != '[' || key[^1] != ']') continue;
            if (!records.TryGetValue(at, out var record)) records.Add(at, record = new Dictionary<string, string>(StringComparer.Ordinal));
            record[key[(close + 2)..^1]] = given[^1];
        }

        return [.. records.Values];
    }

    internal static long ParseId(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : -1;

    /// <summary>Without the closing <c>[]</c> of a list, and with Rails' nameless records (<c>a[][b]</c>) counted by the reader of the form.</summary>
    private static string Key(string name) => name.EndsWith("[]", StringComparison.Ordinal) ? name[..^2] : name;
}
