using System.Text;
using Antiphon.Http.Media;
using Antiphon.People;
using Antiphon.Web.Texts;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Antiphon.Web.Feeds;

/// <summary>Addresses and markup of pictures. Who has none is shown by an initial, which needs no request.</summary>
public sealed class Pictures
{
    public static Pictures Of(HttpContext http) => http.RequestServices.GetRequiredService<Pictures>();

    /// <summary>Where a picture of the media store is served.</summary>
    public string Address(string key) => MediaFiles.Path + key;

    /// <summary>Decorative: the name stands beside it.</summary>
    public IHtmlContent Avatar(Account account, string more = "") => new HtmlString(AvatarHtml(account, more));

    internal string AvatarHtml(Account account, string more = "") => account.Avatar is { } key
        ? $"<img class=\"avatar{more}\" src=\"{Encode.Html.Encode(Address(key))}\" alt=\"\" width=\"44\" height=\"44\" loading=\"lazy\">"
        : $"<span class=\"avatar initial{more}\" aria-hidden=\"true\">{Encode.Html.Encode(Initial(account.Name))}</span>";

    private static string Initial(string name)
    {
        foreach (var rune in name.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune)) return Rune.ToUpperInvariant(rune).ToString();
        }

        return "·";
    }
}
