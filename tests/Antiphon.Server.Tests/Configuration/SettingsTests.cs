using Antiphon.Http;
using Antiphon.Server.Configuration;
using Antiphon.Server.Tests.Harness;
using Xunit;

namespace Antiphon.Server.Tests.Configuration;

public sealed class SettingsTests
{
    [Fact]
    public void The_command_line_wins_over_the_environment_which_wins_over_the_file_which_wins_over_the_default()
    {
        using var directory = new Configured("""{ "limits": { "reads": 7, "writes": 8, "uploads": 9 }, "logLevel": "warning", /* a comment */ }""");
        var settings = directory.Read([("--limits-reads", "5")], ("ANTIPHON_LIMITS_READS", "6"), ("ANTIPHON_LIMITS_WRITES", "6"));
        var limits = settings.Get<LimitOptions>();
        Assert.Equal((5, 6, 9, 30), (limits.Reads, limits.Writes, limits.Uploads, limits.Secrets));
        Assert.Equal(LogWeight.Warning, settings.Get<ServeOptions>().LogLevel);
        Assert.Equal("ANTIPHON_LIMITS_WRITES", settings.Named("limits.writes"));
    }

    [Theory]
    [InlineData("""{ "limits": { "raeds": 7 } }""", "antiphon.json: limits.raeds: there is no such setting (did you mean limits.reads?).")]
    [InlineData("""{ "limits": { "reads": "many" } }""", "antiphon.json: limits.reads: \"many\" is not a whole number.")]
    [InlineData("""{ "limits": { "reads": 0 } }""", "antiphon.json: limits.reads: 0 is not between 1 and 1000000000.")]
    [InlineData("""{ "limits": { "reads": {} } }""", "antiphon.json: limits.reads: the value must be a text, a number, true, false or a list of texts.")]
    [InlineData("""{ "limits": { "spareLoopback": "perhaps" } }""", "antiphon.json: limits.spareLoopback: \"perhaps\" is neither true nor false.")]
    [InlineData("""{ "logFormat": "xml" }""", "antiphon.json: logFormat: \"xml\" is not one of text, json.")]
    [InlineData("""{ "urls": "http://localhost:1", "URLS": "http://localhost:2" }""", "antiphon.json: urls: it is set twice.")]
    [InlineData("""{ "mail": { "timeout": "soon" } }""", "antiphon.json: mail.timeout: \"soon\" is not a length of time such as 90s, 15m, 12h or 7d.")]
    [InlineData("""{ "mail": { "host": "mail.example.org" } }""", "mail.from: it must be the sender's e-mail address, since mail.host is set.")]
    [InlineData("{\n\"urls\": \n", "antiphon.json: line 3 is not valid JSON.")]
    [InlineData("[]", "antiphon.json: it must hold one JSON object, such as { \"urls\": \"http://localhost:8080\" }.")]
    public void What_is_wrong_in_the_file_is_said_in_one_sentence_that_names_the_key(string json, string expected)
    {
        using var directory = new Configured(json);
        Assert.Equal(expected, Assert.Throws<WrongSettingException>(() => directory.Read([])).Message);
    }

    [Theory]
    [InlineData("--urls", "ftp://here", "--urls: \"ftp://here\" is not an address to listen at, such as http://localhost:8080.")]
    [InlineData("--urls", "https://0.0.0.0", "--urls: \"https://0.0.0.0\" asks for https, which a proxy in front must do; give an http:// address, and the proxy's own under trustedProxies.")]
    [InlineData("--urls", "http://example.org:8080", "--urls: \"http://example.org:8080\" names a host; listen at localhost, at an IP address, or at 0.0.0.0 for all, and give the host's name as the domain.")]
    [InlineData("--domain", "https://example.org/", "--domain: \"https://example.org/\" is not a host such as example.org; give no scheme and no path.")]
    [InlineData("--public-url", "https://example.org/here", "--public-url: \"https://example.org/here\" is not an address such as https://example.org, without a path.")]
    [InlineData("--trusted-proxies", "10.0.0.0/8,proxy", "--trusted-proxies: \"proxy\" is neither an address such as 10.1.2.3 nor a network such as 10.0.0.0/8.")]
    [InlineData("--max-connections", "1", "--max-connections: 1 is not between 10 and 1000000.")]
    public void What_is_wrong_on_the_command_line_is_named_by_its_flag(string flag, string value, string expected)
    {
        using var directory = new Configured("{}");
        Assert.Equal(expected, Assert.Throws<WrongSettingException>(() => Listening.From(directory.Read([(flag, value)]))).Message);
    }

    [Fact]
    public async Task A_port_that_is_taken_a_directory_that_is_a_file_and_a_misspelt_verb_or_option_end_with_code_2_and_a_sentence()
    {
        await using var server = await RunningServer.Start();
        await using var other = await RunningServer.Somewhere();
        await Wrong(other, "--urls: cannot listen there", "serve", "--urls", server.Url);
        await Wrong(server, "There is no verb \"acount\" (did you mean account?).", "acount", "list");
        await Wrong(server, "There is no verb \"lsit\" (did you mean list?).", "account", "lsit");
        await Wrong(server, "There is no option --ulrs here (did you mean --urls?).", "serve", "--ulrs", "http://localhost:1");
        await Wrong(server, "There is no option --jsno here (did you mean --json?).", "recount", "x", "--jsno");
        var file = Path.Combine(server.Directory, "file");
        await File.WriteAllTextAsync(file, string.Empty, TestContext.Current.CancellationToken);
        await Wrong(server, $"{file} is a file, not a directory", "serve", "--data", file);
    }

    private static async Task Wrong(RunningServer server, string expected, params string[] arguments)
    {
        var (code, lines, errors) = await server.Verb(arguments);
        Assert.Equal(2, code);
        Assert.Empty(lines);
        Assert.Contains(expected, errors);
        Assert.True(errors.TrimEnd().Split('\n').Length <= 2, errors);
    }

    /// <summary>A data directory with a configuration.</summary>
    private sealed class Configured : IDisposable
    {
        private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("antiphon-settings-");

        public Configured(string json) => File.WriteAllText(Path.Combine(directory.FullName, "antiphon.json"), json);

        public SettingSources Read((string Flag, string Value)[] flags, params (string Name, string Value)[] environment) => SettingSources.Read(
            directory.FullName,
            flags.ToDictionary(static one => one.Flag, static one => one.Value),
            name => environment.FirstOrDefault(one => one.Name == name).Value);

        public void Dispose() => directory.Delete(recursive: true);
    }
}
