using System.CommandLine;
using System.Text.Json.Serialization.Metadata;
using Antiphon.People;
using Antiphon.People.Joining;
using Antiphon.Server.Running;

namespace Antiphon.Server.Verbs;

internal sealed record AccountCreateRequest(string Name, string Email, string Password, bool Owner, bool Json);

/// <summary>Makes a member, or the owner.</summary>
internal sealed class AccountCreate : Verb<AccountCreateRequest>
{
    public override string Name => "account create";

    public override JsonTypeInfo<AccountCreateRequest> Json => VerbJson.Default.AccountCreateRequest;

    public override Command Command(VerbRunner runner)
    {
        var name = new Argument<string>("NAME") { Description = "The user name: letters, digits and underscores." };
        var email = new Option<string>("--email") { HelpName = "E", Description = "The e-mail address, taken as confirmed." };
        var password = new Option<string>("--password") { HelpName = "P", Description = "The password. Without it, it is asked for, or read from standard input." };
        var owner = new Option<bool>("--owner") { Description = "Owns the server: may do everything." };
        var json = Words.Json();
        var command = new Command("create", "Make an account, whatever the sign-up mode is.") { name, email, password, owner, json };
        command.SetAction((parsed, cancel) => runner.Guarded(async () =>
        {
            var secret = parsed.GetValue(password) ?? await Words.AskPassword(runner.Terminal).ConfigureAwait(false);
            var request = new AccountCreateRequest(parsed.GetValue(name)!, parsed.GetValue(email) ?? string.Empty, secret, parsed.GetValue(owner), parsed.GetValue(json));
            return await runner.Run(this, request, parsed, cancel, begins: true).ConfigureAwait(false);
        }));
        return command;
    }

    public override async Task<int> Run(House house, AccountCreateRequest request, IVerbOutput output, CancellationToken cancel)
    {
        var role = request.Owner ? Role.Owner : Role.Member;
        var email = request.Email.Length > 0 ? request.Email : null;
        var made = await house.Get<CreateMember>().Run(request.Name, request.Password, email, role).ConfigureAwait(false);
        if (!made.Ok) return await Refused(output, made.Refusal).ConfigureAwait(false);
        var account = house.Get<Accounts>().Find(made.Value.Account)!;
        await output.Line(request.Json
            ? Printed.Json(json => Printed.Account(json, account, role, email))
            : $"@{account.Username}@{house.Site.Domain} is there{(request.Owner ? " and owns this server" : string.Empty)}.").ConfigureAwait(false);
        return ExitCodes.Done;
    }
}
