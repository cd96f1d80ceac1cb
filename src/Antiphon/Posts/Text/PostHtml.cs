namespace Antiphon.Posts.Text;

/// <summary>
/// The one renderer: plain text in, HTML in Mastodon's shape out. Text is escaped character by character and never parsed as HTML, so there is
/// nothing to sanitise; the only elements are <c>p br a span</c>, the only addresses http and https (or a path on our own server).
/// </summary>
public static class PostHtml
{
    /// <summary>Links that people wrote get no say in rankings, learn no referrer and cannot reach back into the page.</summary>
    public const string OutwardRel = "nofollow noopener noreferrer";

    /// <summary>How many characters of a link are shown; the rest hides in <c>invisible</c> spans, as in Mastodon.</summary>
    private const int ShownOfLink = 30;

    /// <summary>Renders a post: paragraphs at blank lines, <c>&lt;br /&gt;</c> at line breaks.</summary>
    /// <param name="text">What the author wrote.</param>
    /// <param name="href">The address for an entity; null leaves it as text. Anything but http, https or a path of ours (<c>/tags/x</c>) counts as null.</param>
    /// <returns>HTML, empty for a text of white space only. Depends on the text and the addresses alone.</returns>
    public static string Render(string text, Func<Entity, string?> href) => Render(text, Entities.Find(text), href);

    /// <summary>As above, for a caller that has already found the entities of this very text.</summary>
    public static string Render(string text, IReadOnlyList<Entity> entities, Func<Entity, string?> href)
    {
        var html = new HtmlWriter(text.Length * 2, paragraphs: true);
        Write(html, text, entities, href, OutwardRel);
        return html.Finish();
    }

    /// <summary>Renders one line without a paragraph around it: a profile field, a name. Line breaks become spaces.</summary>
    /// <param name="rel">For links; profile fields add <c>me</c>.</param>
    public static string RenderLine(string text, Func<Entity, string?> href, string rel = OutwardRel)
    {
        var html = new HtmlWriter(text.Length * 2, paragraphs: false);
        Write(html, text, Entities.Find(text), href, rel);
        return html.Finish();
    }

    private static void Write(HtmlWriter html, string text, IReadOnlyList<Entity> entities, Func<Entity, string?> href, string rel)
    {
        var at = 0;
        foreach (var entity in entities)
        {
            if (href(entity) is not { } address || !SafeUrl.IsOurs(address)) continue;
            html.Text(text.AsSpan(at, entity.Start - at));
            at = entity.End;
            switch (entity.Kind)
            {
                case EntityKind.Hashtag: Hashtag(html, entity.Value, address); break;
                case EntityKind.Mention: Mention(html, entity.Value, address); break;
                default: Link(html, entity.Value, address, rel); break;
            }
        }

        html.Text(text.AsSpan(at));
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
