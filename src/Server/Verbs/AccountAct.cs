using System.CommandLine;
using System.Text.Json.Serialization.Metadata;
using Antiphon.People;
using Antiphon.People.Authority;
using Antiphon.People.Joining;
using Antiphon.People.Leaving;
using Antiphon.Server.Running;

namespace Antiphon.Server.Verbs;

internal sealed record AccountActRequest(string Name, string Note);

/// <summary>What an administrator does to one account, each on record: verbs that differ in one call.</summary>
internal sealed class AccountAct(string word, string help, Func<House, Account, string, Task<Outcome<string>>> act) : Verb<AccountActRequest>
{
    public static IReadOnlyList<AccountAct> All { get; } =
    [
        new("approve", "Let somebody in who signed up and waits.", async (house, account, _) =>
            Said(await house.Get<Waiting>().Approve(by: 0, account.Id).ConfigureAwait(false), $"@{account.Username} may sign in now.")),
        new("reject", "Turn somebody down who waits; what they gave is deleted.", async (house, account, note) =>
            Said(await house.Get<Waiting>().Reject(by: 0, account.Id, note).ConfigureAwait(false), $"@{account.Username} was turned down and deleted.")),
        new("suspend", "Shut an account: its sessions and apps end at once, nothing of it is shown.", async (house, account, note) =>
            Said(await house.Get<SuspendAccount>().Run(by: 0, account.Id, note).ConfigureAwait(false), $"@{account.Username} is suspended.")),
        new("limit", "Leave an account out of public timelines and search.", async (house, account, note) =>
            Said(await house.Get<LimitAccount>().Run(by: 0, account.Id, note).ConfigureAwait(false), $"@{account.Username} is limited.")),
        new("restore", "Lift a suspension or a limit.", async (house, account, note) =>
            Said(await house.Get<RestoreAccount>().Run(by: 0, account.Id, note).ConfigureAwait(false), $"@{account.Username} is active again.")),
        new("reset-second-factor", "Take the second factor away from somebody who lost it.", async (house, account, note) =>
            Said(await house.Get<ResetSecondFactor>().Run(by: 0, account.Id, note).ConfigureAwait(false), $"@{account.Username} signs in without a second factor now.")),
        new("delete", "Delete an account and everything of its person. This cannot be undone.", async (house, account, note) =>
            Said(await house.Get<DeleteAccount>().ByAdministrator(by: 0, account.Id, note).ConfigureAwait(false), $"@{account.Username} is deleted.")),
        new("password-link", "Print a link with which somebody sets a new password. It works once, for a day.", async (house, account, _) =>
            (await house.Get<MakeRecoveryLink>().Run(by: 0, account.Id).ConfigureAwait(false)).Match<Outcome<string>>(secret => house.Site.To("/once/" + secret), static refusal => refusal)),
    ];

    public override string Name => "account " + word;

    public override JsonTypeInfo<AccountActRequest> Json => VerbJson.Default.AccountActRequest;

    public override Command Command(VerbRunner runner)
    {
        var name = Words.Account();
        var note = new Option<string>("--note") { HelpName = "WHY", Description = "Why, for the record that moderators see." };
        var command = new Command(word, help) { name, note };
        command.SetAction((parsed, cancel) => runner.Run(this, new AccountActRequest(parsed.GetValue(name)!, parsed.GetValue(note) ?? string.Empty), parsed, cancel));
        return command;
    }

    public override async Task<int> Run(House house, AccountActRequest request, IVerbOutput output, CancellationToken cancel)
    {
        var account = Words.Member(house, request.Name);
        if (!account.Ok) return await Refused(output, account.Refusal).ConfigureAwait(false);
        var done = await act(house, account.Value, request.Note).ConfigureAwait(false);
        if (!done.Ok) return await Refused(output, done.Refusal).ConfigureAwait(false);
        await output.Line(done.Value).ConfigureAwait(false);
        return ExitCodes.Done;
    }

    private static Outcome<string> Said<T>(Outcome<T> outcome, string sentence) => outcome.Match<Outcome<string>>(_ => sentence, static refusal => refusal);
}
