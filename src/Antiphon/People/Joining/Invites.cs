namespace Antiphon.People.Joining;

/// <summary>An invitation.</summary>
/// <param name="Account">Who invites.</param>
/// <param name="MostUses">Null: any number.</param>
/// <param name="Expires">UTC ms; null: never.</param>
public sealed record Invite(long Id, string Code, long Account, int Uses, int? MostUses, long? Expires, long Created);

/// <summary>Invitations of members.</summary>
public sealed class Invites
{
    public Task<Outcome<Invite>> Make(Viewer by, int? mostUses, TimeSpan? lifetime) => throw new NotImplementedException();

    /// <summary>A member's own; of everybody for those who moderate and ask for it.</summary>
    public IReadOnlyList<Invite> Of(Viewer viewer, bool everybody = false) => throw new NotImplementedException();

    /// <summary>Takes one back: one's own, or any for moderators.</summary>
    public Task<Outcome<Done>> Withdraw(Viewer by, long invite) => throw new NotImplementedException();

    /// <summary>Who invites with that code, if it would work now; for the sign-up page.</summary>
    public Invite? Find(string code) => throw new NotImplementedException();
}
