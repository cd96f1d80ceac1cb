using System.CommandLine;
using Antiphon.Server.Configuration;

namespace Antiphon.Server.Verbs;

/// <summary>The options that every verb takes, and those of all settings for the verbs that serve.</summary>
public sealed class SharedOptions
{
    public const string DataVariable = "ANTIPHON_DATA";

    private const string DefaultDirectory = "data";

    private static readonly string[] Everywhere = ["--store", "--domain"];

    private readonly Dictionary<string, Option<string?>> settings = new(StringComparer.Ordinal);

    /// <param name="described">Whether help was asked for: only then the settings' descriptions are read.</param>
    public SharedOptions(bool described)
    {
        foreach (var key in SettingKeys.All)
        {
            var option = new Option<string?>(key.Flag) { HelpName = key.Property.PropertyType == typeof(bool) ? "true|false" : "VALUE" };
            if (described) option.Description = SettingHelp.Of(key);
            settings[key.Flag] = option;
        }
    }

    public Option<string?> Data { get; } = new("--data") { HelpName = "DIR", Description = "Where everything is kept (default ./data, or ANTIPHON_DATA).", Recursive = true };

    /// <summary>Gives a root its options: the directory and the store for all verbs.</summary>
    public void AddTo(RootCommand root)
    {
        root.Options.Add(Data);
        foreach (var flag in Everywhere)
        {
            settings[flag].Recursive = true;
            root.Options.Add(settings[flag]);
        }
    }

    /// <summary>All settings, for a verb that serves.</summary>
    public void AddAllTo(Command command)
    {
        foreach (var (flag, option) in settings)
        {
            if (!Everywhere.Contains(flag)) command.Options.Add(option);
        }
    }

    /// <summary>The data directory as given, and how it was given.</summary>
    public (string Path, string Source) Directory(ParseResult parsed, Func<string, string?> environment)
    {
        if (parsed.GetValue(Data) is { Length: > 0 } given) return (given, "--data");
        return environment(DataVariable) is { Length: > 0 } variable ? (variable, DataVariable) : (DefaultDirectory, "--data");
    }

    /// <summary>The settings given on this command line, by flag.</summary>
    public IReadOnlyDictionary<string, string> Given(ParseResult parsed)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (flag, option) in settings)
        {
            if (parsed.GetResult(option) is { Implicit: false } && parsed.GetValue(option) is { } value) given[flag] = value;
        }

        return given;
    }
}
