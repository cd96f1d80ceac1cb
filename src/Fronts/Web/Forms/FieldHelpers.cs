using Antiphon.Web.Shell;
using Antiphon.Web.Texts;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Antiphon.Web.Forms;

/// <summary>
/// One labelled input: the label above, a hint, the problem beside it, all tied together for those who hear the page. Labels and hints are keys of the texts;
/// attributes that are not named here go to the input.
/// </summary>
public abstract class LabelledHelper : TagHelper
{
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>The input's name and id.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>Key of the label.</summary>
    public string Label { get; set; } = string.Empty;

    /// <summary>A label that is worked out, instead of a key.</summary>
    public string? LabelText { get; set; }

    /// <summary>Key of the hint, if any.</summary>
    public string? Hint { get; set; }

    /// <summary>A hint that is worked out, instead of a key.</summary>
    public string? HintText { get; set; }

    /// <summary>Uses the column's whole width.</summary>
    public bool Broad { get; set; }

    protected Words Words => Visit.Of(ViewContext.HttpContext).Words;

    protected string? Error => (ViewContext.ViewData.Model as SitePage)?.ErrorOf(Name);

    protected abstract TagBuilder Input();

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var input = Input();
        foreach (var attribute in output.Attributes) input.MergeAttribute(attribute.Name, attribute.Value?.ToString() ?? string.Empty);
        output.Attributes.Clear();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Broad ? "field broad" : "field");
        var hint = HintText ?? (string.IsNullOrEmpty(Hint) ? null : Words[Hint]);
        input.MergeAttribute("name", Name);
        input.MergeAttribute("id", Name);
        var described = string.Join(' ', new[] { hint is null ? null : Name + "-hint", Error is null ? null : Name + "-error" }.Where(static id => id is not null));
        if (described.Length > 0) input.MergeAttribute("aria-describedby", described);
        if (Error is not null) input.MergeAttribute("aria-invalid", "true");

        var content = output.Content;
        content.AppendHtml("<label for=\"").Append(Name).AppendHtml("\">").Append(LabelText ?? Words[Label]).AppendHtml("</label>");
        if (hint is not null) content.AppendHtml("<p class=\"hint\" id=\"").Append(Name + "-hint").AppendHtml("\">").Append(hint).AppendHtml("</p>");
        if (Error is { } error) content.AppendHtml("<p class=\"error\" id=\"").Append(Name + "-error").AppendHtml("\">").Append(error).AppendHtml("</p>");
        content.AppendHtml(input);
        After(content);
    }

    protected virtual void After(TagHelperContent content)
    {
    }
}

