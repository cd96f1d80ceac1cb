using System.Buffers;
using Antiphon.Calls;
using Antiphon.Live;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Posts.Text;
using Antiphon.Web.Texts;

namespace Antiphon.Web.Feeds;

/// <summary>Posts as HTML, rendered once each and kept while nothing of them changes.</summary>
public sealed class Fragments(PostShelf shelf, Accounts accounts, AllCalls calls, Pictures pictures, EmojiHtml emojis, Site site)
{
    /// <summary>Kept at most; 2 to 4 KB each.</summary>
    private const int MostKept = 20_000;

    private readonly Remembered<(long Post, string Language, bool Story), Fragment> kept = new(MostKept);

    /// <summary>The post's fragment; null where its author is not shown to anybody (any more).</summary>
    /// <param name="story">Whether it is shown as a story, which opens only if the reader opens it; a post told through the story form always is.</param>
    internal Fragment? Of(PostCard card, Words words, bool story = false)
    {
        if (accounts.Find(card.Post.Author) is not { } author) return null;
        var from = Gather(card, author);
        var key = (card.Id, words.Language, story);
        if (kept.TryGet(key, out var known) && known.From.SameAs(from)) return known;
        var before = kept.Epoch;
        var made = Render(from, words, story);
        kept.Keep(key, made, before);
        return made;
    }

    /// <summary>A post's address among our pages.</summary>
    public static string Address(Account author, long post) => $"/@{author.Acct}/{post.ToString(System.Globalization.CultureInfo.InvariantCulture)}";

    private Ingredients Gather(PostCard card, Account author)
    {
        var post = card.Post;

        // What is quoted is shown as a stranger may read it: the same for all viewers, and never more than the least of them may see.
        var quoted = post is { QuoteOf: { } quote, QuoteState: QuoteState.Accepted } ? shelf.Find(quote, Viewer.Nobody) : null;
        var quotedAuthor = quoted is null ? null : accounts.Find(quoted.Post.Author);
        var repliedTo = post.ReplyToAuthor is { } to && to != post.Author ? accounts.Find(to) : null;
        return new Ingredients(card, author, quoted, quotedAuthor, repliedTo, calls.OfPost(card.Id) is { Hidden: false } call ? call.Slug : null, emojis.Version);
    }

    private Fragment Render(Ingredients from, Words words, bool story)
    {
        var (post, author) = (from.Card.Post, from.Author);
        var buffer = new ArrayBufferWriter<byte>(2_048);
        var html = new Utf8Html(buffer);
        By(html, author);
        html.Raw("<a class=\"when\" href=\""u8).Text(Address(author, post.Id)).Raw("\"><time datetime=\""u8).Raw(Words.Iso(post.Created)).Raw("\" title=\""u8).Text(words.Exact(post.Created)).Raw("\">"u8);
        var untilTime = buffer.WrittenSpan.ToArray();
        buffer.ResetWrittenCount();
        html.Raw("</time></a></div>"u8);
        Notes(html, from, words);
        var folded = post.Warning.Length > 0 || post.Story || story;
        if (folded) Fold(html, post.Warning.Length > 0 ? post.Warning : words["post.story"], words);
        TextOf(html, post);
        Media(html, from.Card, words);
        if (from.Quoted is { } quoted && from.QuotedAuthor is { } quotedAuthor) Quoted(html, quoted, quotedAuthor, words);
        else if (post.QuoteOf is not null) html.Raw("<p class=\"quoted muted\">"u8).Text(words["post.quote-gone"]).Raw("</p>"u8);
        if (folded) html.Raw("</details>"u8);
        if (from.Call is { } slug) html.Raw("<p class=\"callmark\"><span>"u8).Text(words["post.is-call"]).Raw("</span><a href=\"/calls/"u8).Text(slug).Raw("\">"u8).Text(words["post.see-call"]).Raw("</a></p>"u8);
        return new Fragment(from, untilTime, buffer.WrittenSpan.ToArray());
    }

    private void By(Utf8Html html, Account author)
    {
        html.Raw("<div class=\"by\"><a href=\"/@"u8).Text(author.Acct).Raw("\" tabindex=\"-1\" aria-hidden=\"true\">"u8).Raw(pictures.AvatarHtml(author)).Raw("</a><div><a class=\"name\" href=\"/@"u8)
            .Text(author.Acct).Raw("\"><bdi>"u8).Raw(emojis.LineHtml(author.Name)).Raw("</bdi></a><span class=\"acct\"><bdi>@"u8).Text(author.Acct).Raw("</bdi></span></div>"u8);
    }

