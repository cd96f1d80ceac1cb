using Antiphon.Emojis;
using Antiphon.Posts.Text;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Antiphon.Web.Feeds;

/// <summary>The server's own emojis in pages: the pictures of words between colons.</summary>
public sealed class EmojiHtml(CustomEmojis emojis, Pictures pictures)
{
    public static EmojiHtml Of(HttpContext http) => http.RequestServices.GetRequiredService<EmojiHtml>();

    /// <summary>Another object whenever there is another set of them.</summary>
    public object Version => emojis.Version;

    /// <summary>For the renderer of texts: the path of the picture, or null.</summary>
    public string? Find(string shortcode) => emojis.Named(shortcode) is { } emoji ? pictures.Address(emoji.File) : null;

    /// <summary>A name, or any other line in which nothing leads anywhere.</summary>
    public IHtmlContent Line(string text) => new HtmlString(LineHtml(text));

    internal string LineHtml(string text) => PostHtml.RenderName(text, Find);
}
