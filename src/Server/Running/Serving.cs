using Antiphon.Live;
using Antiphon.People.Joining;
using Antiphon.Server.Configuration;
using Antiphon.Server.Control;
using Antiphon.Server.Demo;
using Antiphon.Server.Telemetry;
using Antiphon.Server.Verbs;
using Antiphon.Store;

namespace Antiphon.Server.Running;

/// <summary>The server: opens the house, lets verbs in by the socket and everybody else by the doors, and stops in order.</summary>
internal static class Serving
{
    /// <summary>Between two attempts to open a database that went away.</summary>
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    /// <param name="stage">What is played in this house, for a demo; its clock is the house's.</param>
    public static async Task<int> Run(DataDirectory directory, SettingSources settings, Terminal terminal, TimeProvider real, CancellationToken cancel, Staging? stage = null)
    {
        var clock = stage?.Clock ?? real;
        var listening = Listening.From(settings);
        using var logs = Logs.Factory(settings.Get<ServeOptions>(), terminal.Errors, real);
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
                    await Task.Delay(Retry, real, cancel).ConfigureAwait(false);
                }
            }
        }

        Task<Exception?> UntilLost((DataStore Store, Happenings Happenings) open) =>
            Serve(new Opened(open.Store, open.Happenings, clock, directory, settings, listening.Site), listening, terminal, logs, stage, cancel);
    }

    /// <returns>What happened to the database, or null when the server was told to stop.</returns>
    private static async Task<Exception?> Serve(Opened opened, Listening listening, Terminal terminal, ILoggerFactory logs, Staging? stage, CancellationToken cancel)
    {
        await using var closing = opened.Store.ConfigureAwait(false);
        var app = Doors.Build(opened, listening, logs);
        await using var stopping = app.ConfigureAwait(false);
        var house = new House(app.Services, opened.Directory, opened.Settings, listening.Site);
        if (stage is not null) await stage.Prepare(house, cancel).ConfigureAwait(false);
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
        if (stage is null) await Welcome(app, listening.Site, terminal).ConfigureAwait(false);
        using var playing = CancellationTokenSource.CreateLinkedTokenSource(app.Lifetime.ApplicationStopping);
        var played = stage?.Play(house, playing.Token) ?? Task.CompletedTask;
        var stopped = app.WaitForShutdownAsync(cancel);
        var lost = opened.Store.Writer.Lost;
        if (await Task.WhenAny(stopped, lost).ConfigureAwait(false) == stopped)
        {
            await stopped.ConfigureAwait(false);
            await played.ConfigureAwait(false);
            return null;
        }

        await app.StopAsync(cancel).ConfigureAwait(false);
        await played.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await lost.ConfigureAwait(false);
    }

    private static async Task Welcome(WebApplication app, Site site, Terminal terminal)
    {
        await terminal.Lines.WriteLineAsync($"Antiphon is at {site.Url}").ConfigureAwait(false);
        if (await app.Services.GetRequiredService<OwnerLink>().Make().ConfigureAwait(false) is not { } secret) return;
        await terminal.Lines.WriteLineAsync($"Nobody owns it yet. This link makes the owner's account, once, within a day: {site.Url}/once/{secret}").ConfigureAwait(false);
    }
}
