using Antiphon.Http;
using Antiphon.Web.Shell;

namespace Antiphon.Web.Pages.About;

/// <summary><c>/about/counting</c>: the promise made to everyone who reads a number here, in ordinary words. The rules in full, each with its test, are in docs/counting.md.</summary>
[RouteRule(Allow.Anyone, Csrf.ChangesNothing, Caching.Own, Rate.Reads)]
public sealed class CountingPage : SitePage
{
    public void OnGet() => (Visit.Title, Visit.Translated) = (T["counting.title"], true);
}
