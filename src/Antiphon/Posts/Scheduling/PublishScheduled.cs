using Antiphon.People;
using Antiphon.Store;

namespace Antiphon.Posts.Scheduling;

/// <summary>
/// Publishes what is due. The post is written and the waiting one deleted in one unit, so that a crash at any point publishes it once and not twice. A post to which it was an
/// answer, or which it quoted, may be gone by now: then it stands for itself. What is refused all the same stays with its author and is not tried again.
/// </summary>
public sealed class PublishScheduled(DataStore store, Accounts accounts, WritePost write, TimeProvider clock)
{
    private const int MostAtOnce = 100;

    /// <returns>Posts published.</returns>
    public async Task<int> Run(CancellationToken cancel = default)
    {
        var published = 0;
        while (Due() is { Count: > 0 } due)
        {
            foreach (var post in due)
            {
                cancel.ThrowIfCancellationRequested();
                var done = await Publish(post).ConfigureAwait(false);
                if (done.Ok) published++;
                else if (done.Refusal.Kind is RefusalKind.Busy) return published;
                else await Fail(post).ConfigureAwait(false);
            }
        }

        return published;
    }

    private List<ScheduledPost> Due() => store.Read(sql => sql.Rows(
        $"SELECT {ScheduledPost.Columns} FROM scheduled_posts WHERE failed = 0 AND at <= $1 ORDER BY at, id LIMIT {MostAtOnce}",
        ScheduledPost.Read, clock.GetUtcNow().ToUnixTimeMilliseconds()));

    private async Task<Outcome<PostCard>> Publish(ScheduledPost post)
    {
        if (accounts.Find(post.Account) is not { } author) return Refusal.NotFound;
        var draft = post.Draft.ToDraft();
        var written = await write.Write(author, draft, Claim).ConfigureAwait(false);
        if (written.Refusal is { Field: "in_reply_to_id" }) written = await write.Write(author, draft = draft with { ReplyTo = null }, Claim).ConfigureAwait(false);
        if (written.Refusal is { Field: "quoted_status_id" }) written = await write.Write(author, draft with { QuoteOf = null }, Claim).ConfigureAwait(false);
        return written;

        // Put off or taken back in this very moment: then it is not due, and nothing was written.
        Refusal? Claim(Tx tx) => ScheduledPosts.Find(tx, post.Account, post.Id) is { } still && still.At <= tx.Now && SchedulePost.Take(tx, post.Account, post.Id) ? null : Refusal.NotFound;
    }

    private Task<int> Fail(ScheduledPost post) => store.Write(tx =>
        tx.Run("UPDATE scheduled_posts SET failed = 1 WHERE id = $1 AND account = $2 AND at <= $3", post.Id, post.Account, tx.Now));
}
