using System.Xml.Linq;

namespace Antiphon.Server.Configuration;

/// <summary>What a setting is for, in the words of its property's documentation, which the build puts beside the assembly.</summary>
public static class SettingHelp
{
    /// <summary>The summary and the default; the default alone where there is no documentation file.</summary>
    public static string Of(SettingKey key)
    {
        var words = Summary(key);
        var standard = key.Default.Length == 0 ? string.Empty : $"Default: {key.Default}.";
        return $"{words} {standard}".Trim();
    }

    public static string Summary(SettingKey key)
    {
        var file = Path.ChangeExtension(key.Options.Assembly.Location, ".xml");
        if (!File.Exists(file)) return string.Empty;
        var name = $"P:{key.Options.FullName}.{key.Property.Name}";
        var member = XDocument.Load(file).Descendants("member").FirstOrDefault(one => (string?)one.Attribute("name") == name);
        return string.Join(' ', (member?.Element("summary")?.Value ?? string.Empty).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
