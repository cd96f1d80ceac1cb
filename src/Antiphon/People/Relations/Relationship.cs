using Antiphon.Store;

namespace Antiphon.People.Relations;

/// <summary>How a member stands to another account.</summary>
/// <param name="Boosts">Their boosts are wanted in the home timeline.</param>
/// <param name="Notify">The member wants to be told of every post.</param>
/// <param name="Requested">The member has asked to follow.</param>
/// <param name="RequestedBy">The other has asked to follow.</param>
/// <param name="MuteExpires">UTC ms; null for a mute that lasts.</param>
public sealed record Relationship(
    long Target,
    bool Following,
    bool Boosts,
    bool Notify,
    bool FollowedBy,
    bool Requested,
    bool RequestedBy,
    bool Blocking,
    bool BlockedBy,
    bool Muting,
    bool MutingNotifications,
    long? MuteExpires)
{
    /// <summary>In which their posts are wanted; null for all.</summary>
    public IReadOnlyList<string>? Languages { get; init; }

    /// <summary>The member blocks the whole domain.</summary>
    public bool DomainBlocking { get; init; }

    /// <summary>The member shows them on the profile.</summary>
    public bool Endorsed { get; init; }

    /// <summary>What the member noted about them; empty for nothing.</summary>
    public string Note { get; init; } = string.Empty;
}

/// <summary>Relationships to many accounts at once.</summary>
public sealed class Relationships(DataStore store, TimeProvider clock)
{
    private static readonly Refusal Absent = Refusal.NotFound;

    /// <summary>In the order of the targets; accounts that do not exist are left out.</summary>
    public IReadOnlyList<Relationship> Of(long account, IReadOnlyList<long> targets) => store.Read(sql => Read(sql, account, targets, clock.GetUtcNow().ToUnixTimeMilliseconds()));

    /// <summary>To one account, as this connection sees it.</summary>
    internal static Outcome<Relationship> To(Tx tx, long account, long target) => Read(tx, account, [target], tx.Now) is [var one] ? one : Absent;

    private static List<Relationship> Read(Sql sql, long account, IReadOnlyList<long> targets, long now)
    {
        long[] ids = [.. targets.Distinct()];
        var known = sql.Rows(
            $"SELECT a.id, CASE WHEN d.id IS NULL THEN 0 ELSE 1 END FROM accounts a LEFT JOIN member_domain_blocks d ON d.account = $2 AND d.domain = a.domain WHERE a.id {sql.Among(1)}",
            static row => (Id: row.Long(0), DomainBlocking: row.Bool(1)), ids, account).ToDictionary(static a => a.Id, static a => a.DomainBlocking);
        var follows = sql.Rows(
            $"SELECT followee, state, boosts, notify, languages FROM follows WHERE follower = $2 AND followee {sql.Among(1)}",
            static row => (Other: row.Long(0), State: row.Int(1), Boosts: row.Bool(2), Notify: row.Bool(3), Languages: row.TextOrNull(4)), ids, account).ToDictionary(static f => f.Other);
        var followers = sql.Rows(
            $"SELECT follower, state FROM follows WHERE followee = $2 AND follower {sql.Among(1)}",
            static row => (Other: row.Long(0), State: row.Int(1)), ids, account).ToDictionary(static f => f.Other, static f => f.State);
        var blocking = sql.Rows($"SELECT target FROM blocks WHERE account = $2 AND target {sql.Among(1)}", static row => row.Long(0), ids, account).ToHashSet();
        var blockedBy = sql.Rows($"SELECT account FROM blocks WHERE target = $2 AND account {sql.Among(1)}", static row => row.Long(0), ids, account).ToHashSet();
        var mutes = sql.Rows(
            $"SELECT target, notifications, expires FROM mutes WHERE account = $2 AND (expires IS NULL OR expires > $3) AND target {sql.Among(1)}",
            static row => (Other: row.Long(0), Notifications: row.Bool(1), Expires: row.LongOrNull(2)), ids, account, now).ToDictionary(static m => m.Other);
        var endorsed = sql.Rows($"SELECT target FROM endorsements WHERE account = $2 AND target {sql.Among(1)}", static row => row.Long(0), ids, account).ToHashSet();
        var notes = sql.Rows($"SELECT target, text FROM private_notes WHERE account = $2 AND target {sql.Among(1)}", static row => (row.Long(0), row.Text(1)), ids, account)
            .ToDictionary(static n => n.Item1, static n => n.Item2);
        return
        [
            .. ids.Where(known.ContainsKey).Select(id =>
            {
                var follow = follows.GetValueOrDefault(id);
                var muted = mutes.TryGetValue(id, out var mute);
                return new Relationship(
                    id,
                    follow.State == Follows.Accepted,
                    follow.State != 0 && follow.Boosts,
                    follow.State != 0 && follow.Notify,
                    followers.GetValueOrDefault(id) == Follows.Accepted,
                    follow.State == Follows.Asked,
                    followers.GetValueOrDefault(id) == Follows.Asked,
                    blocking.Contains(id),
                    blockedBy.Contains(id),
                    muted,
                    muted && mute.Notifications,
                    muted ? mute.Expires : null)
                {
                    Languages = string.IsNullOrEmpty(follow.Languages) ? null : follow.Languages.Split(','),
                    DomainBlocking = known[id],
                    Endorsed = endorsed.Contains(id),
                    Note = notes.GetValueOrDefault(id, string.Empty),
                };
            }),
        ];
    }
}
