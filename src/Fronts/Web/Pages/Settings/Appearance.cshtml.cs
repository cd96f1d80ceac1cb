using Antiphon.Http;
using Antiphon.Web.Forms;
using Antiphon.Web.Shell;
using Antiphon.Web.Texts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Settings;

/// <summary>Light, dark, or as the device says; and in which language. Kept in the browser, so that it holds without an account.</summary>
[RouteRule(Allow.Anyone, Csrf.SameOrigin, Caching.Never, Rate.Writes)]
public sealed class AppearancePage : SitePage
{
    public IReadOnlyList<Option> Themes =>
    [
        new(nameof(Shell.Theme.System), T["appearance.system"]),
        new(nameof(Shell.Theme.Light), T["appearance.light"]),
        new(nameof(Shell.Theme.Dark), T["appearance.dark"]),
    ];

    /// <summary>The code of the language that was chosen; empty where the browser's wishes count.</summary>
    public string Language => Visit.Languages.Speaks(Request.Cookies[Languages.Cookie]) ? Request.Cookies[Languages.Cookie]! : string.Empty;

    public IReadOnlyList<Option> Spoken => [new(string.Empty, T["appearance.language-browser"]), .. Visit.Languages.All.Select(static words => new Option(words.Language, words.Name))];

    public void OnGet() => Visit.Title = T["settings.appearance"];

    public IActionResult OnPost(Theme theme, string? language)
    {
        Choose(Visit.ThemeCookie, theme == Shell.Theme.System ? null : theme.ToString());
        Choose(Languages.Cookie, Visit.Languages.Speaks(language) ? language : null);
        return Then("/settings/appearance", "said.saved");
    }

    /// <param name="value">Null to forget the choice.</param>
    private void Choose(string cookie, string? value)
    {
        if (value is null) Response.Cookies.Delete(cookie);
        else Response.Cookies.Append(cookie, value, new CookieOptions { MaxAge = TimeSpan.FromDays(400), SameSite = SameSiteMode.Lax, HttpOnly = true, Path = "/", Secure = Request.IsHttps, IsEssential = true });
    }
}
