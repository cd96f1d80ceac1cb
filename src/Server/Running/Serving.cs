using System.Net;
using Antiphon.Http;
using Antiphon.Live;
using Antiphon.MastodonApi;
using Antiphon.People.Joining;
using Antiphon.Server.Configuration;
using Antiphon.Server.Control;
using Antiphon.Server.Telemetry;
using Antiphon.Server.Verbs;
using Antiphon.Store;
using Antiphon.Web;

namespace Antiphon.Server.Running;

/// <summary>The server: opens the house, lets verbs in by the socket and everybody else by the doors, and stops in order.</summary>
internal static class Serving
{
    /// <summary>Requests under way when the server is told to stop have this long to finish.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    public static async Task<int> Run(DataDirectory directory, SettingSources settings, Terminal terminal, TimeProvider clock, CancellationToken cancel)
    {
        var listening = Listening.From(settings);
        using var logs = Logs.Factory(settings.Get<ServeOptions>(), terminal.Errors, clock);
        var happenings = new Happenings(logs.CreateLogger<Happenings>());
        var store = await Composition.OpenStore(directory, settings, happenings, clock).ConfigureAwait(false);
        await using var closing = store.ConfigureAwait(false);
        var app = Build(new Opened(store, happenings, clock, directory, settings, listening.Site), listening, logs);
        await using var stopping = app.ConfigureAwait(false);
        var house = new House(app.Services, directory, settings, listening.Site);
        var control = new ControlServer(house, logs.CreateLogger<ControlServer>());
        await using var closed = control.ConfigureAwait(false);
        try
        {
            await app.StartAsync(cancel).ConfigureAwait(false);
        }
        catch (IOException taken)
        {
            throw new WrongSettingException(settings.Named("urls"), $"cannot listen there: {taken.Message}");
        }

        control.Start();
        await Welcome(app, listening.Site, terminal).ConfigureAwait(false);
        await app.WaitForShutdownAsync(cancel).ConfigureAwait(false);
        return ExitCodes.Done;
    }

    private static WebApplication Build(Opened opened, Listening listening, ILoggerFactory logs)
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
        builder.Services.AddGate(opened.Settings.Get<LimitOptions>());
        builder.Services.AddMastodonApi();
        builder.Services.AddWeb();
        var app = builder.Build();
        app.UseWebSockets();
        app.UseRouting();
        app.UseGate();
        app.MapGet("/healthz", static () => Results.Text("ok\n")).Rule(Allow.Anyone, Csrf.ChangesNothing, Caching.Never, Rate.Free);
        app.MapMastodonApi();
        app.MapWeb();
        return app;
    }

    private static async Task Welcome(WebApplication app, Site site, Terminal terminal)
    {
        await terminal.Lines.WriteLineAsync($"Antiphon is at {site.Url}").ConfigureAwait(false);
        if (await app.Services.GetRequiredService<OwnerLink>().Make().ConfigureAwait(false) is not { } secret) return;
        await terminal.Lines.WriteLineAsync($"Nobody owns it yet. This link makes the owner's account, once, within a day: {site.Url}/once/{secret}").ConfigureAwait(false);
    }
}
