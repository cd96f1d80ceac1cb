using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace Antiphon.Server.Configuration;

/// <summary>One setting: a property of an options record, with its three names.</summary>
public sealed class SettingKey
{
    internal SettingKey(Type options, string section, PropertyInfo property)
    {
        Options = options;
        Property = property;
        var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);

        // An owner with one setting of its own name (Store.Store) stands at the top of the file.
        Section = section == property.Name ? string.Empty : JsonNamingPolicy.CamelCase.ConvertName(section);
        Name = Section.Length == 0 ? name : $"{Section}.{name}";
        Flag = "--" + JsonNamingPolicy.KebabCaseLower.ConvertName(Section + UpperFirst(name));
        Variable = "ANTIPHON_" + JsonNamingPolicy.SnakeCaseUpper.ConvertName(Section + UpperFirst(name));
    }

    /// <summary>The record that it belongs to.</summary>
    public Type Options { get; }

    public PropertyInfo Property { get; }

    /// <summary>The section of <c>antiphon.json</c>, empty at the top.</summary>
    public string Section { get; }

    /// <summary>In <c>antiphon.json</c>, with the section before a dot: <c>limits.reads</c>.</summary>
    public string Name { get; }

    /// <summary>On the command line: <c>--limits-reads</c>.</summary>
    public string Flag { get; }

    /// <summary>In the environment: <c>ANTIPHON_LIMITS_READS</c>.</summary>
    public string Variable { get; }

    /// <summary>What it is without being set, as it would be written.</summary>
    public string Default => Show(Property.GetValue(Activator.CreateInstance(Options)));

    /// <summary>What it takes, in words.</summary>
    public string Takes => Property.GetCustomAttribute<RangeAttribute>() is { } range ? string.Create(CultureInfo.InvariantCulture, $"{range.Minimum} to {range.Maximum}")
        : Property.PropertyType == typeof(bool) ? "true, false"
        : Property.PropertyType.IsEnum ? string.Join(", ", Enum.GetNames(Property.PropertyType).Select(static name => name.ToLowerInvariant()))
        : Property.PropertyType == typeof(IReadOnlyList<string>) ? "a list"
        : "text";

    /// <summary>Reads a value as written; wrong ones are named by <paramref name="source"/>, the name that the operator used.</summary>
    public object Parse(string text, string source)
    {
        var value = Read(Property.PropertyType, text.Trim(), source);
        Check(value, source);
        return value;
    }

    private static string UpperFirst(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];

    private static string Show(object? value) => value switch
    {
        null => string.Empty,
        string text => text,
        bool flag => flag ? "true" : "false",
        Enum => value.ToString()!.ToLowerInvariant(),
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        IEnumerable list => string.Join(", ", list.Cast<object>().Select(Show)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static object Read(Type type, string text, string source)
    {
        if (type == typeof(string)) return text;
        if (type == typeof(bool)) return bool.TryParse(text, out var flag) ? flag : throw new WrongSettingException(source, $"\"{text}\" is neither true nor false.");
        if (type == typeof(int)) return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw NotANumber(text, source);
        if (type == typeof(long)) return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw NotANumber(text, source);
        if (type == typeof(TimeSpan)) return Span(text) ?? throw new WrongSettingException(source, $"\"{text}\" is not a length of time such as 90s, 15m, 12h or 7d.");
        if (type.IsEnum) return Choice(type, text, source);
        if (type == typeof(IReadOnlyList<string>)) return text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        throw new NotSupportedException($"Settings of type {type.Name} cannot be read yet: teach {nameof(SettingKey)}.{nameof(Read)}.");
    }

    private static WrongSettingException NotANumber(string text, string source) => new(source, $"\"{text}\" is not a whole number.");

    private static object Choice(Type type, string text, string source)
    {
        var names = Enum.GetNames(type);
        var name = Array.Find(names, one => string.Equals(one, text.Replace("-", string.Empty, StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));
        return name is not null
            ? Enum.Parse(type, name)
            : throw new WrongSettingException(source, $"\"{text}\" is not one of {string.Join(", ", names.Select(static one => one.ToLowerInvariant()))}.");
    }

    private static TimeSpan? Span(string text)
    {
        if (text.Length < 2) return null;
        if (TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var span) && text.Contains(':', StringComparison.Ordinal)) return span;
        if (!double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) || count > 1e6) return null;
        return text[^1] switch
        {
            's' => TimeSpan.FromSeconds(count),
            'm' => TimeSpan.FromMinutes(count),
            'h' => TimeSpan.FromHours(count),
            'd' => TimeSpan.FromDays(count),
            _ => null,
        };
    }

    private void Check(object value, string source)
    {
        if (Property.GetCustomAttribute<RangeAttribute>() is { } range && !range.IsValid(value))
        {
            throw new WrongSettingException(source, string.Create(CultureInfo.InvariantCulture, $"{Show(value)} is not between {range.Minimum} and {range.Maximum}."));
        }

        if (value is TimeSpan span && span < TimeSpan.Zero) throw new WrongSettingException(source, "a length of time cannot be negative.");
        if (value is string text && text.Any(char.IsControl)) throw new WrongSettingException(source, "it contains a line break or another control character.");
    }
}
