using Antiphon.Http;
using Antiphon.Http.Media;
using Antiphon.MastodonApi;
using Antiphon.Server.Configuration;
using Antiphon.Server.Telemetry;
using Antiphon.Web;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Antiphon.Server.Running;

/// <summary>The web server around an open house: where it listens, what it takes at most, and which routes there are.</summary>
public static class Doors
{
    /// <summary>Requests under way when the server is told to stop have this long to finish.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    public static WebApplication Build(Opened opened, Listening listening, ILoggerFactory logs)
    {
        // No arguments and no files of the framework's own: settings come from one place.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = opened.Directory.Path });
        var options = opened.Settings.Get<ServeOptions>();
        builder.Services.AddSingleton(logs);
        builder.Services.Configure<HostOptions>(static options => options.ShutdownTimeout = Grace);
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, listening, options));
        builder.Services.AddRoutingCore();
        Composition.AddParts(builder.Services, opened);
        AddKeys(builder.Services, opened.Directory);
        builder.Services.AddGate(opened.Settings.Get<LimitOptions>());
        builder.Services.AddMastodonApi();
        builder.Services.AddWeb();
        builder.Services.AddSingleton<Readiness>();
        Metrics.Add(builder.Services);
        var app = builder.Build();
        BelieveProxies(app, listening);
        app.UseWebSockets();
        app.UseRouting();
        app.UseGate();
        app.MapGet("/healthz", static () => Results.Text("ok\n")).Rule(Allow.Anyone, Csrf.ChangesNothing, Caching.Never, Rate.Free);
        app.MapGet("/readyz", static async (Readiness readiness) => await readiness.Faults() is { Count: > 0 } faults
            ? Results.Text(string.Join('\n', faults) + "\n", statusCode: StatusCodes.Status503ServiceUnavailable)
            : Results.Text("ready\n")).Rule(Allow.Anyone, Csrf.ChangesNothing, Caching.Never, Rate.Free);
        Metrics.Map(app, options, listening.Site);
        app.MapMedia();
        app.MapMastodonApi();
        app.MapWeb();
        return app;
    }

    private static void Listen(KestrelServerOptions kestrel, Listening listening, ServeOptions options)
    {
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;

        // A route that takes more says so in its rule.
        limits.MaxRequestBodySize = RouteRuleAttribute.UsualBody;
        limits.MaxRequestLineSize = 8 * 1024;
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.MaxRequestHeaderCount = 80;
        limits.MaxConcurrentConnections = options.MaxConnections;
        limits.MaxConcurrentUpgradedConnections = options.MaxConnections;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);

        // Slower than this is no phone in a tunnel but somebody who holds connections open: bytes a second, after a time of grace.
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(10));
        limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(10));
        foreach (var door in listening.Doors)
        {
            if (door.Address is null) kestrel.ListenLocalhost(door.Port, Plain);
            else kestrel.Listen(door.Address, door.Port, Plain);
        }
    }

    /// <summary>The proxy in front speaks HTTP/2 with visitors, and HTTP/1.1 with us: what is not spoken has no bugs.</summary>
    private static void Plain(ListenOptions listen) => listen.Protocols = HttpProtocols.Http1;

    /// <summary>Keys of the forms' tokens, kept in the data directory so that a form that is open survives a restart. The folder is its owner's alone, which protects the keys as it does everything there.</summary>
    private static void AddKeys(IServiceCollection services, DataDirectory directory) =>
        services.AddDataProtection().SetApplicationName("antiphon").PersistKeysToFileSystem(new DirectoryInfo(directory.Folder(DataDirectory.Keys)));

    private static void BelieveProxies(WebApplication app, Listening listening)
    {
        if (listening.Proxies.Anyone)
        {
            // Only those named: the framework's own list has this machine in it, where anybody's process may be.
            var believed = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
            believed.KnownProxies.Clear();
            believed.KnownIPNetworks.Clear();
            foreach (var address in listening.Proxies.Addresses) believed.KnownProxies.Add(address);
            foreach (var network in listening.Proxies.Networks) believed.KnownIPNetworks.Add(network);
            app.UseForwardedHeaders(believed);
        }

        // A site that is reached by https is so on every request: the proxy's word is not needed for it, and a forgotten setting does not weaken cookies.
        if (!listening.Site.Url.StartsWith("https:", StringComparison.Ordinal)) return;
        app.Use(static (context, next) =>
        {
            context.Request.Scheme = "https";
            return next(context);
        });
    }
}
