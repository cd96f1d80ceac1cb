using System.Text.Json;
using Antiphon.People;
using Antiphon.Store;

namespace Antiphon.Posts.Scheduling;

/// <summary>Puts a post aside for a time that is some way ahead, puts it off or brings it forward, and takes it back. It is checked now as if it were published now.</summary>
public sealed class SchedulePost(DataStore store, WritePost write, TimeProvider clock)
{
    /// <summary>Limits of one member, as Mastodon's: altogether, and for one day (UTC).</summary>
    public const int Most = 300;
    public const int MostOfADay = 25;

    /// <summary>Nearer than that, one can as well wait and post.</summary>
    public static readonly TimeSpan Soonest = TimeSpan.FromMinutes(5);

    private static readonly long Day = (long)TimeSpan.FromDays(1).TotalMilliseconds;

    /// <summary>Ten years: what lies further ahead is a mistake in the date.</summary>
    private static readonly TimeSpan Latest = TimeSpan.FromDays(3_653);

    /// <param name="at">UTC ms.</param>
    public async Task<Outcome<ScheduledPost>> Add(Account author, Draft draft, long at)
    {
        if (draft.IdempotencyKey is { Length: > 0 } key && store.Read(sql => Known(sql, author.Id, key, clock.GetUtcNow().ToUnixTimeMilliseconds())) is { } known) return known;
        if (TimeFault(at) is { } wrong) return wrong;
        var checkedDraft = write.Check(author, draft);
        if (!checkedDraft.Ok) return checkedDraft.Refusal;
        return await store.TryWrite(tx => Insert(tx, author, draft with { Poll = checkedDraft.Value.Poll }, at)).ConfigureAwait(false);
    }

    public async Task<Outcome<ScheduledPost>> Move(long account, long id, long at)
    {
        if (TimeFault(at) is { } wrong) return wrong;
        return await store.TryWrite<ScheduledPost>(tx =>
        {
            if (ScheduledPosts.Find(tx, account, id) is not { } post) return Refusal.NotFound;
            if (post.At / Day != at / Day && DayFault(tx, account, at) is { } full) return full;
            tx.Run("UPDATE scheduled_posts SET at = $3, failed = 0 WHERE id = $1 AND account = $2", id, account, at);
            return post with { At = at, Failed = false };
        }).ConfigureAwait(false);
    }

    /// <summary>Its pictures wait again to be posted, and go after a day as any that do.</summary>
    public Task<Outcome<Done>> Remove(long account, long id) => store.TryWrite<Done>(tx => Take(tx, account, id) ? Done.Instance : Refusal.NotFound);

    /// <summary>Within the unit that publishes it: whoever takes it is the only one.</summary>
    internal static bool Take(Tx tx, long account, long id)
    {
        tx.Run("UPDATE media SET scheduled = NULL WHERE scheduled = $1 AND account = $2", id, account);
        return tx.Run("DELETE FROM scheduled_posts WHERE id = $1 AND account = $2", id, account) == 1;
    }

    private static Outcome<ScheduledPost> Insert(Tx tx, Account author, Draft draft, long at)
    {
        if (draft.IdempotencyKey is { Length: > 0 } key && Known(tx, author.Id, key, tx.Now) is { } known) return known;
        if (tx.Number("SELECT count(*) FROM scheduled_posts WHERE account = $1", author.Id) >= Most)
        {
            return Refusal.Invalid("scheduled_at", $"You have {Most} posts for later, and cannot have more.");
        }

        if (DayFault(tx, author.Id, at) is { } full) return full;
        var post = new ScheduledPost(tx.NewId(), author.Id, at, ScheduledDraft.Of(draft), false);
        foreach (var picture in post.Draft.Media)
        {
            if (tx.Run("UPDATE media SET scheduled = $1 WHERE id = $2 AND account = $3 AND post IS NULL AND scheduled IS NULL AND created > 0", post.Id, picture, author.Id) == 0)
            {
                return Refusal.Invalid("media_ids", "One of the pictures is not there, or already belongs to another post.");
            }
        }

        tx.Run($"INSERT INTO scheduled_posts ({ScheduledPost.Columns}) VALUES ($1, $2, $3, $4, 0)", post.Id, post.Account, post.At, JsonSerializer.Serialize(post.Draft));
        if (post.Draft.Key is { Length: > 0 } fresh) WritePost.Keep(tx, author.Id, fresh, post.Id);
        return post;
    }

    private static ScheduledPost? Known(Sql sql, long account, string key, long now) =>
        WritePost.Known(sql, account, key, now) is { } id ? ScheduledPosts.Find(sql, account, id) : null;

    private static Refusal? DayFault(Tx tx, long account, long at)
    {
        var day = at / Day * Day;
        return tx.Number("SELECT count(*) FROM scheduled_posts WHERE account = $1 AND at >= $2 AND at < $3", account, day, day + Day) >= MostOfADay
            ? Refusal.Invalid("scheduled_at", $"You have {MostOfADay} posts for that day, and cannot have more.")
            : null;
    }

    private Refusal? TimeFault(long at)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (at < now + (long)Soonest.TotalMilliseconds) return Refusal.Invalid("scheduled_at", "The time must be at least five minutes ahead.");
        return at > now + (long)Latest.TotalMilliseconds ? Refusal.Invalid("scheduled_at", "The time is more than ten years ahead.") : null;
    }
}
