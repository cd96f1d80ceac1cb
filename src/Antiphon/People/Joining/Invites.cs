using System.Security.Cryptography;
using Antiphon.Settings;
using Antiphon.Store;

namespace Antiphon.People.Joining;

/// <summary>An invitation.</summary>
/// <param name="Account">Who invites.</param>
/// <param name="MostUses">Null: any number.</param>
/// <param name="Expires">UTC ms; null: never.</param>
public sealed record Invite(long Id, string Code, long Account, int Uses, int? MostUses, long? Expires, long Created);

/// <summary>Invitations of members. A member who is gone or suspended invites nobody.</summary>
public sealed class Invites(DataStore store, CurrentSettings settings, TimeProvider clock)
{
    /// <summary>Invitations of one member that work at the same time.</summary>
    public const int MostPerAccount = 100;

    public const int MaxUses = 10_000;

    private const string Columns = "i.id, i.code, i.account, i.uses, i.most_uses, i.expires, i.created";

    private const string Working =
        "FROM invites i JOIN accounts a ON a.id = i.account WHERE i.code = $1 AND a.state IN (0, 2) AND (i.expires IS NULL OR i.expires > $2) AND (i.most_uses IS NULL OR i.uses < i.most_uses)";

    // No vowels, so that no words come out, and nothing that looks like another letter.
    private const string Alphabet = "bcdfghjkmnpqrstvwxz23456789";

    public async Task<Outcome<Invite>> Make(Viewer by, int? mostUses, TimeSpan? lifetime)
    {
        if (!by.SignedIn) return Refusal.SignInNeeded;
        if (by.Role < Least(settings.Value.Invites)) return Refusal.Forbidden("Your role does not allow you to invite.");
        if (mostUses is < 1 or > MaxUses) return Refusal.Invalid("max_uses", $"An invitation is good for 1 to {MaxUses} people.");
        if (lifetime is { } life && (life < TimeSpan.FromMinutes(1) || life > TimeSpan.FromDays(366))) return Refusal.Invalid("expires_in", "An invitation lasts a year at most.");
        var code = RandomNumberGenerator.GetString(Alphabet, 12); // 57 bits: tried out online, behind rate limits.
        return await store.TryWrite<Invite>(tx =>
        {
            var working = tx.Number("SELECT count(*) FROM invites WHERE account = $1 AND (expires IS NULL OR expires > $2)", by.Id, tx.Now);
            if (working >= MostPerAccount) return Refusal.Invalid("max_uses", $"You have {MostPerAccount} invitations out already. Take some back first.");
            var invite = new Invite(tx.NewId(), code, by.Id, 0, mostUses, lifetime is { } span ? tx.Now + (long)span.TotalMilliseconds : null, tx.Now);
            tx.Run(
                "INSERT INTO invites (id, code, account, uses, most_uses, expires, created) VALUES ($1, $2, $3, 0, $4, $5, $6)",
                invite.Id, code, by.Id, invite.MostUses, invite.Expires, invite.Created);
            return invite;
        }).ConfigureAwait(false);
    }

    /// <summary>A member's own, newest first; of everybody for those who moderate and ask for it.</summary>
    public IReadOnlyList<Invite> Of(Viewer viewer, bool everybody = false) => store.Read(sql => everybody && viewer.Moderates
        ? sql.Rows($"SELECT {Columns} FROM invites i ORDER BY i.id DESC LIMIT 500", Read)
        : sql.Rows($"SELECT {Columns} FROM invites i WHERE i.account = $1 ORDER BY i.id DESC LIMIT 500", Read, viewer.Id));

    /// <summary>Takes one back: one's own, or any for moderators.</summary>
    public Task<Outcome<Done>> Withdraw(Viewer by, long invite) => store.TryWrite<Done>(tx =>
    {
        var changed = by.Moderates
            ? tx.Run("DELETE FROM invites WHERE id = $1", invite)
            : tx.Run("DELETE FROM invites WHERE id = $1 AND account = $2", invite, by.Id);
        return changed > 0 ? Done.Instance : Refusal.NotFound;
    });

    /// <summary>The invitation of that code, if it would work now; for the sign-up page.</summary>
    public Invite? Find(string code)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return store.Read(sql => sql.First($"SELECT {Columns} {Working}", Read, code.Trim(), now));
    }

    /// <summary>Uses it once; null where it does not work.</summary>
    internal static long? Use(Tx tx, string code)
    {
        var invite = tx.Number($"SELECT i.id {Working}", code.Trim(), tx.Now);
        if (invite is not null) tx.Run("UPDATE invites SET uses = uses + 1 WHERE id = $1", invite);
        return invite;
    }

    private static Role Least(Who who) => who switch
    {
        Who.Members => Role.Member,
        Who.Moderators => Role.Moderator,
        _ => Role.Administrator,
    };

    private static Invite Read(Row row) => new(row.Long(0), row.Text(1), row.Long(2), row.Int(3), row.IntOrNull(4), row.LongOrNull(5), row.Long(6));
}
