using System.CommandLine;
using System.Globalization;
using System.Text;
using Antiphon.Calls;
using Antiphon.People;
using Antiphon.Server.Running;

namespace Antiphon.Server.Verbs;

/// <summary>What several verbs' command lines share.</summary>
internal static class Words
{
    public static Option<bool> Json() => new("--json") { Description = "Print JSON." };

    public static Argument<string> Account() => new("NAME") { Description = "The account's user name." };

    public static Argument<string> Call() => new("CALL") { Description = "The call's name, as in /calls/CALL." };

    /// <summary>An option that takes a time with or without an offset; without one it is UTC.</summary>
    public static Option<DateTimeOffset?> Time(string name, string description) => new(name)
    {
        HelpName = "TIME",
        Description = description,
        CustomParser = static result =>
        {
            if (DateTimeOffset.TryParse(
                result.Tokens[0].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
            {
                return time;
            }

            result.AddError($"\"{result.Tokens[0].Value}\" is not a time such as 2017-10-15T20:21:11Z.");
            return null;
        },
    };

    /// <summary>A call by name, or the sentence that there is none.</summary>
    public static Outcome<Call> Called(House house, string slug) =>
        house.Get<AllCalls>().Find(slug) is { } call ? call : Refusal.Invalid("call", $"There is no call named \"{Printed.Plain(slug)}\" here; \"call list\" shows them.");

    /// <summary>A member by name, or the sentence that there is none.</summary>
    public static Outcome<Account> Member(House house, string name)
    {
        var trimmed = name.TrimStart('@');
        var own = "@" + house.Site.Domain;
        if (trimmed.EndsWith(own, StringComparison.OrdinalIgnoreCase)) trimmed = trimmed[..^own.Length];
        if (house.Get<Accounts>().Local(trimmed) is { State: not AccountState.Deleted } account) return account;
        return Refusal.Invalid("name", $"There is no account called \"{Printed.Plain(trimmed)}\" here.");
    }

    /// <summary>Asks on a terminal without showing it; elsewhere reads the first line of standard input.</summary>
    public static async Task<string> AskPassword(Terminal terminal)
    {
        if (!terminal.Bar || Console.IsInputRedirected) return await terminal.Input.ReadLineAsync().ConfigureAwait(false) ?? string.Empty;
        await terminal.Errors.WriteAsync("Password: ").ConfigureAwait(false);
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is var key && key.Key != ConsoleKey.Enter)
        {
            if (key.Key == ConsoleKey.Backspace) typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar)) typed.Append(key.KeyChar);
        }

        await terminal.Errors.WriteLineAsync().ConfigureAwait(false);
        return typed.ToString();
    }
}
