using System.Globalization;

namespace Antiphon.Web.Charts;

/// <summary>About how wide a label is. Charts are drawn without knowing the reader's font, so this errs towards wide; full-width scripts count double.</summary>
public static class TextRoom
{
    private const double Each = 6.6;

    /// <summary>In px, at the 12 px of all chart text.</summary>
    public static double Of(string label)
    {
        double width = 0;
        var elements = StringInfo.GetTextElementEnumerator(label);
        while (elements.MoveNext()) width += elements.GetTextElement()[0] is >= 'ᄀ' and not (>= '‐' and <= '⁯') ? 2 * Each : Each;
        return width;
    }

    /// <summary>The label, or as much of its beginning as fits.</summary>
    public static string Fit(string label, double room)
    {
        if (Of(label) <= room) return label;
        var kept = string.Empty;
        var elements = StringInfo.GetTextElementEnumerator(label);
        while (elements.MoveNext() && Of(kept + elements.GetTextElement()) + Each <= room) kept += elements.GetTextElement();
        return kept.TrimEnd() + "…";
    }
}
