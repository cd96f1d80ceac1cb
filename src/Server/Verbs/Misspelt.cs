using System.CommandLine;
using Antiphon.Server.Configuration;

namespace Antiphon.Server.Verbs;

/// <summary>What to say of a command line that makes no sense: what is wrong, what was probably meant, and where help is. Never the whole help, in which the sentence would be lost.</summary>
internal static class Misspelt
{
    public static async Task<int> Say(ParseResult parsed, Terminal terminal)
    {
        var command = parsed.CommandResult.Command;
        if (parsed.UnmatchedTokens is [var first, ..])
        {
            await terminal.Errors.WriteLineAsync(Unknown(command, first)).ConfigureAwait(false);
        }
        else if (command.Subcommands.Count > 0 && command is not RootCommand)
        {
            await terminal.Errors.WriteLineAsync($"{command.Name}: say what to do: {string.Join(", ", command.Subcommands.Select(static one => one.Name))}.").ConfigureAwait(false);
        }
        else
        {
            foreach (var error in parsed.Errors) await terminal.Errors.WriteLineAsync(error.Message).ConfigureAwait(false);
        }

        await terminal.Errors.WriteLineAsync($"{Spelt(parsed.CommandResult)} --help says more.").ConfigureAwait(false);
        return ExitCodes.Wrong;
    }

    private static string Unknown(Command command, string token)
    {
        if (token.StartsWith('-'))
        {
            var name = token.Split('=')[0];
            var options = command.Options.Concat(command.Parents.OfType<Command>().SelectMany(static parent => parent.Options.Where(static option => option.Recursive)));
            return $"There is no option {name} here{Nearest.Hint(name, options.Select(static option => option.Name))}.";
        }

        return command.Subcommands.Count > 0
            ? $"There is no verb \"{token}\"{Nearest.Hint(token, command.Subcommands.Select(static one => one.Name))}."
            : $"\"{token}\" is one word too many; a text of several words stands in quotation marks.";
    }

    private static string Spelt(System.CommandLine.Parsing.CommandResult result) =>
        result.Parent is System.CommandLine.Parsing.CommandResult parent ? $"{Spelt(parent)} {result.Command.Name}" : "antiphon";
}
