using Antiphon.Server.Tests.Harness;
using Xunit;

namespace Antiphon.Server.Tests.Pages;

/// <summary>A server with Imre, who owns it, Lena and Noor, for the tests of what people do on pages.</summary>
public sealed class People : IAsyncLifetime
{
    public RunningServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await RunningServer.Start();
        await Server.Account("imre", owner: true);
        await Server.Account("lena");
        await Server.Account("noor");
    }

    /// <summary>Somebody in a browser of their own, signed in without spending what the sign-in page allows.</summary>
    public async Task<HttpClient> As(string name)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(Server.Url) };
        client.DefaultRequestHeaders.Add("Cookie", "session=" + await Server.Session(name));
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return client;
    }

    public ValueTask DisposeAsync() => Server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
