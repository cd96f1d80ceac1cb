using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Antiphon.Server.Tests;

public sealed class StartTests
{
    [Fact]
    public async Task The_server_starts_and_says_that_it_is_well()
    {
        var port = FreePort();
        var dll = typeof(Program).Assembly.Location;
        using var server = Process.Start(new ProcessStartInfo("dotnet", [dll, "--urls", $"http://127.0.0.1:{port}"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            using var http = new HttpClient();
            Assert.Equal("ok", await WhenUp(http, $"http://127.0.0.1:{port}/healthz"));
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

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
