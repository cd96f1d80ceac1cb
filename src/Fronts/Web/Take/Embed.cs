using System.Globalization;
using Antiphon.Web.Texts;

namespace Antiphon.Web.Take;

/// <summary>The code with which another site shows a call's card.</summary>
internal static class Embed
{
    public const int Width = 520;
    public const int Height = 300;

    /// <summary>No script of ours runs in the other site's page, and the frame may do nothing but open the call in a window of its own and hear the number.</summary>
    public static string Code(CallInWords call, int width = Width, int height = Height) => string.Create(
        CultureInfo.InvariantCulture,
        $"<iframe src=\"{Encode.Html.Encode(call.CardUrl)}\" title=\"{Encode.Html.Encode(call.Headline)}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\" sandbox=\"allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox\" style=\"border:0;max-width:100%\"></iframe>");
}
