using System.CommandLine;
using System.CommandLine.Invocation;
using Antiphon.Server.Demo;
using Antiphon.Server.Running;
using Antiphon.Server.Simulation;
using Antiphon.Server.Verbs;

var terminal = Terminal.OfProcess();
var shared = new SharedOptions(described: args.Any(static arg => arg is "--help" or "-h" or "-?"));
var runner = new VerbRunner(shared, terminal, TimeProvider.System);
var root = new RootCommand("Antiphon: one person calls, everyone it concerns answers, everyone is counted once.");
shared.AddTo(root);
shared.AddAllTo(root);
var serve = new Command("serve", "Serve this directory until stopped. What \"antiphon\" alone does.");
shared.AddAllTo(serve);
foreach (var command in (Command[])[root, serve])
{
    command.SetAction((given, cancel) => runner.RunAlone(
        given, (directory, settings, _) => Serving.Run(directory, settings, terminal, TimeProvider.System, cancel), begins: true));
}

root.Subcommands.Add(serve);
root.Subcommands.Add(DemoCommand.Make(runner));
root.Subcommands.Add(RestoreCommand.Make(runner));
root.Subcommands.Add(MigrateCommand.Make(runner));
root.Subcommands.Add(SimulateCommand.Make(runner));
foreach (var group in AllVerbs.List.GroupBy(static verb => verb.Name.Split(' ')[0]))
{
    if (!group.First().Name.Contains(' ', StringComparison.Ordinal))
    {
        root.Subcommands.Add(group.First().Command(runner));
        continue;
    }

    var noun = new Command(group.Key, $"Look after {group.Key}s: {string.Join(", ", group.Select(static verb => verb.Name.Split(' ')[1]))}.");
    foreach (var verb in group) noun.Subcommands.Add(verb.Command(runner));
    root.Subcommands.Add(noun);
}

var parsed = root.Parse(args);
if (parsed.Action is ParseErrorAction) return await Misspelt.Say(parsed, terminal);

// A server that is told to stop finishes what is under way and then ends by itself; only one that hangs is ended.
return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(60) });
