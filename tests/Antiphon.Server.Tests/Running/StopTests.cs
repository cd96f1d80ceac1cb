using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Antiphon.Server.Demo;
using Antiphon.Server.Tests.Harness;
using Xunit;

namespace Antiphon.Server.Tests.Running;

public sealed class StopTests
{
    [Fact]
    public async Task A_server_that_is_told_to_stop_finishes_what_is_under_way_closes_its_streams_and_ends_well_and_soon()
    {
        await using var server = await RunningServer.Start();
        await server.Account("imre", owner: true);
        await server.Done("call", "open", "--slug", Cast.CallSlug, "--by", "imre", "--text", Cast.CallWording, "--phrase", "me too", "--hashtag", Cast.CallHashtag);
        var token = await server.Token("imre");

        // A reader of the live number, and a post of which half has been sent.
        using var reading = await server.Http.GetStreamAsync($"/calls/{Cast.CallSlug}/live", TestContext.Current.CancellationToken);
        using var half = new TcpClient("127.0.0.1", server.Port);
        var sending = half.GetStream();
        var body = "status=Said+while+the+server+was+stopping"u8.ToArray();
        await sending.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /api/v1/statuses HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\nExpect: 100-continue\r\n\r\n"));

        // The server asks for the body once it reads it: from here on the request is under way.
        var answer = new StreamReader(sending, Encoding.ASCII);
        Assert.Equal("HTTP/1.1 100 Continue", await answer.ReadLineAsync(TestContext.Current.CancellationToken));
        await sending.WriteAsync(body.AsMemory(0, 10), TestContext.Current.CancellationToken);

        var since = Stopwatch.StartNew();
        var stopping = server.Stop();
        await reading.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
        await sending.WriteAsync(body.AsMemory(10), TestContext.Current.CancellationToken);
        Assert.Equal(string.Empty, await answer.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.Equal("HTTP/1.1 200 OK", await answer.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await stopping);
        Assert.True(since.Elapsed < TimeSpan.FromSeconds(15), $"It took {since.Elapsed}.");
        Assert.False(File.Exists(Path.Combine(server.Directory, "antiphon.sock")));

        await server.StartAgain();
        Assert.Contains("Said while the server was stopping", await server.Http.GetStringAsync("/@imre", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_second_server_on_the_directory_says_so_and_touches_nothing()
    {
        await using var server = await RunningServer.Start();
        var (code, _, said) = await server.Verb("serve", "--urls", $"http://127.0.0.1:{RunningServer.FreePort()}");
        Assert.Equal(3, code);
        Assert.Equal($"A running Antiphon has {server.Directory}. Stop it first; this cannot be done under it.", said.TrimEnd());
        Assert.Equal("ok\n", await server.Http.GetStringAsync("/healthz", TestContext.Current.CancellationToken));
    }
}
