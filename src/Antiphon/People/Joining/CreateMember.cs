using Antiphon.Mail;
using Antiphon.People.Security;
using Antiphon.Store;

namespace Antiphon.People.Joining;

/// <summary>Makes an account without asking the sign-up mode: the command line, and the first owner.</summary>
public sealed class CreateMember(DataStore store, Passwords passwords)
{
    /// <param name="email">Optional; held to be confirmed, as the operator vouches for it.</param>
    public Task<Outcome<NewMember>> Run(string username, string password, string? email = null, Role role = Role.Member) =>
        Run(username, password, email, role, static _ => null);

    /// <param name="condition">Looked at first in the unit: a refusal there undoes everything.</param>
    internal async Task<Outcome<NewMember>> Run(string username, string password, string? email, Role role, Func<Tx, Refusal?> condition)
    {
        var name = username.Trim();
        if (UsernameRules.Fault(name, anyName: true) is { } odd) return odd;
        if (PasswordRules.Fault(password, name) is { } weak) return weak;
        var address = string.IsNullOrWhiteSpace(email) ? null : EmailAddress.Parse(email);
        if (address is null && !string.IsNullOrWhiteSpace(email)) return Refusal.Invalid("email", "This is not an e-mail address.");
        if (store.Read(sql => MemberRows.IsTaken(sql, name))) return MemberRows.Taken;
        var hash = await passwords.Hash(password).ConfigureAwait(false);
        if (!hash.Ok) return hash.Refusal;
        return await store.TryWrite<NewMember>(tx =>
        {
            if (condition(tx) is { } refusal) return refusal;
            var made = MemberRows.Insert(tx, new NewMemberRow(name, hash.Value, address, EmailConfirmed: address is not null, Role: role));
            return made.Ok ? new NewMember(made.Value.Account, false, made.Value) : made.Refusal;
        }).ConfigureAwait(false);
    }
}
