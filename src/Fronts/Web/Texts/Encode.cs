using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Antiphon.Web.Texts;

/// <summary>The one encoder of the pages. Every script passes as it is, since pages are UTF-8; what means something to HTML does not.</summary>
public static class Encode
{
    public static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);
}