    private void Notes(Utf8Html html, Ingredients from, Words words)
    {
        var post = from.Card.Post;
        if (from.RepliedTo is { } to && post.ReplyTo is { } parent)
        {
            html.Raw("<p class=\"note\">"u8).Text(words["post.in-reply"]).Raw(" <a href=\""u8).Text(Address(to, parent)).Raw("\"><bdi>"u8).Raw(emojis.LineHtml(to.Name)).Raw("</bdi></a></p>"u8);
        }

        if (post.Visibility != Visibility.Public) html.Raw("<p class=\"note\">"u8).Text(words["post.seen-by." + post.Visibility]).Raw("</p>"u8);
        if (post.Edited is { } edited)
        {
            html.Raw("<p class=\"note\"><a href=\"/posts/"u8).Number(post.Id).Raw("/history\" title=\""u8).Text(words.Exact(edited)).Raw("\">"u8).Text(words["post.edited"]).Raw("</a></p>"u8);
        }
    }

    private void Fold(Utf8Html html, string warning, Words words) => html.Raw("<details class=\"cw\"><summary><span dir=\"auto\">"u8).Raw(emojis.LineHtml(warning))
        .Raw("</span> <b><span class=\"closed\">"u8).Text(words["post.show"]).Raw("</span><span class=\"opened\">"u8).Text(words["post.hide"]).Raw("</span></b></summary>"u8);

    private void TextOf(Utf8Html html, Post post)
    {
        if (post.Text.Length == 0) return;
        html.Raw("<div class=\"text\" dir=\"auto\""u8);
        if (post.Language is { Length: > 0 } language) html.Raw(" lang=\""u8).Text(language).Raw("\""u8);
        html.Raw(">"u8).Raw(PostHtml.Render(post.Text, HrefOf, emojis.Find)).Raw("</div>"u8);
    }

    /// <summary>Where an entity of a text leads among our pages.</summary>
    public string? HrefOf(Entity entity) => entity.Kind switch
    {
        EntityKind.Hashtag => "/tags/" + Uri.EscapeDataString(entity.Value),
        EntityKind.Mention => Named(entity.Value) is { Shown: true } named ? "/@" + named.Acct : null,
        _ => entity.Value,
    };

    /// <summary>An account by what stands in a text or an address; our own host may be written out.</summary>
    public Account? Named(string acct)
    {
        var suffix = "@" + site.Domain;
        return accounts.Named(acct.EndsWith(suffix, StringComparison.OrdinalIgnoreCase) ? acct[..^suffix.Length] : acct);
    }

    private void Media(Utf8Html html, PostCard card, Words words)
    {
        if (card.Media.Count == 0) return;
        var hidden = card.Post.Sensitive && card.Post.Warning.Length == 0 && !card.Post.Story;
        if (hidden) Fold(html, words["post.sensitive"], words);
        html.Raw(card.Media.Count == 1 ? "<div class=\"pics one\">"u8 : "<div class=\"pics\">"u8);
        foreach (var picture in card.Media) Picture(html, picture, words);
        html.Raw("</div>"u8);
        if (hidden) html.Raw("</details>"u8);
    }

    private void Picture(Utf8Html html, Attachment picture, Words words)
    {
        var described = !string.IsNullOrWhiteSpace(picture.Description);
        html.Raw("<figure><a href=\""u8).Text(pictures.Address(picture.File)).Raw("\"><img src=\""u8).Text(pictures.Address(picture.Preview)).Raw("\" alt=\""u8)
            .Text(described ? picture.Description! : words["post.picture-undescribed"]).Raw("\" width=\""u8).Number(picture.PreviewWidth).Raw("\" height=\""u8).Number(picture.PreviewHeight)
            .Raw("\" loading=\"lazy\"></a>"u8);
        if (described)
        {
            html.Raw("<figcaption><details><summary>"u8).Text(words["post.picture-text"]).Raw("</summary><p dir=\"auto\">"u8).Text(picture.Description!).Raw("</p></details></figcaption>"u8);
        }

        html.Raw("</figure>"u8);
    }

    private void Quoted(Utf8Html html, PostCard quoted, Account author, Words words)
    {
        html.Raw("<div class=\"quoted\">"u8);
        By(html, author);
        html.Raw("<a class=\"when\" href=\""u8).Text(Address(author, quoted.Id)).Raw("\">"u8).Text(words.Day(quoted.Post.Created)).Raw("</a></div>"u8);
        if (quoted.Post.Warning.Length > 0 || quoted.Post.Story)
        {
            Fold(html, quoted.Post.Warning.Length > 0 ? quoted.Post.Warning : words["post.story"], words);
            TextOf(html, quoted.Post);
            html.Raw("</details>"u8);
        }
        else
        {
            TextOf(html, quoted.Post);
        }

        if (quoted.Media.Count > 0) html.Raw("<p class=\"note\">"u8).Text(words.Count("post.pictures", quoted.Media.Count)).Raw("</p>"u8);
        html.Raw("</div>"u8);
    }
}
