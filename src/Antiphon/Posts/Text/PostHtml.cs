namespace Antiphon.Posts.Text;

/// <summary>
/// The one renderer: plain text in, HTML in Mastodon's shape out. Text is escaped character by character and never parsed as HTML, so there is
/// nothing to sanitise; the only elements are <c>p br a span</c>, and <c>img</c> for the server's own emojis where they are asked for; the only addresses are http and https
/// (or a path on our own server).
/// </summary>
public static class PostHtml
{
    /// <summary>Links that people wrote get no say in rankings, learn no referrer and cannot reach back into the page.</summary>
    public const string OutwardRel = "nofollow noopener noreferrer";

    /// <summary>How many characters of a link are shown; the rest hides in <c>invisible</c> spans, as in Mastodon.</summary>
    private const int ShownOfLink = 30;

    /// <summary>Characters; nothing longer is looked up.</summary>
    private const int LongestShortcode = 64;

    /// <summary>Renders a post: paragraphs at blank lines, <c>&lt;br /&gt;</c> at line breaks.</summary>
    /// <param name="text">What the author wrote.</param>
    /// <param name="href">The address for an entity; null leaves it as text. Anything but http, https or a path of ours (<c>/tags/x</c>) counts as null.</param>
    /// <param name="emoji">The path of the picture for a word between colons; null leaves it as text. Apps put the pictures in themselves.</param>
    /// <returns>HTML, empty for a text of white space only. Depends on the text and the addresses alone.</returns>
    public static string Render(string text, Func<Entity, string?> href, Func<string, string?>? emoji = null) => Render(text, Entities.Find(text), href, emoji);

    /// <summary>As above, for a caller that has already found the entities of this very text.</summary>
    public static string Render(string text, IReadOnlyList<Entity> entities, Func<Entity, string?> href, Func<string, string?>? emoji = null)
    {
        var html = new HtmlWriter(text.Length * 2, paragraphs: true);
        Write(html, text, entities, href, OutwardRel, emoji);
        return html.Finish();
    }

    /// <summary>Renders one line without a paragraph around it: a profile field, a name. Line breaks become spaces.</summary>
    /// <param name="rel">For links; profile fields add <c>me</c>.</param>
    public static string RenderLine(string text, Func<Entity, string?> href, string rel = OutwardRel, Func<string, string?>? emoji = null)
    {
        var html = new HtmlWriter(text.Length * 2, paragraphs: false);
        Write(html, text, Entities.Find(text), href, rel, emoji);
        return html.Finish();
    }

    /// <summary>Renders a name, a warning, an option of a poll: text in which nothing leads anywhere, with its emojis.</summary>
    public static string RenderName(string text, Func<string, string?> emoji)
    {
        var html = new HtmlWriter(text.Length * 2, paragraphs: false);
        Words(html, text, emoji);
        return html.Finish();
    }

    private static void Write(HtmlWriter html, string text, IReadOnlyList<Entity> entities, Func<Entity, string?> href, string rel, Func<string, string?>? emoji)
    {
        var at = 0;
        foreach (var entity in entities)
        {
            if (href(entity) is not { } address || !SafeUrl.IsOurs(address)) continue;
            Words(html, text.AsSpan(at, entity.Start - at), emoji);
            at = entity.End;
            switch (entity.Kind)
            {
                case EntityKind.Hashtag: Hashtag(html, entity.Value, address); break;
                case EntityKind.Mention: Mention(html, entity.Value, address); break;
                default: Link(html, entity.Value, address, rel); break;
            }
        }

        Words(html, text.AsSpan(at), emoji);
    }

    private static void Words(HtmlWriter html, ReadOnlySpan<char> text, Func<string, string?>? emoji)
    {
        for (var open = emoji is null ? -1 : text.IndexOf(':'); open >= 0;)
        {
            var length = text[(open + 1)..].IndexOf(':');
            if (length < 0) break;
            if (length is 0 or > LongestShortcode || emoji!(text.Slice(open + 1, length).ToString()) is not { } picture || !SafeUrl.IsOurs(picture))
            {
                // The second colon may be the first of another word.
                open += 1 + length;
                continue;
            }

            var written = text.Slice(open, length + 2);
            html.Text(text[..open]);
            html.Markup("<img class=\"emoji\" src=\"").Escaped(picture).Markup("\" alt=\"").Escaped(written).Markup("\" title=\"").Escaped(written).Markup("\" loading=\"lazy\">");
            text = text[(open + length + 2)..];
            open = text.IndexOf(':');
        }

        html.Text(text);
    }

    private static void Hashtag(HtmlWriter html, string tag, string address)
    {
        html.Markup("<a href=\"").Escaped(address).Markup("\" class=\"mention hashtag\" rel=\"tag\">#<span>").Escaped(tag).Markup("</span></a>");
    }

    /// <summary>Mastodon shows <c>@user</c> alone; we keep the host in the text, unseen, so that copies and screen readers get the whole name.</summary>
    private static void Mention(HtmlWriter html, string name, string address)
    {
        var host = name.IndexOf('@', StringComparison.Ordinal);
        html.Markup("<span class=\"h-card\" translate=\"no\"><a href=\"").Escaped(address).Markup("\" class=\"u-url mention\">@<span>")
            .Escaped(host < 0 ? name : name.AsSpan(0, host)).Markup("</span>");
        if (host >= 0) html.Markup("<span class=\"invisible\">").Escaped(name.AsSpan(host)).Markup("</span>");
        html.Markup("</a></span>");
    }

    private static void Link(HtmlWriter html, string url, string address, string rel)
    {
        var prefix = url.IndexOf("://", StringComparison.Ordinal) + 3;
        if (url.AsSpan(prefix).StartsWith("www.", StringComparison.Ordinal)) prefix += 4;
        var shown = Math.Min(ShownOfLink, url.Length - prefix);
        if (prefix + shown < url.Length && char.IsLowSurrogate(url[prefix + shown])) shown--;
        var cut = prefix + shown < url.Length;
        html.Markup("<a href=\"").Escaped(address).Markup("\" target=\"_blank\" rel=\"").Escaped(rel)
            .Markup("\" translate=\"no\"><span class=\"invisible\">").Escaped(url.AsSpan(0, prefix))
            .Markup(cut ? "</span><span class=\"ellipsis\">" : "</span><span class=\"\">").Escaped(url.AsSpan(prefix, shown))
            .Markup("</span><span class=\"invisible\">").Escaped(url.AsSpan(prefix + shown)).Markup("</span></a>");
    }
}
