using Antiphon.Web.Texts;
using Microsoft.AspNetCore.Html;

namespace Antiphon.Web.Calls;

/// <summary>The notes at the end of a call's page: what each figure is. Every figure has a mark that leads to its own.</summary>
public static class Notes
{
    /// <summary>In the order in which a reader meets them; a note's number is its place. Each has its texts: <c>figure.{key}</c> and <c>figure.{key}.is</c>.</summary>
    public static IReadOnlyList<string> All { get; } =
        ["answered", "joined", "amplified", "visitors", "marks", "hours", "routes", "stories", "withdrawn", "removed", "ever", "posts", "replies", "boosts", "likes", "networks"];

    public static int Number(string key) => All.TakeWhile(one => one != key).Count() + 1;

    /// <summary>The raised number behind a figure.</summary>
    public static IHtmlContent Mark(string key, Words words) => new HtmlContentBuilder()
        .AppendHtml("<a class=\"mark\" href=\"#note-").Append(key).AppendHtml("\"><span class=\"hidden-text\">").Append(words["note.on", words[$"figure.{key}"]])
        .AppendHtml(" </span><sup>").Append(words.Number(Number(key))).AppendHtml("</sup></a>");
}
