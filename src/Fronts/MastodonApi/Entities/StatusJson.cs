using System.Globalization;
using System.Text.Json;
using Antiphon.Access;
using Antiphon.Live;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Posts.Text;

namespace Antiphon.MastodonApi.Entities;

/// <summary>
/// A post as JSON. What is the same for every viewer is rendered once and kept as bytes; the author, the counts and the viewer's own marks are spliced in.
/// A page of twenty is then some hundred copies of bytes instead of twenty serialisations (limits.md (a): 17 µs against 37).
/// A kept fragment belongs to one card: a post that changed is another card, so nothing needs to be told.
/// </summary>
internal sealed class StatusJson(
    Addresses addresses, Html html, AccountJson accountJson, AttachmentJson attachmentJson, Accounts accounts, PostShelf shelf, Counts counts, Marks marks, Apps apps,
    FilterJson filters, PollJson polls, CallFaces faces, EmojiJson emojis, TimeProvider clock)
{
    /// <summary>About 1 KB each.</summary>
    private const int MostKept = 60_000;

    private static readonly byte[][] Flags = [.. Enumerable.Range(0, 32).Select(static bits => FlagsOf((Mark)bits))];

    private readonly Remembered<long, Fragment> kept = new(MostKept);

    public void Write(Output output, PostCard card, Viewer viewer) => Write(output, card, viewer, marks.Of(viewer.Id), quotes: 1);

    /// <summary>Several, as a JSON array.</summary>
    public void WriteList(Output output, IEnumerable<PostCard> list, Viewer viewer)
    {
        var cards = list as IReadOnlyList<PostCard> ?? [.. list];
        Bring(cards);
        var own = marks.Of(viewer.Id);
        var first = true;
        output.Raw("["u8);
        foreach (var card in cards)
        {
            if (!first) output.Raw(","u8);
            Write(output, card, viewer, own, quotes: 1);
            first = false;
        }

        output.Raw("]"u8);
    }

    /// <summary>What these need and memory lacks is read for all of them at once: a page of twenty that nobody has looked at is a few questions to the store instead of eighty.</summary>
    private void Bring(IReadOnlyList<PostCard> cards)
    {
        if (cards.Count < 2) return;
        var shown = new List<long>(cards.Count);
        var authors = new List<long>(cards.Count);
        foreach (var card in cards)
        {
            shown.Add(card.Id);
            authors.Add(card.Post.Author);
            if (card.Post.BoostOf is not { } original) continue;
            shown.Add(original);
            if (shelf.Find(original) is { } inner) authors.Add(inner.Post.Author);
        }

        counts.Bring(shown);
        accountJson.Bring(authors);
    }

    /// <summary>One post, as an answer.</summary>
    public Task Answer(Request request, PostCard card) => request.Write(output => Write(output, card, request.Viewer));

    /// <summary>One post with its text as it was written.</summary>
    public void WriteWithText(Output output, PostCard card, Viewer viewer)
    {
        Write(output, card, viewer);
        output.Back(1);
        using var text = Output.Rent();
        text.Json.WriteStringValue(card.Post.Text);
        output.Raw(",\"text\":"u8);
        output.Raw(text.Written.Span);
        output.Raw("}"u8);
    }

    /// <summary>As a value within another entity.</summary>
    public void Write(Utf8JsonWriter json, PostCard card, Viewer viewer)
    {
        using var output = Output.Rent();
        Write(output, card, viewer);
        json.WriteRawValue(output.Written.Span, skipInputValidation: true);
    }

    private void Write(Output output, PostCard card, Viewer viewer, ViewerMarks own, int quotes)
    {
        var post = card.Post;
        var fragment = Of(card);
        output.Raw(fragment.Head);
        output.Raw(accounts.Find(post.Author) is { } author ? accountJson.Of(author) : "null"u8);
        Count(output, counts.Of(post.Id));
        output.Raw(Flags[(int)((own.On(post.Id) & ~Mark.ConversationMuted) | (own.On(post.Root) & Mark.ConversationMuted))]);
        filters.WriteCaught(output, card, viewer);
        output.Raw(",\"poll\":"u8);
        if (card.Poll is { } poll) polls.Write(output, poll, viewer);
        else output.Raw("null"u8);
        Quote(output, post, viewer, own, quotes);
        output.Raw(",\"quote_approval\":"u8);
        output.Raw(Approval(post, viewer));
        output.Raw(",\"reblog\":"u8);
        if (post.BoostOf is { } original && shelf.Find(original, viewer) is { } inner) Write(output, inner, viewer, own, quotes);
        else output.Raw("null"u8);
        output.Raw("}"u8);
    }

    private static void Count(Output output, PostCounts count)
    {
        output.Raw(",\"replies_count\":"u8);
        output.Number(count.Replies);
        output.Raw(",\"reblogs_count\":"u8);
        output.Number(count.Boosts);
        output.Raw(",\"favourites_count\":"u8);
        output.Number(count.Likes);
        output.Raw(",\"quotes_count\":"u8);
        output.Number(count.Quotes);
    }

    /// <summary>One level deep, as in Mastodon: the quote within a quote is a number alone.</summary>
    private void Quote(Output output, Post post, Viewer viewer, ViewerMarks own, int depth)
    {
        output.Raw(",\"quote\":"u8);
        if (post.QuoteOf is not { } quoted)
        {
            output.Raw("null"u8);
            return;
        }

        var readable = post.QuoteState == QuoteState.Accepted ? shelf.Find(quoted, viewer) : null;
        output.Raw("{\"state\":\""u8);
        output.Raw(State(post, quoted, readable, viewer));
        if (depth == 0)
        {
            output.Raw("\",\"quoted_status_id\":"u8);
            if (readable is null)
            {
                output.Raw("null}"u8);
                return;
            }

            output.Raw("\""u8);
            output.Number(quoted);
            output.Raw("\"}"u8);
            return;
        }

        output.Raw("\",\"quoted_status\":"u8);
        if (readable is null) output.Raw("null"u8);
        else Write(output, readable, viewer, own, depth - 1);
        output.Raw("}"u8);
    }

    /// <summary>Whose post the viewer has blocked or muted is said, so that an app can ask before it shows the quote.</summary>
    private ReadOnlySpan<byte> State(Post post, long quoted, PostCard? readable, Viewer viewer)
    {
        if (post.QuoteState == QuoteState.Revoked) return "revoked"u8;
        if (readable is null) return shelf.Find(quoted) is null ? "deleted"u8 : "unauthorized"u8;
        var author = readable.Post.Author;
        return viewer.Apart(author) ? "blocked_account"u8 : viewer.Mutes(author, clock.GetUtcNow().ToUnixTimeMilliseconds()) ? "muted_account"u8 : "accepted"u8;
    }

    /// <summary>Who may quote it, and whether this viewer may; nobody is asked, so nothing is manual.</summary>
    private static ReadOnlySpan<byte> Approval(Post post, Viewer viewer)
    {
        var may = MayQuote.Post(viewer, post);
        return MayQuote.Policy(post) switch
        {
            QuotePolicy.Public => may
                ? "{\"automatic\":[\"public\"],\"manual\":[],\"current_user\":\"automatic\"}"u8
                : viewer.SignedIn
                ? "{\"automatic\":[\"public\"],\"manual\":[],\"current_user\":\"denied\"}"u8
                : "{\"automatic\":[\"public\"],\"manual\":[],\"current_user\":\"unknown\"}"u8,
            QuotePolicy.Followers => may
                ? "{\"automatic\":[\"followers\"],\"manual\":[],\"current_user\":\"automatic\"}"u8
                : viewer.SignedIn
                ? "{\"automatic\":[\"followers\"],\"manual\":[],\"current_user\":\"denied\"}"u8
                : "{\"automatic\":[\"followers\"],\"manual\":[],\"current_user\":\"unknown\"}"u8,
            _ => may
                ? "{\"automatic\":[],\"manual\":[],\"current_user\":\"automatic\"}"u8
                : "{\"automatic\":[],\"manual\":[],\"current_user\":\"denied\"}"u8,
        };
    }

    private static byte[] FlagsOf(Mark mark)
    {
        static string Is(bool yes) => yes ? "true" : "false";
        return System.Text.Encoding.ASCII.GetBytes(
            $",\"favourited\":{Is(mark.HasFlag(Mark.Liked))},\"reblogged\":{Is(mark.HasFlag(Mark.Boosted))},\"muted\":{Is(mark.HasFlag(Mark.ConversationMuted))}"
            + $",\"bookmarked\":{Is(mark.HasFlag(Mark.Bookmarked))},\"pinned\":{Is(mark.HasFlag(Mark.Pinned))},\"filtered\":");
    }

    private Fragment Of(PostCard card)
    {
        var (face, set) = (faces.Of(card.Post), emojis.Version);
        if (kept.TryGet(card.Id, out var known) && ReferenceEquals(known.Card, card) && ReferenceEquals(known.Emojis, set) && (face?.Same(known.Face) ?? known.Face is null)) return known;
        using var output = Output.Rent();
        Head(output.Json, card, face);
        var fragment = new Fragment(card, face, set, output.Written.ToArray());
        kept.Keep(card.Id, fragment, kept.Epoch);
        return fragment;
    }

    /// <summary>Everything that is the same for all, up to where the author's JSON belongs.</summary>
    private void Head(Utf8JsonWriter json, PostCard card, CallFace? face)
    {
        var post = card.Post;
        var author = accounts.Find(post.Author);
        var url = author is null ? string.Empty : addresses.Of(post, author);
        json.WriteStartObject();
        json.Id("id"u8, post.Id);
        json.Time("created_at"u8, post.Created);
        json.Time("edited_at"u8, post.Edited);
        json.Id("in_reply_to_id"u8, post.ReplyTo);
        json.Id("in_reply_to_account_id"u8, post.ReplyToAuthor);
        json.WriteBoolean("sensitive"u8, post.Sensitive);
        json.WriteString("spoiler_text"u8, post.Warning);
        json.WriteString("visibility"u8, Visibilities.Name(post.Visibility));
        json.Text("language"u8, post.Language);
        json.WriteString("uri"u8, post.Uri is { } origin && Addresses.IsWeb(origin) ? origin : post.BoostOf is null ? url : url + "/activity");
        json.WriteString("url"u8, url);
        Text(json, card, face);
        json.WriteStartArray("media_attachments"u8);
        foreach (var picture in card.Media) attachmentJson.Write(json, picture);
        json.WriteEndArray();
        emojis.WriteUsed(json, post.Text, post.Warning);
        json.WritePropertyName("card"u8);
        if (face is { } call) faces.Card(json, call, post.Language);
        else json.WriteNullValue();
        if (face is { } counted) faces.Call(json, counted);
        if (post.App is { } app && apps.Find(app) is { } written)
        {
            json.WriteStartObject("application"u8);
            json.WriteString("name"u8, written.Name);
            json.Text("website"u8, written.Website);
            json.WriteEndObject();
        }

        json.WritePropertyName("account"u8);
        json.Flush();
    }

    private void Text(Utf8JsonWriter json, PostCard card, CallFace? face)
    {
        var text = card.Post.Text;
        var entities = text.Length == 0 ? [] : Posts.Text.Entities.Find(text);
        var mentions = card.Mentions.Count == 0 ? [] : card.Mentions.Select(accounts.Find).OfType<Account>().ToList();
        json.WriteString("content"u8, QuoteLine(card.Post) + html.Post(text, entities, mentions) + (face is { } call ? faces.Line(call, card.Post.Language) : string.Empty));
        json.WriteStartArray("mentions"u8);
        foreach (var mentioned in mentions)
        {
            json.WriteStartObject();
            json.Id("id"u8, mentioned.Id);
            json.WriteString("username"u8, mentioned.Username);
            json.WriteString("url"u8, addresses.Of(mentioned));
            json.WriteString("acct"u8, mentioned.Acct);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("tags"u8);
        foreach (var tag in entities.Where(static entity => entity.Kind == EntityKind.Hashtag).Select(static entity => Hashtags.Fold(entity.Value)).Distinct())
        {
            json.WriteStartObject();
            json.WriteString("name"u8, tag);
            json.WriteString("url"u8, addresses.OfTag(tag));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>For apps that do not know quotes; those that do hide the line by its class, as Mastodon's do.</summary>
    private string QuoteLine(Post post)
    {
        if (post.QuoteOf is not { } quoted || post.QuoteState != QuoteState.Accepted || shelf.Find(quoted) is not { Post.Public: true } card || accounts.Find(card.Post.Author) is not { } author) return string.Empty;
        var url = System.Net.WebUtility.HtmlEncode(addresses.Of(card.Post, author));
        return string.Create(CultureInfo.InvariantCulture, $"<p class=\"quote-inline\">RE: <a href=\"{url}\" rel=\"{PostHtml.OutwardRel}\">{url}</a></p>");
    }

    private sealed record Fragment(PostCard Card, CallFace? Face, object Emojis, byte[] Head);
}
