using Antiphon.Http;
using Antiphon.Web.Forms;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Settings;

/// <summary>Light, dark, or as the device says. Kept in the browser, so that it holds without an account.</summary>
[RouteRule(Allow.Anyone, Csrf.SameOrigin, Caching.Never, Rate.Writes)]
public sealed class AppearancePage : SitePage
{
    public IReadOnlyList<Option> Themes =>
    [
        new(nameof(Shell.Theme.System), T["appearance.system"]),
        new(nameof(Shell.Theme.Light), T["appearance.light"]),
        new(nameof(Shell.Theme.Dark), T["appearance.dark"]),
    ];

    public void OnGet() => Visit.Title = T["settings.appearance"];

    public IActionResult OnPost(Theme theme)
    {
        if (theme == Shell.Theme.System) Response.Cookies.Delete(Visit.ThemeCookie);
        else Response.Cookies.Append(Visit.ThemeCookie, theme.ToString(), new CookieOptions { MaxAge = TimeSpan.FromDays(400), SameSite = SameSiteMode.Lax, HttpOnly = true, Path = "/", Secure = Request.IsHttps, IsEssential = true });
        return Then("/settings/appearance", "said.saved");
    }
}
