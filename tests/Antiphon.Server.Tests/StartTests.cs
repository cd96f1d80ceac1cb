using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Antiphon.Server.Tests;

public sealed class StartTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("antiphon-start-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task The_server_starts_and_says_that_it_is_well_and_verbs_work_through_it()
    {
        var port = FreePort();
        using var server = Start("--urls", $"http://127.0.0.1:{port}");
        try
        {
            using var http = new HttpClient();
            Assert.Equal("ok\n", await WhenUp(http, $"http://127.0.0.1:{port}/healthz"));
            await OneCallAnswered();
            var (code, said) = await Verb("serve", "--urls", $"http://127.0.0.1:{FreePort()}");
            Assert.Equal(3, code);
            Assert.Contains("Stop it first", said);
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

    [Fact]
    public async Task Verbs_work_without_a_server() => await OneCallAnswered();

    [Fact]
    public async Task A_wrong_setting_is_named_in_one_sentence_before_the_port_opens()
    {
        var (code, said) = await Verb("--urls", "ftp://here");
        Assert.Equal(2, code);
        Assert.StartsWith("--urls: ", said);
        Assert.Single(said.TrimEnd().Split('\n'));
    }

    private async Task OneCallAnswered()
    {
        Assert.Equal(0, (await Verb("account", "create", "imre", "--email", "imre@example.org", "--password", "a long enough one", "--owner")).Code);
        var (code, token) = await Verb("token", "create", "imre", "--scopes", "read write follow push");
        Assert.Equal(0, code);
        Assert.Matches("^[A-Za-z0-9_-]{43}\n$", token);
        (code, _) = await Verb("call", "open", "--slug", "ill", "--by", "imre", "--text", "Who went to work ill?", "--phrase", "me too", "--hashtag", "WorkedIll", "--at", "2017-10-15T20:21:11Z");
        Assert.Equal(0, code);
        var file = Path.Combine(directory, "rows.csv");
        await File.WriteAllTextAsync(file, Networks.Archives.ReplayReader.Header + "\n1508100000,a2,b1,a2,1,0,0,0,0,,3,9,0-3,0,0\n1508100001,a3,b2,a3,1,0,0,0,0,,0,0,26+,0,0\n");
        Assert.Equal(0, (await Verb("import", file, "--call", "ill")).Code);
        (code, var count) = await Verb("recount", "ill", "--json");
        Assert.Equal(0, code);
        using var json = System.Text.Json.JsonDocument.Parse(count);
        Assert.Equal(1, json.RootElement.GetProperty("answered").GetProperty("people").GetInt32());
        Assert.Equal(1, json.RootElement.GetProperty("joined").GetProperty("people").GetInt32());
        Assert.Equal(1, (await Verb("import", file, "--call", "nothere")).Code);
    }

    private async Task<(int Code, string Said)> Verb(params string[] arguments)
    {
        using var process = Start(arguments);
        var lines = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var said = await lines;
        return (process.ExitCode, said.Length > 0 ? said : await errors);
    }

    private Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. arguments, "--data", directory]) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    private static async Task<string> WhenUp(HttpClient http, string url)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await http.GetStringAsync(url);
            }
            catch (HttpRequestException) when (attempt < 100)
            {
                await Task.Delay(100);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
