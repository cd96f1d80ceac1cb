using Antiphon.Http;
using Antiphon.People;
using Antiphon.Web.Shell;

namespace Antiphon.Web.Pages.About;

/// <summary><c>/about</c>: what this server is, its rules, and who looks after it.</summary>
[RouteRule(Allow.Anyone, Csrf.ChangesNothing, Caching.Own, Rate.Reads)]
public sealed class AboutPage(ServerContact contact) : SitePage
{
    /// <summary>The account that stands for the server; null before there is an owner.</summary>
    public Account? Contact { get; private set; }

    public void OnGet()
    {
        Visit.Title = T["about.title", Visit.Settings.Title];
        Visit.Translated = true;
        Visit.Description = Visit.Settings.ShortDescription;
        Contact = contact.Find() is { Shown: true } account ? account : null;
    }
}
