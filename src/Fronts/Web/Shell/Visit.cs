using Antiphon.Http;
using Antiphon.Notifications;
using Antiphon.People;
using Antiphon.Settings;
using Antiphon.Web.Assets;
using Antiphon.Web.Feeds;
using Antiphon.Web.Texts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace Antiphon.Web.Shell;

/// <summary>How a page is lit.</summary>
public enum Theme : byte
{
    /// <summary>As the device says.</summary>
    System = 0,
    Light,
    Dark,
}

/// <summary>One page view: who looks, in which language, and what the frame around the page shows. Made once per request.</summary>
public sealed class Visit
{
    /// <summary>Holds the chosen theme; read by the server alone.</summary>
    public const string ThemeCookie = "theme";

    /// <summary>Carries what is to be said on the page after a redirect: a key of the texts, once.</summary>
    public const string SaidCookie = "said";

    /// <summary>The badge counts no further.</summary>
    public const int MostUnread = 100;

    private readonly Lazy<Account?> me;
    private readonly Lazy<int> unread;

    private Visit(HttpContext http)
    {
        var services = http.RequestServices;
        Http = http;
        Caller = http.Caller();
        Languages = services.GetRequiredService<Languages>();
        Words = Languages.For(http.Request);
        Assets = services.GetRequiredService<AssetFiles>();
        Site = services.GetRequiredService<Site>();
        Settings = services.GetRequiredService<CurrentSettings>().Value;
        Now = services.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeMilliseconds();
        Theme = Enum.TryParse<Theme>(http.Request.Cookies[ThemeCookie], ignoreCase: true, out var theme) ? theme : Theme.System;
        me = new Lazy<Account?>(() => Caller.SignedIn ? services.GetRequiredService<Accounts>().Find(Caller.Viewer.Id) : null);
        unread = new Lazy<int>(() => Caller.SignedIn ? services.GetRequiredService<Inbox>().Unread(Viewer.Id, services.GetRequiredService<Markers>().LastNotification(Viewer.Id), MostUnread) : 0);
    }

    public HttpContext Http { get; }

    public Caller Caller { get; }

    public Viewer Viewer => Caller.Viewer;

    /// <summary>Notifications since the viewer last looked at them, at most <see cref="MostUnread"/>.</summary>
    public int Unread => unread.Value;

    public bool SignedIn => Caller.SignedIn;

    /// <summary>The viewer's own account; null for nobody.</summary>
    public Account? Me => me.Value;

    public Words Words { get; }

    public Languages Languages { get; }

    public AssetFiles Assets { get; }

    public Site Site { get; }

    public ServerSettings Settings { get; }

    /// <summary>UTC ms.</summary>
    public long Now { get; }

    public Theme Theme { get; }

    // What the page tells the frame.

    /// <summary>Stands in the tab, before the server's name.</summary>
    public string Title { get; set; } = string.Empty;

    /// <summary>Whether the tab's title stands alone: on a shared device it should not say where one was.</summary>
    public bool BareTitle { get; set; }

    /// <summary>One sentence for search engines and previews.</summary>
    public string? Description { get; set; }

    /// <summary>Which entry of the navigation this page is.</summary>
    public string Nav { get; set; } = string.Empty;

    /// <summary>Whether the page uses the whole width instead of one column.</summary>
    public bool Wide { get; set; }

    /// <summary>Whether "Leave this page" stands in the masthead, and the page stays away for a while once it was left.</summary>
    public bool Leave { get; set; }

    /// <summary>Whether search engines and browsers are told of the page's other languages.</summary>
    public bool Translated { get; set; }

    /// <summary>Whether search engines are asked to stay out.</summary>
    public bool Unlisted { get; set; }

    /// <summary>Scripts of this page, by asset name.</summary>
    public List<string> Scripts { get; } = [];

    /// <summary>Lists of posts that stand in this page; see <see cref="Feed"/>.</summary>
    internal List<Feed> Feeds { get; } = [];

    /// <summary>The path and query, to come back to.</summary>
    public string Here => Http.Request.Path + Http.Request.QueryString;

    /// <summary>This page in another language; null for its address without any, which speaks as the browser wishes.</summary>
    public string In(string? language)
    {
        var query = QueryString.Create(Http.Request.Query.Where(static pair => pair.Key != Languages.Query));
        return Http.Request.Path + (language is null ? query : query.Add(Languages.Query, language));
    }

    /// <summary>A path of ours in the language that this address asks for, if it asks for one: whoever came with a wish keeps it through the door.</summary>
    public string Onward(string path) => Http.Request.Query[Languages.Query] is [{ } asked] && Languages.Speaks(asked) ? QueryHelpers.AddQueryString(path, Languages.Query, asked) : path;

    public static Visit Of(HttpContext http)
    {
        if (http.Features.Get<Visit>() is { } known) return known;
        var visit = new Visit(http);
        http.Features.Set(visit);
        return visit;
    }

    /// <summary>What the page before wanted said on this one; asked once.</summary>
    public string? TakeSaid()
    {
        if (Http.Request.Cookies[SaidCookie] is not { } key || Http.Response.HasStarted) return null;
        Http.Response.Cookies.Delete(SaidCookie);
        return key.StartsWith("said.", StringComparison.Ordinal) && Words.Has(key) ? Words[key] : null;
    }

    /// <summary>Says something on the page that a redirect leads to.</summary>
    public void Say(string key) => Http.Response.Cookies.Append(
        SaidCookie, key, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromMinutes(1), Path = "/", Secure = Http.Request.IsHttps, IsEssential = true });
}
