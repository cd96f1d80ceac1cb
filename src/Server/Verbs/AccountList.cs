using System.CommandLine;
using System.Text.Json.Serialization.Metadata;
using Antiphon.People;
using Antiphon.Server.Running;

namespace Antiphon.Server.Verbs;

internal sealed record AccountListRequest(string? State, bool Json);

/// <summary>Lists the members.</summary>
internal sealed class AccountList : Verb<AccountListRequest>
{
    private const int AtOnce = 200;

    public override string Name => "account list";

    public override JsonTypeInfo<AccountListRequest> Json => VerbJson.Default.AccountListRequest;

    public override Command Command(VerbRunner runner)
    {
        var state = new Option<string>("--state") { HelpName = "STATE", Description = "Only those in this state." };
        state.AcceptOnlyFromAmong([.. Enum.GetValues<AccountState>().Select(Printed.Word)]);
        var json = Words.Json();
        var command = new Command("list", "The members, newest first.") { state, json };
        command.SetAction((parsed, cancel) => runner.Run(this, new AccountListRequest(parsed.GetValue(state), parsed.GetValue(json)), parsed, cancel));
        return command;
    }

    public override async Task<int> Run(House house, AccountListRequest request, IVerbOutput output, CancellationToken cancel)
    {
        AccountState? state = request.State is null ? null : Enum.Parse<AccountState>(request.State, ignoreCase: true);
        var members = All(house.Get<Members>(), state);
        if (request.Json)
        {
            await output.Line(Printed.Json(json =>
            {
                json.WriteStartArray();
                foreach (var member in members) Printed.Account(json, member.Account, member.Role, member.Email);
                json.WriteEndArray();
            })).ConfigureAwait(false);
            return ExitCodes.Done;
        }

        await Printed.Table(output, ["NAME", "ROLE", "STATE", "E-MAIL", "SINCE"],
        [
            .. members.Select(static member => new[]
            {
                member.Account.Username, Printed.Word(member.Role), Printed.Word(member.Account.State), Printed.Plain(member.Email ?? "-"), Printed.Time(member.Created),
            }),
        ]).ConfigureAwait(false);
        return ExitCodes.Done;
    }

    private static List<Member> All(Members members, AccountState? state)
    {
        var all = new List<Member>();
        var page = members.Page(Paging.Newest(AtOnce), state);
        while (page.Count > 0)
        {
            all.AddRange(page);
            page = page.Count < AtOnce ? [] : members.Page(Paging.Before(page[^1].Account.Id, AtOnce), state);
        }

        return all;
    }
}
