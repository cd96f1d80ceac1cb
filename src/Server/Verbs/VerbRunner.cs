using System.CommandLine;
using Antiphon.Server.Configuration;
using Antiphon.Server.Control;
using Antiphon.Server.Running;
using Antiphon.Server.Telemetry;
using Antiphon.Store;

namespace Antiphon.Server.Verbs;

/// <summary>Takes a verb to the house: through the server that has the directory, or else by opening it here for as long as the verb takes.</summary>
public sealed class VerbRunner(SharedOptions shared, Terminal terminal, TimeProvider clock)
{
    /// <summary>How long to wait for another verb, or for a server that has the lock and does not listen yet.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    public SharedOptions Shared => shared;

    public Terminal Terminal => terminal;

    public TimeProvider Clock => clock;

    /// <summary>Runs a verb wherever the house is. Answers the exit code; everything expected is said on the terminal.</summary>
    /// <param name="begins">Whether it may make a new directory; others name a mistyped one instead of filling it.</param>
    public Task<int> Run<TRequest>(Verb<TRequest> verb, TRequest request, ParseResult parsed, CancellationToken cancel, bool begins = false)
        where TRequest : class => Guarded(async () =>
    {
        var (path, source) = shared.Directory(parsed, terminal.Variable);
        if (!begins) MustExist(path, source);
        var directory = DataDirectory.Prepare(path, source);
        await using var output = terminal.Output();
        var since = clock.GetTimestamp();
        while (true)
        {
            if (SocketFile.TryConnect(directory) is { } connection) return await ControlClient.Run(connection, verb, request, output, cancel).ConfigureAwait(false);
            using (var held = DirectoryLock.TryTake(directory))
            {
                if (held is not null) return await Here(verb, request, directory, parsed, output, cancel).ConfigureAwait(false);
            }

            if (clock.GetElapsedTime(since) > Patience) throw new DirectoryInUseException($"Another Antiphon has {directory.Path} and does not answer. If it is starting or a verb is at work, wait for it.");
            await Task.Delay(Pause, clock, cancel).ConfigureAwait(false);
        }
    });

    /// <summary>Work on a directory that no server may have meanwhile.</summary>
    /// <param name="at">A directory that overrules the command line's.</param>
    /// <param name="unlessGiven">Settings by flag that hold unless the command line gives them.</param>
    public Task<int> RunAlone(
        ParseResult parsed,
        Func<DataDirectory, SettingSources, IVerbOutput, Task<int>> work,
        bool begins = false,
        string? at = null,
        IReadOnlyDictionary<string, string>? unlessGiven = null) => Guarded(async () =>
    {
        var (path, source) = at is null ? shared.Directory(parsed, terminal.Variable) : (at, "--data");
        if (!begins) MustExist(path, source);
        var directory = DataDirectory.Prepare(path, source);
        var given = new Dictionary<string, string>(unlessGiven ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        foreach (var (flag, value) in shared.Given(parsed)) given[flag] = value;
        var settings = SettingSources.Read(directory.Path, given, terminal.Variable);
        await using var output = terminal.Output();
        using var held = DirectoryLock.TryTake(directory)
            ?? throw new DirectoryInUseException($"A running Antiphon has {directory.Path}. Stop it first; this cannot be done under it.");
        return await work(directory, settings, output).ConfigureAwait(false);
    });

    /// <summary>Turns what an operator can put right into one sentence and an exit code.</summary>
    public async Task<int> Guarded(Func<Task<int>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (WrongSettingException wrong)
        {
            return await terminal.Fail(wrong.Message, ExitCodes.Wrong).ConfigureAwait(false);
        }
        catch (StoreTooNewException wrong)
        {
            return await terminal.Fail(wrong.Message, ExitCodes.Wrong).ConfigureAwait(false);
        }
        catch (DirectoryInUseException inUse)
        {
            return await terminal.Fail(inUse.Message, ExitCodes.InUse).ConfigureAwait(false);
        }
        catch (StoreInUseException inUse)
        {
            return await terminal.Fail(inUse.Message, ExitCodes.InUse).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return await terminal.Fail("Stopped.", ExitCodes.Interrupted).ConfigureAwait(false);
        }
        catch (Exception bug)
        {
            // A bug: whoever sees it should be able to report it. The terminal is the operator's own.
            return await terminal.Fail($"This should not happen, and is a bug in Antiphon: {bug}", ExitCodes.Failed).ConfigureAwait(false);
        }
    }

    private static void MustExist(string path, string source)
    {
        if (!Directory.Exists(path) || !Directory.EnumerateFileSystemEntries(path).Any())
        {
            throw new WrongSettingException(source, $"there is no Antiphon in {Path.GetFullPath(path)} yet; start the server there first, or name its directory with --data.");
        }
    }

    private async Task<int> Here<TRequest>(
        Verb<TRequest> verb, TRequest request, DataDirectory directory, ParseResult parsed, IVerbOutput output, CancellationToken cancel)
        where TRequest : class
    {
        var settings = SettingSources.Read(directory.Path, shared.Given(parsed), terminal.Variable);
        using var logs = Logs.Factory(settings.Get<ServeOptions>() with { LogLevel = LogWeight.Warning }, terminal.Errors, clock);
        await using var house = await House.Open(directory, settings, clock, logs).ConfigureAwait(false);
        return await verb.Run(house, request, output, cancel).ConfigureAwait(false);
    }
}
