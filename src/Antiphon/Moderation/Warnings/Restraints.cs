using Antiphon.Live;
using Antiphon.People;
using Antiphon.People.Authority;
using Antiphon.People.Security;
using Antiphon.Store;

namespace Antiphon.Moderation.Warnings;

/// <summary>What else holds for an account beside its state.</summary>
/// <param name="Sensitive">All its pictures are covered.</param>
/// <param name="Frozen">It cannot sign in.</param>
public readonly record struct Restraint(bool Sensitive, bool Frozen);

/// <summary>The pictures of an account are covered from now on, or no longer.</summary>
public sealed record CoverChanged(long Account) : Happening;

/// <summary>Covered pictures and frozen sign-ins: reading them, setting them within a unit, and lifting them.</summary>
public sealed class Restraints(DataStore store)
{
    public Restraint Of(long account) => store.Read(sql => Of(sql, account));

    /// <summary>Of several at once; who is not in the answer has none.</summary>
    public IReadOnlyDictionary<long, Restraint> Of(IEnumerable<long> accounts) => store.Read(sql => sql.Rows(
        $"SELECT account, sensitive, frozen FROM restraints WHERE account {sql.Among(1)}", static row => (row.Long(0), new Restraint(row.Bool(1), row.Bool(2))), accounts.ToArray())
        .ToDictionary(static one => one.Item1, static one => one.Item2));

    public Task<Outcome<Done>> Unfreeze(long by, long account, string note) => Lift(by, account, "allow sign-in again", note, "frozen");

    public Task<Outcome<Done>> Uncover(long by, long account, string note) => Lift(by, account, "no longer cover pictures", note, "sensitive");

    internal static void Freeze(Tx tx, long account)
    {
        tx.Run("INSERT INTO restraints (account, frozen) VALUES ($1, 1) ON CONFLICT (account) DO UPDATE SET frozen = 1", account);
        EndEverything.Within(tx, account);
    }

    internal static void Cover(Tx tx, long account)
    {
        tx.Run("INSERT INTO restraints (account, sensitive) VALUES ($1, 1) ON CONFLICT (account) DO UPDATE SET sensitive = 1", account);
        tx.Happened(new CoverChanged(account));
    }

    internal static void Undo(Tx tx, long account, string what)
    {
        tx.Run(what == "frozen" ? "UPDATE restraints SET frozen = 0 WHERE account = $1" : "UPDATE restraints SET sensitive = 0 WHERE account = $1", account);
        if (what == "sensitive") tx.Happened(new CoverChanged(account));
    }

    private static Restraint Of(Sql sql, long account) =>
        sql.First("SELECT sensitive, frozen FROM restraints WHERE account = $1", static row => new Restraint(row.Bool(0), row.Bool(1)), account);

    private Task<Outcome<Done>> Lift(long by, long account, string action, string note, string what) => store.TryWrite<Done>(tx =>
    {
        if (ModerationLog.Fault(note) is { } tooLong) return tooLong;
        if (Accounts.Find(tx, account) is null) return Rank.AtLeast(tx, by, Role.Moderator) ? Refusal.NotFound : Rank.NotAllowed;
        if (Rank.Fault(tx, by, account, Role.Moderator) is { } refusal) return refusal;
        var before = Of(tx, account);
        if (!(what == "frozen" ? before.Frozen : before.Sensitive)) return Done.Instance;
        Undo(tx, account, what);
        ModerationLog.Add(tx, by, action, note, account);
        return Done.Instance;
    });
}
