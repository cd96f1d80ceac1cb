using System.Net;
using System.Text;

namespace Antiphon.Posts.Text;

/// <summary>
/// The text of somebody else's HTML. The HTML itself is never kept: what we show is rendered from this text by <see cref="PostHtml"/>.
/// One pass over the characters, no tree, no nesting, so neither depth nor broken markup costs anything; what looks half like a tag is text.
/// </summary>
public static class PlainText
{
    /// <summary>Elements whose content is not text for readers: it goes, up to their end tag or the end of the document.</summary>
    private static readonly string[] Dropped =
        ["script", "style", "template", "noscript", "iframe", "object", "svg", "math", "title", "textarea", "select", "xmp", "noembed", "noframes"];

    private static readonly string[] Blocks =
        ["p", "div", "blockquote", "pre", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "table", "section", "article", "header", "footer", "figure", "hr"];

    private static readonly string[] Lines = ["br", "li", "tr", "dt", "dd"];

    private static readonly string[] Cells = ["td", "th"];

    /// <summary>Plain text with <c>\n</c> for line breaks and a blank line between paragraphs. Linear in the length of <paramref name="html"/>.</summary>
    public static string FromHtml(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        var text = new TextCollector(html.Length);
        var at = 0;
        while (at < html.Length)
        {
            var tag = html.IndexOf('<', at);
            if (tag < 0) tag = html.Length;
            if (tag > at) text.Add(WebUtility.HtmlDecode(html[at..tag]));
            at = tag < html.Length ? Markup(html, tag, text) : tag;
        }

        return text.Finish();
    }

    private static int Markup(string html, int at, TextCollector text)
    {
        var name = at + 1;
        if (html.AsSpan(name).StartsWith("!--", StringComparison.Ordinal)) return After(html, name + 1, "-->");
        if (name < html.Length && html[name] is '!' or '?') return After(html, name, ">");
        var closing = name < html.Length && html[name] == '/';
        if (closing) name++;
        if (name >= html.Length || !char.IsAsciiLetter(html[name]))
        {
            text.Add("<");
            return at + 1;
        }

        var nameEnd = name;
        while (nameEnd < html.Length && char.IsAsciiLetterOrDigit(html[nameEnd])) nameEnd++;
        var element = html.AsSpan(name, nameEnd - name);
        var end = TagEnd(html, nameEnd);
        if (Is(element, Lines)) text.Break(1);
        else if (Is(element, Blocks)) text.Break(2);
        else if (closing && Is(element, Cells)) text.Add(" ");
        return !closing && Is(element, Dropped) ? AfterDropped(html, end, element) : end;
    }

    private static bool Is(ReadOnlySpan<char> element, string[] names)
    {
        foreach (var name in names)
            if (element.Equals(name, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    private static int After(string html, int at, string mark)
    {
        var found = html.IndexOf(mark, Math.Min(at, html.Length), StringComparison.Ordinal);
        return found < 0 ? html.Length : found + mark.Length;
    }

    /// <summary>After the <c>&gt;</c> of a tag; quoted attribute values may contain one.</summary>
    private static int TagEnd(string html, int at)
    {
        var quote = '\0';
        for (; at < html.Length; at++)
        {
            var c = html[at];
            if (quote != '\0') quote = c == quote ? '\0' : quote;
            else if (c == '>') return at + 1;
            else if (c is '"' or '\'' && html[at - 1] is '=' or ' ') quote = c;
        }

        return html.Length;
    }

    private static int AfterDropped(string html, int at, ReadOnlySpan<char> element)
    {
        while (true)
        {
            var end = html.IndexOf("</", at, StringComparison.Ordinal);
            if (end < 0) return html.Length;
            at = end + 2;
            if (html.AsSpan(at).StartsWith(element, StringComparison.OrdinalIgnoreCase)) return TagEnd(html, at + element.Length);
        }
    }
}
