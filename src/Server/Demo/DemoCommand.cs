using System.CommandLine;
using Antiphon.Server.Running;
using Antiphon.Server.Verbs;

namespace Antiphon.Server.Demo;

/// <summary><c>antiphon demo</c>: the server with a story in it, to see what it is for.</summary>
internal static class DemoCommand
{
    /// <summary>Made-up people need no costly hashes; the least that <see cref="People.PeopleOptions"/> takes.</summary>
    private const string Rounds = "1000";

    public static Command Make(VerbRunner runner)
    {
        var command = new Command("demo", "Serve a made-up call that people are answering right now, to see what it is for. Kept in a throw-away directory, or in the one that --data names.");
        runner.Shared.AddAllTo(command);
        command.SetAction((parsed, cancel) => Run(runner, parsed, cancel));
        return command;
    }

    private static async Task<int> Run(VerbRunner runner, ParseResult parsed, CancellationToken cancel)
    {
        var named = parsed.GetValue(runner.Shared.Data);
        var place = named ?? Directory.CreateTempSubdirectory("antiphon-demo-").FullName;
        try
        {
            return await runner.RunAlone(
                parsed,
                (directory, settings, output) => Serving.Run(
                    directory, settings, runner.Terminal, runner.Clock, cancel, new Staging(runner.Clock, output, thrownAway: named is null)),
                begins: true,
                at: place,
                unlessGiven: new Dictionary<string, string>(StringComparer.Ordinal) { ["--people-hash-rounds"] = Rounds }).ConfigureAwait(false);
        }
        finally
        {
            if (named is null) Directory.Delete(place, recursive: true);
        }
    }
}
