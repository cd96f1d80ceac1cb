using System.Text.Json;
using Antiphon.Answers;
using Antiphon.Answers.Recognition;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Posts.Text;
using Antiphon.Store;

namespace Antiphon.Calls;

/// <summary>What somebody wants to ask.</summary>
/// <param name="Wording">The call in full; it becomes the call's post.</param>
/// <param name="Phrases">What answers it; at least one phrase or hashtag.</param>
/// <param name="Slug">Its name in addresses; made from the first hashtag or the wording when empty.</param>
/// <param name="OpensAt">UTC ms; null for now. In the past for a call that began elsewhere or earlier.</param>
/// <param name="FromPost">An own post that becomes the call instead of a new one.</param>
/// <param name="Headline">The page's headline; empty for one that is made from the figures.</param>
/// <param name="Standfirst">What stands beneath it; empty for one that is made from the figures.</param>
/// <param name="LeadsTo">Names of calls to read next.</param>
public sealed record CallDraft(
    string Wording,
    IReadOnlyList<string> Phrases,
    IReadOnlyList<string> Hashtags,
    string Slug = "",
    string SuggestedBy = "",
    IReadOnlyList<ContextLink>? Links = null,
    long? OpensAt = null,
    long? ClosesAt = null,
    string? Language = null,
    long? FromPost = null,
    string Headline = "",
    string Standfirst = "",
    IReadOnlyList<string>? LeadsTo = null);

/// <summary>Opens a call: its post, the call, and the judgement of what was said already under a post that becomes one, in one unit.</summary>
public sealed class OpenCall(DataStore store, Accounts accounts, PostShelf shelf, AllCalls calls, Recognise recognise, PostOptions posts, TimeProvider clock)
{
    public async Task<Outcome<Call>> Open(Account caller, CallDraft draft)
    {
        if (caller.State != AccountState.Active) return Refusal.Forbidden("This account may not open calls at present.");
        if (draft.FromPost is { } own)
        {
            if (shelf.Find(own) is not { } card || card.Post.Author != caller.Id || card.Post.BoostOf is not null) return Refusal.NotFound;
            if (card.Post.Visibility != Visibility.Public) return Refusal.Invalid("post", "Only a public post can become a call: everyone it concerns must be able to read it.");
            if (card.Post.ReplyTo is not null) return Refusal.Invalid("post", "A reply cannot become a call. Write it as a post of its own.");
            if (calls.OfPost(own) is not null) return Refusal.Conflict("post", "This post is a call already.");
            draft = draft with { Wording = card.Post.Text, OpensAt = draft.OpensAt ?? card.Post.Created, Language = card.Post.Language };
        }

        var checkedDraft = CallRules.Check(draft, clock.GetUtcNow().ToUnixTimeMilliseconds());
        if (!checkedDraft.Ok) return checkedDraft.Refusal;
        var sound = checkedDraft.Value;
        var text = PreparedText.From(sound.Wording, string.Empty, story: true, 0, posts, accounts);
        if (!text.Ok) return text.Refusal with { Field = "wording" };
        var opens = sound.OpensAt ?? clock.GetUtcNow().ToUnixTimeMilliseconds();
        var earlier = store.Read(sql => JudgeEarlier.Prepare(sql, new CallTerms(sound.Wording, sound.Phrases, sound.Hashtags), opens));
        var quoted = draft.FromPost is { } post && shelf.Find(post) is { Post.QuoteOf: { } quote } ? shelf.Find(quote) : null;
        var judged = recognise.Judge(caller, sound.Wording, Visibility.Public, sound.Language, null, quoted, story: false, asks: true);
        return await store.TryWrite(tx => Insert(tx, caller, sound, text.Value, earlier, judged)).ConfigureAwait(false);
    }

    private static Outcome<Call> Insert(Tx tx, Account caller, CallDraft draft, PreparedText text, JudgeEarlier earlier, IReadOnlyList<Judged> judged)
    {
        if (CallRules.Unknown(tx, draft.LeadsTo ?? []) is { } unknown) return unknown;
        if (tx.Any("SELECT 1 FROM calls WHERE slug = $1", draft.Slug)) return Refusal.Conflict("slug", $"There is a call named \"{draft.Slug}\" already. Choose another name.");
        var opened = draft.OpensAt ?? tx.Now;
        var post = draft.FromPost ?? Publish(tx, caller, text, Math.Min(opened, tx.Now), draft.Language);
        if (draft.FromPost is not null && tx.Any("SELECT 1 FROM calls WHERE post = $1", post)) return Refusal.Conflict("post", "This post is a call already.");
        var id = tx.NewId();
        tx.Run(
            """
            INSERT INTO calls (id, slug, post, caller, wording, phrases, hashtags, suggested_by, links, opened, closes, created, headline, standfirst, leads_to)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
            """,
            id,
            draft.Slug,
            post,
            caller.Id,
            draft.Wording,
            JsonSerializer.Serialize(draft.Phrases),
            JsonSerializer.Serialize(draft.Hashtags),
            draft.SuggestedBy,
            Call.Write(draft.Links ?? []),
            opened,
            draft.ClosesAt,
            tx.Now,
            draft.Headline,
            draft.Standfirst,
            JsonSerializer.Serialize(draft.LeadsTo ?? []));
        var call = tx.First($"SELECT {Call.Columns} FROM calls WHERE id = $1", Call.Read, id)!;
        earlier.Run(tx, call);

        // It asks from now on, so it is no answer to other calls that are answered by the same phrase.
        if (PostShelf.Find(tx, post) is { } own) Recognise.Record(tx, own, caller, judged, again: true);
        tx.Happened(new CallChanged(id));
        return call;
    }

    private static long Publish(Tx tx, Account caller, PreparedText text, long at, string? language)
    {
        var id = at < tx.Now ? tx.NewIdAt(at) : tx.NewId();
        var post = new Post(
            id, caller.Id, null, at, Visibility.Public, null, null, id, null, null, text.Text, string.Empty, false, language, text.Text.Length > 0 && PostLength.Count(text.Text) > 500, null, null);
        PostRows.Insert(tx, post);
        PostRows.Index(tx, post, text);
        tx.Happened(new PostWritten(new PostCard(post, [], [.. text.Mentions.Select(static m => m.Id)])));
        return id;
    }
}
