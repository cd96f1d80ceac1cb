using System.Diagnostics.Metrics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Antiphon.Http;
using Antiphon.Live;
using Antiphon.MastodonApi.Streaming;
using Antiphon.Server.Configuration;
using Antiphon.Store;
using OpenTelemetry.Metrics;

namespace Antiphon.Server.Telemetry;

/// <summary>
/// <c>/metrics</c> for Prometheus. Labels are routes, methods, statuses and the like and never anything of a visitor. Not public: where the server has a public name only the configured token opens it,
/// as a proxy on this machine makes every visitor look like this machine; without such a name this machine may read it.
/// </summary>
internal sealed class Metrics : IDisposable
{
    public const string Path = "/metrics";

    /// <summary>Headers by which a proxy says that it passes somebody else's request on.</summary>
    private static readonly string[] PassedOn = ["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via"];

    private readonly Meter meter = new("Antiphon.Server");

    public Metrics(DataStore store, Boards boards)
    {
        meter.CreateObservableGauge("antiphon.writer.waiting", () => store.Writer.Waiting, description: "Units of writing that wait.");
        meter.CreateObservableCounter("antiphon.writer.commits", () => store.Writer.Commits, description: "Durable commits.");
        meter.CreateObservableCounter("antiphon.writer.units", () => store.Writer.Units, description: "Units of writing that were committed.");
        meter.CreateObservableGauge("antiphon.boards", () => boards.Live, description: "Calls whose count is kept in memory.");
    }

    public void Dispose() => meter.Dispose();

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<Metrics>();
        services.AddOpenTelemetry().WithMetrics(static metrics => metrics
            .AddMeter("Antiphon.Server", StoreMeter.Name, GateMeter.Name, StreamMeter.Name)
            .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
            .AddPrometheusExporter(static exporter => exporter.ScrapeResponseCacheDurationMilliseconds = 300));
    }

    public static void Map(WebApplication app, ServeOptions options, Site site)
    {
        // Asked for once, so that it measures.
        app.Services.GetRequiredService<Metrics>();
        var token = options.MetricsToken.Length > 0 ? SHA256.HashData(Encoding.UTF8.GetBytes(options.MetricsToken)) : null;
        var local = Listening.OnThisMachine(site.Domain);
        app.MapPrometheusScrapingEndpoint(Path)
            .Rule(Allow.Operator, Csrf.ChangesNothing, Caching.Never, Rate.Free)
            .Add(endpoint =>
            {
                var scrape = endpoint.RequestDelegate!;
                endpoint.RequestDelegate = context => MayRead(context, token, local) ? scrape(context) : Hide(context);
            });
    }

    private static bool MayRead(HttpContext context, byte[]? token, bool local)
    {
        const string Scheme = "Bearer ";
        var shown = context.Request.Headers.Authorization.ToString();
        if (token is not null && shown.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(shown[Scheme.Length..])), token);
        }

        return local && context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) && !PassedOn.Any(context.Request.Headers.ContainsKey);
    }

    /// <summary>As if it were not there: whether a server has metrics is nobody's business.</summary>
    private static Task Hide(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
