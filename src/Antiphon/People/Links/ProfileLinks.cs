using Antiphon.Live;
using Antiphon.Store;

namespace Antiphon.People.Links;

/// <summary>Somebody's profile names a page that is to be looked at.</summary>
public sealed record ProfileLinksDue : Happening;

/// <summary>The table of addresses in profiles that are looked at, now and then again.</summary>
internal static class ProfileLinks
{
    /// <summary>Names an address's page if the whole line is its address: a link among other words is not said to be one's own.</summary>
    public static Uri? AddressOf(ProfileField field) =>
        Uri.TryCreate(field.Value, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" && address.IdnHost.Length > 0 ? address : null;

    /// <summary>After a profile has changed: what it names now is looked at, what it no longer names is forgotten, with the link that it made.</summary>
    public static void Note(Tx tx, Account account)
    {
        var named = account.Fields.Where(static field => AddressOf(field) is not null).Select(static field => field.Value).ToHashSet();
        foreach (var (address, peer) in tx.Rows("SELECT address, peer FROM profile_links WHERE account = $1", static row => (row.Text(0), row.LongOrNull(1)), account.Id))
        {
            if (named.Contains(address)) continue;
            Unlink(tx, account.Id, peer);
            tx.Run("DELETE FROM profile_links WHERE account = $1 AND address = $2", account.Id, address);
        }

        // The page may have been changed together with the profile: what was looked at before is looked at again.
        foreach (var address in named)
        {
            tx.Run(
                "INSERT INTO profile_links (account, address, due) VALUES ($1, $2, $3) ON CONFLICT (account, address) DO UPDATE SET due = $3, failures = 0",
                account.Id, address, tx.Now);
        }

        if (named.Count > 0) tx.Happened(new ProfileLinksDue());
    }

    /// <summary>Undoes a link that profiles made, and no other.</summary>
    public static void Unlink(Tx tx, long account, long? peer)
    {
        if (peer is { } other && tx.Any("SELECT 1 FROM links WHERE account = $1 AND other = $2 AND how IN (1, 3)", account, other)) LinkRows.Undo(tx, account, other);
    }
}
