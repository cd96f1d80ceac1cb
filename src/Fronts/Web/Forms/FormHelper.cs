using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Antiphon.Web.Forms;

/// <summary>Every form that posts carries the token that stands in for the headers which old browsers do not send (see the gate's same-origin rule).</summary>
[HtmlTargetElement("form", Attributes = "method")]
public sealed class PostFormHelper(IAntiforgery tokens) : TagHelper
{
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public string Method { get; set; } = string.Empty;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Attributes.SetAttribute("method", Method);
        if (Method != "post") return;
        var token = tokens.GetAndStoreTokens(ViewContext.HttpContext);
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.MergeAttribute("type", "hidden");
        input.MergeAttribute("name", token.FormFieldName);
        input.MergeAttribute("value", token.RequestToken);
        output.PostContent.AppendHtml(input);
    }
}
