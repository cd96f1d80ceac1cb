using System.CommandLine;
using System.Text.Json.Serialization.Metadata;
using Antiphon.People;
using Antiphon.People.Authority;
using Antiphon.Server.Running;

namespace Antiphon.Server.Verbs;

internal sealed record AccountRoleRequest(string Name, string Role);

/// <summary>Gives a role.</summary>
internal sealed class AccountRole : Verb<AccountRoleRequest>
{
    public override string Name => "account role";

    public override JsonTypeInfo<AccountRoleRequest> Json => VerbJson.Default.AccountRoleRequest;

    public override Command Command(VerbRunner runner)
    {
        var name = Words.Account();
        var role = new Argument<string>("ROLE") { Description = "member, moderator, administrator or owner." };
        role.AcceptOnlyFromAmong([.. Enum.GetValues<Role>().Select(Printed.Word)]);
        var command = new Command("role", "Say what an account may do on this server.") { name, role };
        command.SetAction((parsed, cancel) => runner.Run(this, new AccountRoleRequest(parsed.GetValue(name)!, parsed.GetValue(role)!), parsed, cancel));
        return command;
    }

    public override async Task<int> Run(House house, AccountRoleRequest request, IVerbOutput output, CancellationToken cancel)
    {
        var account = Words.Member(house, request.Name);
        if (!account.Ok) return await Refused(output, account.Refusal).ConfigureAwait(false);
        var given = await house.Get<ChangeRole>().Run(by: 0, account.Value.Id, Enum.Parse<Role>(request.Role, ignoreCase: true)).ConfigureAwait(false);
        if (!given.Ok) return await Refused(output, given.Refusal).ConfigureAwait(false);
        await output.Line($"@{account.Value.Username} is {Printed.Word(given.Value)} now.").ConfigureAwait(false);
        return ExitCodes.Done;
    }
}
