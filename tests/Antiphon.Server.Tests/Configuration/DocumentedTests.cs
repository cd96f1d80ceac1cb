using Antiphon.Server.Configuration;
using Xunit;

namespace Antiphon.Server.Tests.Configuration;

public sealed class DocumentedTests
{
    /// <summary>The tables in docs/configuration.md are what the options' own types and comments say.</summary>
    [Fact]
    public void Every_setting_is_documented_with_its_names_its_default_and_what_it_takes_and_nothing_else_is()
    {
        var expected = SettingKeys.All.Select(Row).ToList();
        var written = File.ReadAllLines(Path.Combine(Root(), "docs", "configuration.md")).Where(static line => line.StartsWith("| `--", StringComparison.Ordinal)).ToList();
        Assert.True(expected.SequenceEqual(written), $"docs/configuration.md should have these rows, in this order:\n{string.Join('\n', expected)}\n");
        Assert.All(SettingKeys.All, static key => Assert.False(string.IsNullOrEmpty(SettingHelp.Summary(key)), $"{key.Name} has no summary."));
    }

    private static string Row(SettingKey key) =>
        $"| `{key.Flag}` | `{key.Variable}` | `{key.Name}` | {(key.Default.Length > 0 ? $"`{key.Default}`" : "none")} | {key.Takes} | {SettingHelp.Summary(key)} |";

    private static string Root()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Antiphon.slnx"))) return at.FullName;
        }

        throw new InvalidOperationException("No checkout above the tests.");
    }
}
