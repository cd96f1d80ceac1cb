using System.Globalization;
using System.Text;
using Antiphon.Web.Texts;

namespace Antiphon.Web.Charts;

/// <summary>A few lines of SVG, written with numbers that no culture changes and texts that are encoded. Colours and type are the stylesheet's, by class.</summary>
internal sealed class Svg
{
    private readonly StringBuilder text = new(4096);

    public Svg Open(string @class, int width, int height, string? label)
    {
        text.Append(CultureInfo.InvariantCulture, $"<svg class=\"{@class}\" viewBox=\"0 0 {width} {height}\"");
        if (label is null) text.Append(" aria-hidden=\"true\">");
        else text.Append(" role=\"img\" aria-label=\"").Append(Encode.Html.Encode(label)).Append("\">");
        return this;
    }

    /// <summary>A chart that is read out: a title and a description, which the browser ties to it by ids.</summary>
    public Svg Open(string @class, int width, int height, string id, string title, string description)
    {
        text.Append(
            CultureInfo.InvariantCulture,
            $"<svg class=\"{@class}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{id}t\" aria-describedby=\"{id}d\"><title id=\"{id}t\">");
        text.Append(Encode.Html.Encode(title)).Append(CultureInfo.InvariantCulture, $"</title><desc id=\"{id}d\">");
        text.Append(Encode.Html.Encode(description)).Append("</desc>");
        return this;
    }

    public Svg Line(string @class, double x1, double y1, double x2, double y2)
    {
        text.Append(CultureInfo.InvariantCulture, $"<line class=\"{@class}\" x1=\"{x1:0.#}\" y1=\"{y1:0.#}\" x2=\"{x2:0.#}\" y2=\"{y2:0.#}\"/>");
        return this;
    }

    public Svg Label(string @class, double x, double y, string said, string anchor = "start")
    {
        text.Append(CultureInfo.InvariantCulture, $"<text class=\"{@class}\" x=\"{x:0.#}\" y=\"{y:0.#}\"");
        if (anchor != "start") text.Append(" text-anchor=\"").Append(anchor).Append('"');
        text.Append('>').Append(Encode.Html.Encode(said)).Append("</text>");
        return this;
    }

    public Svg Dot(string @class, double x, double y, double radius)
    {
        text.Append(CultureInfo.InvariantCulture, $"<circle class=\"{@class}\" cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{radius:0.#}\"/>");
        return this;
    }

    public Svg Bar(string @class, double x, double y, double width, double height)
    {
        text.Append(CultureInfo.InvariantCulture, $"<rect class=\"{@class}\" x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{width:0.#}\" height=\"{height:0.#}\"/>");
        return this;
    }

    public Svg Path(string @class, IEnumerable<(double X, double Y)> points, string end = "")
    {
        text.Append("<path class=\"").Append(@class).Append("\" d=\"");
        var step = 'M';
        foreach (var (x, y) in points)
        {
            text.Append(CultureInfo.InvariantCulture, $"{step}{x:0.#} {y:0.#}");
            step = 'L';
        }

        text.Append(end).Append("\"/>");
        return this;
    }

    public string Close() => text.Append("</svg>").ToString();
}
