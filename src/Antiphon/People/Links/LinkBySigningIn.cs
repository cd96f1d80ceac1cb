using Antiphon.People.Security;
using Antiphon.Store;

namespace Antiphon.People.Links;

/// <summary>
/// Links two accounts of this server whose owner can sign in to both: signed in to the one they get a code, signed in to the other they give it. No password passes
/// through here, and a second factor counts as it does at the door.
/// </summary>
public sealed class LinkBySigningIn(DataStore store)
{
    /// <summary>A code works so long.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    /// <summary>Nobody has more accounts; without a limit the links of one person could make every count slow.</summary>
    public const int Most = 50;

    private static readonly Refusal NoCode = Refusal.Invalid("code", "This code does not work, or no longer: get a new one with the other account.");

    /// <summary>A code for the other account; an earlier one stops working.</summary>
    public Task<Outcome<string>> Code(long account) => store.TryWrite<string>(tx =>
        Full(tx, account) is { } full ? full : OnceLinks.Make(tx, OncePurpose.LinkAccounts, account, null, Lifetime));

    /// <summary>Uses a code up that was got with the other account.</summary>
    public Task<Outcome<Done>> Run(long account, string code) => store.TryWrite<Done>(tx =>
    {
        if (OnceLinks.Take(tx, OncePurpose.LinkAccounts, code.Trim())?.Account is not { } other) return NoCode;
        if (other == account) return Refusal.Invalid("code", "This code is of the account that you are signed in to. Sign in to the other one and give it there.");
        if (Accounts.Find(tx, other) is not { Local: true, Shown: true }) return NoCode;
        if ((Full(tx, account) ?? Full(tx, other)) is { } full) return full;
        LinkRows.Make(tx, account, other, LinkedBy.SigningIn);
        return Done.Instance;
    });

    private static Refusal? Full(Sql sql, long account) => sql.Number("SELECT count(*) FROM links WHERE account = $1 OR other = $1", account) >= Most
        ? Refusal.Conflict("code", $"An account can have {Most} links at most.")
        : null;
}
