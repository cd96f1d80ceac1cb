using System.Net;
using Antiphon.Http;
using Antiphon.Http.Media;
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

    /// <summary>Between two attempts to open a database that went away.</summary>
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    public static async Task<int> Run(DataDirectory directory, SettingSources settings, Terminal terminal, TimeProvider clock, CancellationToken cancel)
    {
        using var logs = Logs.Factory(settings.Get<ServeOptions>(), terminal.Errors, clock);
        var log = logs.CreateLogger<DataStore>();
        var store = await OpenStore().ConfigureAwait(false);
        while (await UntilLost(store).ConfigureAwait(false) is { } lost)
        {
            // Whether the last commit was made is not known, so nothing that was in memory may be kept: everything is opened anew.
            log.LogError(lost, "The database does not answer any more. Antiphon waits for it and then goes on");
            store = await Again().ConfigureAwait(false);
            log.LogInformation("The database answers again");
        }

        return ExitCodes.Done;

        async Task<(DataStore Store, Happenings Happenings)> OpenStore()
        {
            var happenings = new Happenings(logs.CreateLogger<Happenings>());
            return (await Composition.OpenStore(directory, settings, happenings, clock).ConfigureAwait(false), happenings);
        }

        async Task<(DataStore Store, Happenings Happenings)> Again()
        {
            while (true)
            {
                try
                {
                    return await OpenStore().ConfigureAwait(false);
                }
                catch (WrongSettingException)
                {
                    await Task.Delay(Retry, clock, cancel).ConfigureAwait(false);
                }
            }
        }

        Task<Exception?> UntilLost((DataStore Store, Happenings Happenings) open) =>
            Serve(new Opened(open.Store, open.Happenings, clock, directory, settings, Listening.From(settings).Site), terminal, logs, cancel);
    }

    /// <returns>What happened to the database, or null when the server was told to stop.</returns>
    private static async Task<Exception?> Serve(Opened opened, Terminal terminal, ILoggerFactory logs, CancellationToken cancel)
    {
        await using var closing = opened.Store.ConfigureAwait(false);
        var listening = Listening.From(opened.Settings);
        var app = Build(opened, listening, logs);
        await using var stopping = app.ConfigureAwait(false);
        var house = new House(app.Services, opened.Directory, opened.Settings, listening.Site);
        var control = new ControlServer(house, logs.CreateLogger<ControlServer>());
        await using var closed = control.ConfigureAwait(false);
        try
        {
            await app.StartAsync(cancel).ConfigureAwait(false);
        }
        catch (IOException taken)
        {
            throw new WrongSettingException(opened.Settings.Named("urls"), $"cannot listen there: {taken.Message}");
        }

        control.Start();
        await Welcome(app, listening.Site, terminal).ConfigureAwait(false);
        var stopped = app.WaitForShutdownAsync(cancel);
        var lost = opened.Store.Writer.Lost;
        if (await Task.WhenAny(stopped, lost).ConfigureAwait(false) == stopped)
        {
            await stopped.ConfigureAwait(false);
            return null;
        }

        await app.StopAsync(cancel).ConfigureAwait(false);
        return await lost.ConfigureAwait(false);
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
        app.MapMedia();
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
