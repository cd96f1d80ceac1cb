using Antiphon.Notifications;
using Antiphon.Settings;
using Antiphon.Store;

namespace Antiphon.People.Relations;

/// <summary>Follows an account, or asks to where it is locked. Doing it again changes the choices alone.</summary>
public sealed class Follow(DataStore store)
{
    /// <summary>As many as Mastodon allows; a viewer's follows are kept in memory.</summary>
    public const int Most = 7_500;

    /// <param name="boosts">Whether their boosts are wanted at home; null leaves it as it is, at first yes.</param>
    /// <param name="notify">Whether every post of theirs is told; null leaves it as it is, at first no.</param>
    /// <param name="languages">In which languages their posts are wanted; empty for all, null leaves it as it is.</param>
    public Task<Outcome<Relationship>> Run(long account, long target, bool? boosts = null, bool? notify = null, IReadOnlyList<string>? languages = null) => store.TryWrite(tx =>
    {
        if (languages?.All(LanguageCode.IsWellFormed) == false) return Refusal.Invalid("languages", "This is not a language code. Write en, de, pt-BR …");
        var wanted = languages is null ? null : string.Join(',', languages.Distinct());
        if (tx.Run(
            "UPDATE follows SET boosts = coalesce($3, boosts), notify = coalesce($4, notify), languages = coalesce($5, languages) WHERE follower = $1 AND followee = $2",
            account, target, Flag(boosts), Flag(notify), wanted) > 0)
        {
            tx.Happened(new RelationChanged(account, target));
            return Relationships.To(tx, account, target);
        }

        if (Accounts.Find(tx, account) is not { Shown: true } by || Accounts.Find(tx, target) is not { Shown: true } other) return Refusal.NotFound;
        if (Fault(tx, by, other) is { } refusal) return refusal;

        // Somebody whom the moderators have limited cannot follow without being let in.
        var asks = other.Locked || by.State == AccountState.Limited;
        tx.Run(
            "INSERT INTO follows (follower, followee, state, boosts, notify, id, languages) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            account, target, asks ? Follows.Asked : Follows.Accepted, boosts ?? true, notify ?? false, tx.NewId(), wanted);
        Notify.Add(tx, target, asks ? NotificationKind.FollowRequest : NotificationKind.Follow, account);
        tx.Happened(new RelationChanged(account, target));
        return Relationships.To(tx, account, target);
    });

    private static Refusal? Fault(Tx tx, Account by, Account other)
    {
        if (by.Id == other.Id) return Refusal.Forbidden("You cannot follow yourself.");
        if (!other.Local) return Refusal.Forbidden("This account lives on another server, and cannot be followed from here.");
        if (tx.Any("SELECT 1 FROM blocks WHERE account = $1 AND target = $2", by.Id, other.Id)) return Refusal.Forbidden("You have blocked this account. Unblock it first.");
        if (tx.Any("SELECT 1 FROM blocks WHERE account = $2 AND target = $1", by.Id, other.Id)) return Refusal.Forbidden("You cannot follow this account.");
        return tx.Number("SELECT count(*) FROM follows WHERE follower = $1", by.Id) >= Most ? Refusal.Forbidden($"You can follow {Most} accounts at most.") : null;
    }

    private static long? Flag(bool? choice) => choice is { } yes ? yes ? 1 : 0 : null;
}
