using Antiphon.Http;
using Antiphon.Web.Shell;

namespace Antiphon.Web.Pages.Door;

/// <summary>What is said after signing up where somebody looks at each request first.</summary>
[RouteRule(Allow.Anyone, Csrf.ChangesNothing, Caching.Never, Rate.Reads)]
public sealed class WaitsPage : SitePage
{
    public void OnGet() => Visit.Title = T["sign-up-waiting.title"];
}
