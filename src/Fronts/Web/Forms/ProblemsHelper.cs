using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Antiphon.Web.Forms;

/// <summary>
/// <c>&lt;problems&gt;</c>: what is to be put right, above the form, with a link to each field. It takes the focus, so that whoever hears the page is told first.
/// </summary>
[HtmlTargetElement("problems")]
public sealed class ProblemsHelper : TagHelper
{
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (ViewContext.ViewData.Model is not SitePage { Problems.Count: > 0 } page)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.Attributes.SetAttribute("class", "problems");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute("autofocus", "autofocus");
        output.Content.AppendHtml("<h2>").Append(page.T["form.problems"]).AppendHtml("</h2><ul>");
        foreach (var problem in page.Problems)
        {
            output.Content.AppendHtml("<li dir=\"auto\">");
            if (problem.Field.Length == 0) output.Content.Append(problem.Message);
            else output.Content.AppendHtml("<a href=\"#").Append(problem.Field).AppendHtml("\">").Append(problem.Message).AppendHtml("</a>");
            output.Content.AppendHtml("</li>");
        }

        output.Content.AppendHtml("</ul>");
    }
}
