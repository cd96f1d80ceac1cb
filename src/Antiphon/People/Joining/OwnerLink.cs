using Antiphon.People.Security;
using Antiphon.Store;

namespace Antiphon.People.Joining;

/// <summary>The link of the first start: it makes the owner's account, once, as long as there is no owner.</summary>
public sealed class OwnerLink(DataStore store, CreateMember create, TimeProvider clock)
{
    /// <summary>Each start without an owner makes a new one, so a day is plenty.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    private static readonly Refusal NoLink = Refusal.Gone("This link has been used, or is too old. Start the server again for a new one, as long as it has no owner.");

    /// <summary>A fresh secret for the link, or null where there is an owner. Earlier links stop working.</summary>
    public Task<string?> Make() => store.Write(tx =>
    {
        OnceLinks.Forget(tx, OncePurpose.MakeOwner, null);
        return HasOwner(tx) ? null : OnceLinks.Make(tx, OncePurpose.MakeOwner, null, null, Lifetime);
    });

    /// <summary>Whether the link would work now; for the page that it leads to.</summary>
    public bool Works(string secret)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return store.Read(sql => OnceLinks.Find(sql, OncePurpose.MakeOwner, secret, now) is not null && !HasOwner(sql));
    }

    /// <summary>Makes the owner. Gone where the link has been used, is too old or was never made.</summary>
    public async Task<Outcome<NewMember>> Use(string secret, string username, string password, string? email = null)
    {
        if (!Works(secret)) return NoLink;
        return await create.Run(
            username, password, email, Role.Owner,
            tx => OnceLinks.Take(tx, OncePurpose.MakeOwner, secret) is null || HasOwner(tx) ? NoLink : null).ConfigureAwait(false);
    }

    private static bool HasOwner(Sql sql) => sql.Any("SELECT 1 FROM users WHERE role = $1", (int)Role.Owner);
}
