namespace Antiphon.People.Joining;

/// <summary>The link of the first start: it makes the owner's account, once, as long as there is no owner.</summary>
public sealed class OwnerLink
{
    /// <summary>A fresh secret for the link, or null where there is an owner. Earlier links stop working.</summary>
    public Task<string?> Make() => throw new NotImplementedException();

    /// <summary>Whether the link would work now; for the page that it leads to.</summary>
    public bool Works(string secret) => throw new NotImplementedException();

    /// <summary>Makes the owner. Gone where the link has been used, is too old or was never made.</summary>
    public Task<Outcome<NewMember>> Use(string secret, string username, string password, string? email = null) => throw new NotImplementedException();
}
