using Antiphon.Http;
using Antiphon.Http.Media;
using Antiphon.MastodonApi;
using Antiphon.Server.Configuration;
using Antiphon.Web;
using Microsoft.AspNetCore.DataProtection;

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
        builder.Services.AddSingleton(logs);
        builder.Services.Configure<HostOptions>(static options => options.ShutdownTimeout = Grace);
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            foreach (var door in listening.Doors)
            {
                if (door.Address is null) options.ListenLocalhost(door.Port);
                else options.Listen(door.Address, door.Port);
            }
        });
        builder.Services.AddRoutingCore();
        Composition.AddParts(builder.Services, opened);
        // Forms that were shown before a restart can be sent after it. The keys lie in the directory, which is its owner's alone.
        builder.Services.AddDataProtection().SetApplicationName("antiphon").PersistKeysToFileSystem(new DirectoryInfo(opened.Directory.Folder("keys")));
        builder.Services.AddGate(opened.Settings.Get<LimitOptions>());
        builder.Services.AddMastodonApi();
        builder.Services.AddWeb();
        var app = builder.Build();
        app.UseWebSockets();
        app.UseRouting();
        app.UseGate();
        app.MapGet("/healthz", static () => Results.Text("ok\n")).Rule(Allow.Anyone, Csrf.ChangesNothing, Caching.Never, Rate.Free);
        app.MapMedia();
        app.MapMastodonApi();
        app.MapWeb();
        return app;
    }
}
