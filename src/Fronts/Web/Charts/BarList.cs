namespace Antiphon.Web.Charts;

/// <summary>One line of a list of bars.</summary>
/// <param name="Said">The figure as it is written at the bar's end.</param>
/// <param name="Finding">Whether the chart's title is about it: drawn in the accent.</param>
public sealed record BarLine(string Label, long Value, string Said, bool Finding);

/// <summary>A few figures as bars beside each other's names: from zero, each with its number at its end, so that nothing needs to be read off an axis.</summary>
public static class BarList
{
    private const int LineHeight = 26;
    private const int Thick = 14;

    /// <summary>For a wide column and again for a phone; the first speaks for both.</summary>
    public static string Both(IReadOnlyList<BarLine> lines, string id, string title, string description) =>
        Draw(new Svg().Open("wide", 576, Height(lines), id, title, description), lines, 576, 132) + Draw(new Svg().Open("narrow", 280, Height(lines), null), lines, 280, 96);

    private static int Height(IReadOnlyList<BarLine> lines) => (lines.Count * LineHeight) + 4;

    private static string Draw(Svg svg, IReadOnlyList<BarLine> lines, int width, int names)
    {
        var most = Math.Max(1, lines.Max(static line => line.Value));
        var room = width - names - 8 - lines.Max(static line => TextRoom.Of(line.Said)) - 6;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            double y = (i * LineHeight) + 6, length = line.Value == 0 ? 0 : Math.Max(1.5, room * line.Value / most);
            svg.Label(line.Finding ? "n" : "t", names, y + Thick - 3, TextRoom.Fit(line.Label, names - 4), "end");
            if (length > 0) svg.Bar(line.Finding ? "b" : "m", names + 8, y, length, Thick);
            svg.Label(line.Finding ? "e" : "t", names + 8 + length + 6, y + Thick - 3, line.Said);
        }

        return svg.Line("g", names + 8, 0, names + 8, Height(lines)).Close();
    }
}