/// <summary><c>&lt;field name label type value …&gt;</c>: one line.</summary>
[HtmlTargetElement("field", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FieldHelper : LabelledHelper
{
    public string Type { get; set; } = "text";

    public string? Value { get; set; }

    protected override TagBuilder Input()
    {
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.MergeAttribute("type", Type);
        if (Value is not null && Type is not ("password" or "file")) input.MergeAttribute("value", Value);
        if (Type == "text") input.MergeAttribute("dir", "auto");
        return input;
    }
}

/// <summary><c>&lt;area name label value counter …&gt;</c>: several lines, with what is left of a limit beneath where scripts run.</summary>
[HtmlTargetElement("area", TagStructure = TagStructure.WithoutEndTag)]
public sealed class AreaHelper : LabelledHelper
{
    public string? Value { get; set; }

    /// <summary>Characters at most; 0 for no counter.</summary>
    public int Counter { get; set; }

    protected override TagBuilder Input()
    {
        var area = new TagBuilder("textarea");
        area.MergeAttribute("dir", "auto");

        // The parser drops one line break at the start of a textarea: without this one the author's own would go.
        area.InnerHtml.AppendHtml("\n").Append(Value ?? string.Empty);
        return area;
    }

    protected override void After(TagHelperContent content)
    {
        if (Counter == 0) return;
        content.AppendHtml("<p class=\"counter\" data-counter=\"").Append(Name).AppendHtml("\" data-most=\"")
            .Append(Counter.ToString(System.Globalization.CultureInfo.InvariantCulture)).AppendHtml("\" data-left=\"").Append(Words["form.left"])
            .AppendHtml("\" data-over=\"").Append(Words["form.over"]).AppendHtml("\">")
            .Append(Words["form.most", Words.Number(Counter)]).AppendHtml("</p>");
    }
}

/// <summary>Something to choose.</summary>
/// <param name="Text">As it is read.</param>
public sealed record Option(string Value, string Text, string? Hint = null);

/// <summary><c>&lt;choose name label value options&gt;</c>: a list to choose one from.</summary>
[HtmlTargetElement("choose", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ChooseHelper : LabelledHelper
{
    public string? Value { get; set; }

    public IReadOnlyList<Option> Options { get; set; } = [];

    protected override TagBuilder Input()
    {
        var select = new TagBuilder("select");
        foreach (var option in Options)
        {
            var item = new TagBuilder("option");
            item.MergeAttribute("value", option.Value);
            if (option.Value == Value) item.MergeAttribute("selected", "selected");
            item.InnerHtml.Append(option.Text);
            select.InnerHtml.AppendHtml(item);
        }

        return select;
    }
}

/// <summary><c>&lt;tick name label on hint&gt;</c>: yes or no. Sends "true" where ticked.</summary>
[HtmlTargetElement("tick", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TickHelper : TagHelper
{
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public string Name { get; set; } = string.Empty;

    public string Label { get; set; } = string.Empty;

    public string? Hint { get; set; }

    /// <summary>A hint that is worked out, instead of a key.</summary>
    public string? HintText { get; set; }

    public bool On { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var words = Visit.Of(ViewContext.HttpContext).Words;
        var error = (ViewContext.ViewData.Model as SitePage)?.ErrorOf(Name);
        var hint = HintText ?? (string.IsNullOrEmpty(Hint) ? null : words[Hint]);
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "tick");
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.MergeAttribute("type", "checkbox");
        input.MergeAttribute("name", Name);
        input.MergeAttribute("id", Name);
        input.MergeAttribute("value", "true");
        if (On) input.MergeAttribute("checked", "checked");
        if (error is not null) input.MergeAttribute("aria-invalid", "true");
        if (hint is not null) input.MergeAttribute("aria-describedby", Name + "-hint");
        output.Content.AppendHtml(input).AppendHtml("<label for=\"").Append(Name).AppendHtml("\">").Append(words[Label]).AppendHtml("</label>");
        if (hint is not null) output.Content.AppendHtml("<p class=\"hint\" id=\"").Append(Name + "-hint").AppendHtml("\">").Append(hint).AppendHtml("</p>");
        if (error is not null) output.Content.AppendHtml("<p class=\"error hint\">").Append(error).AppendHtml("</p>");
    }
}

/// <summary><c>&lt;radios name label value options&gt;</c>: one of a few, all in sight.</summary>
[HtmlTargetElement("radios", TagStructure = TagStructure.WithoutEndTag)]
public sealed class RadiosHelper : TagHelper
{
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public string Name { get; set; } = string.Empty;

    public string Label { get; set; } = string.Empty;

    public string? Value { get; set; }

    public IReadOnlyList<Option> Options { get; set; } = [];

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var words = Visit.Of(ViewContext.HttpContext).Words;
        var error = (ViewContext.ViewData.Model as SitePage)?.ErrorOf(Name);
        output.TagName = "fieldset";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("id", Name);
        var content = output.Content;
        content.AppendHtml("<legend>").Append(words[Label]).AppendHtml("</legend>");
        if (error is not null) content.AppendHtml("<p class=\"error\">").Append(error).AppendHtml("</p>");
        foreach (var option in Options)
        {
            var id = $"{Name}-{option.Value}";
            var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
            input.MergeAttribute("type", "radio");
            input.MergeAttribute("name", Name);
            input.MergeAttribute("id", id);
            input.MergeAttribute("value", option.Value);
            if (option.Value == Value) input.MergeAttribute("checked", "checked");
            if (option.Hint is not null) input.MergeAttribute("aria-describedby", id + "-hint");
            content.AppendHtml("<div class=\"tick\">").AppendHtml(input).AppendHtml("<label for=\"").Append(id).AppendHtml("\">").Append(option.Text).AppendHtml("</label>");
            if (option.Hint is not null) content.AppendHtml("<p class=\"hint\" id=\"").Append(id + "-hint").AppendHtml("\">").Append(option.Hint).AppendHtml("</p>");
            content.AppendHtml("</div>");
        }
    }
}
