using Antiphon.People;
using Antiphon.People.Authority;
using Antiphon.Posts;
using Antiphon.Posts.Text;
using Antiphon.Store;

namespace Antiphon.Calls;

/// <summary>
/// Pins a voice to a call's page or takes it off; by the caller and by moderators. A post of this server stands there only while its author lets it: it must be public, and who
/// takes a post of theirs off the page is not quoted there again.
/// </summary>
public sealed class PinVoice(DataStore store, AllCalls calls, PostShelf shelf, Accounts accounts)
{
    public const int LongestSaying = 1_000;
    public const int LongestName = 200;

    /// <summary>More would be a second feed, and every one of them a choice to answer for.</summary>
    public const int Most = 12;

    /// <param name="post">A public post of this server whose author has not declined.</param>
    public async Task<Outcome<Done>> Post(Account by, Role role, string slug, long post)
    {
        if (calls.Find(slug) is not { } call || !call.TendedBy(by, role)) return Refusal.NotFound;
        if (shelf.Find(post) is not { Post.BoostOf: null } card || accounts.Find(card.Post.Author) is not { } author || !MayRead.Post(Viewer.Nobody, card, author))
        {
            return Refusal.Invalid("post", "There is no post at this address that everyone may read.");
        }

        if (card.Post.Visibility != Visibility.Public || author.State != AccountState.Active) return Refusal.Invalid("post", "Only a public post can stand here.");
        if (post == call.Post) return Refusal.Invalid("post", "This is the call itself.");
        return await store.TryWrite<Done>(tx =>
        {
            if (tx.Any("SELECT 1 FROM voices_declined WHERE account = $1 AND call = $2", author.Id, call.Id) || tx.Any("SELECT 1 FROM blocks WHERE account = $1 AND target = $2", author.Id, by.Id))
            {
                return Refusal.Invalid("post", "Its author does not want to be quoted here.");
            }

            if (tx.Any("SELECT 1 FROM voices WHERE call = $1 AND post = $2", call.Id, post)) return Refusal.Conflict("post", "This post stands here already.");
            return Insert(tx, call, by, post, new Saying(string.Empty, string.Empty, string.Empty, null));
        }).ConfigureAwait(false);
    }

    public async Task<Outcome<Done>> Said(Account by, Role role, string slug, Saying saying)
    {
        if (calls.Find(slug) is not { } call || !call.TendedBy(by, role)) return Refusal.NotFound;
        var (said, who, url) = (saying.Said.Trim(), saying.Who.Trim(), saying.Url.Trim());
        if (said.Length is 0 or > LongestSaying) return Refusal.Invalid("said", $"Quote what was said, in {LongestSaying} characters at most.");
        if (who.Length is 0 or > LongestName) return Refusal.Invalid("who", $"Say who said it, in {LongestName} characters at most.");
        if (!SafeUrl.TryHttp(url, out _)) return Refusal.Invalid("url", "Say where it can be read: an address that begins with http:// or https://.");
        return await store.TryWrite(tx => Insert(tx, call, by, null, new Saying(said, who, url, saying.At))).ConfigureAwait(false);
    }

    /// <summary>By the caller or a moderator.</summary>
    public async Task<Outcome<Done>> TakeOff(Account by, Role role, string slug, long voice)
    {
        if (calls.Find(slug) is not { } call || !call.TendedBy(by, role)) return Refusal.NotFound;
        return await store.TryWrite<Done>(tx =>
        {
            if (tx.Run("DELETE FROM voices WHERE id = $1 AND call = $2", voice, call.Id) == 0) return Refusal.NotFound;
            ModerationLog.Add(tx, by.Id, "voice.take-off", string.Empty, call: call.Id);
            tx.Happened(new CallChanged(call.Id));
            return Done.Instance;
        }).ConfigureAwait(false);
    }

    /// <summary>By the author of a pinned post: everything of theirs leaves this page, and nothing of theirs is pinned to it again.</summary>
    public async Task<Outcome<Done>> Decline(Account author, string slug)
    {
        if (calls.Find(slug) is not { } call) return Refusal.NotFound;
        return await store.TryWrite<Done>(tx =>
        {
            if (tx.Run("DELETE FROM voices WHERE call = $1 AND post IN (SELECT id FROM posts WHERE author = $2)", call.Id, author.Id) == 0) return Refusal.NotFound;
            tx.Run("INSERT INTO voices_declined (account, call) VALUES ($1, $2) ON CONFLICT (account, call) DO NOTHING", author.Id, call.Id);
            tx.Happened(new CallChanged(call.Id));
            return Done.Instance;
        }).ConfigureAwait(false);
    }

    private static Outcome<Done> Insert(Tx tx, Call call, Account by, long? post, Saying saying)
    {
        if (tx.Number("SELECT count(*) FROM voices WHERE call = $1", call.Id) >= Most) return Refusal.Invalid(string.Empty, $"A page has {Most} voices at most. Take one off first.");
        tx.Run(
            "INSERT INTO voices (id, call, post, said, who, url, at, by_account, created) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            tx.NewId(), call.Id, post, saying.Said, saying.Who, saying.Url, saying.At, by.Id, tx.Now);
        tx.Happened(new CallChanged(call.Id));
        return Done.Instance;
    }
}
