using Antiphon.Mail;

namespace Antiphon.Server.Configuration;

/// <summary>What was set, by whom: the command line wins, then the environment, then <c>antiphon.json</c>, then the default.</summary>
public sealed class SettingSources
{
    private readonly Dictionary<Type, object> records = [];
    private readonly Dictionary<string, string> sources = new(StringComparer.Ordinal);

    private SettingSources()
    {
    }

    /// <summary>Reads all settings. Throws <see cref="WrongSettingException"/> at the first that cannot be.</summary>
    /// <param name="directory">The data directory; need not exist.</param>
    /// <param name="commandLine">By flag, such as <c>--urls</c>.</param>
    /// <param name="environment">A variable's value or null.</param>
    public static SettingSources Read(string directory, IReadOnlyDictionary<string, string> commandLine, Func<string, string?> environment)
    {
        var file = SettingsFile.Read(directory);
        var settings = new SettingSources();
        foreach (var key in SettingKeys.All)
        {
            // Every record exists, so that asking for one never fails later.
            if (!settings.records.TryGetValue(key.Options, out var record)) settings.records[key.Options] = record = Activator.CreateInstance(key.Options)!;
            if (Given(key, commandLine, environment, file) is not var (text, source)) continue;
            key.Property.SetValue(record, key.Parse(text, source));
            settings.sources[key.Name] = source;
        }

        if (settings.Get<MailOptions>().Fault() is var (property, problem))
        {
            throw new WrongSettingException(settings.Named(SettingKeys.All.Single(key => key.Options == typeof(MailOptions) && key.Property.Name == property).Name), problem);
        }

        return settings;
    }

    /// <summary>The options record of an owner.</summary>
    public T Get<T>()
        where T : class => (T)records[typeof(T)];

    /// <summary>All records, to be registered as themselves.</summary>
    public IReadOnlyCollection<object> Records => records.Values;

    /// <summary>A setting as the operator named it, for a sentence about it; its key where it was not set at all.</summary>
    public string Named(string key) => sources.GetValueOrDefault(key, key);

    private static (string Text, string Source)? Given(
        SettingKey key, IReadOnlyDictionary<string, string> commandLine, Func<string, string?> environment, Dictionary<string, string> file)
    {
        if (commandLine.TryGetValue(key.Flag, out var flag)) return (flag, key.Flag);
        if (environment(key.Variable) is { Length: > 0 } variable) return (variable, key.Variable);
        return file.TryGetValue(key.Name, out var text) ? (text, SettingsFile.Source(key.Name)) : null;
    }
}
