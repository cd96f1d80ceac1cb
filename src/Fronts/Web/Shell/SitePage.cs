using Antiphon.People;
using Antiphon.Web.Texts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Antiphon.Web.Shell;

/// <summary>Something that is to be put right before a form can be sent.</summary>
/// <param name="Field">The input's name; empty where it is about the whole form.</param>
public sealed record Problem(string Field, string Message);

/// <summary>
/// What all pages share. A form that is refused is shown again as it was typed, with what is wrong beside the field and in a summary; one that succeeds redirects.
/// </summary>
public abstract class SitePage : PageModel
{
    /// <summary>An app's wish to act for somebody, with a long state and its proof of origin, takes half of this.</summary>
    private const int LongestPath = 4_000;

    private static readonly Refusal Unreadable = Refusal.TooLarge("What was sent is too long, or did not arrive whole. Nothing was done.");

    private readonly List<Problem> problems = [];
    private Visit? visit;

    public Visit Visit => visit ??= Visit.Of(HttpContext);

    /// <summary>The texts in the visitor's language.</summary>
    public Words T => Visit.Words;

    public Viewer Viewer => Visit.Viewer;

    /// <summary>The member who asks; pages that nobody else reaches may rely on it.</summary>
    public Account Me => Visit.Me ?? throw new InvalidOperationException("This page is for members only; its rule must say so.");

    public IReadOnlyList<Problem> Problems => problems;

    /// <summary>The content security policy of this page.</summary>
    protected virtual string ContentPolicy => Policy.Usual;

    public string? ErrorOf(string field) => problems.Find(problem => problem.Field == field)?.Message;

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        Response.Headers.ContentSecurityPolicy = ContentPolicy;
        Response.Headers.Vary = "Accept-Language";

        // A form that this page does not have: shown without its handler, the page would be without what it is made from.
        if (context.HandlerMethod is null && !HttpMethods.IsGet(Request.Method) && !HttpMethods.IsHead(Request.Method)) context.Result = Refused(Refusal.NotFound);

        // A form that could not be read to its end (too long, broken off) is no form with empty fields.
        if (ModelState.TryGetValue(string.Empty, out var whole) && whole.Errors.Count > 0) context.Result = Refused(Unreadable);
    }

    protected void Wrong(string field, string message) => problems.Add(new Problem(field, message));

    /// <summary>Shows the form again with this refusal, or answers with the refusal's own page where no input is to blame.</summary>
    /// <param name="fields">How the house's names for inputs map to this form's; what is not named here is about the whole form.</param>
    protected IActionResult Again(Refusal refusal, params ReadOnlySpan<(string House, string Form)> fields)
    {
        if (refusal.Kind is RefusalKind.NotFound or RefusalKind.Gone) return Refused(refusal);
        var field = string.Empty;
        foreach (var (house, form) in fields)
        {
            if (house == refusal.Field) field = form;
        }

        Wrong(field, Said(refusal));
        return Shown();
    }

    /// <summary>This page once more, with its problems.</summary>
    protected IActionResult Shown()
    {
        Response.StatusCode = Microsoft.AspNetCore.Http.StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>The page that says so, with its status.</summary>
    protected static IActionResult Refused(Refusal refusal) => new RefusedResult(refusal);

    /// <summary>See other: after a post, so that reloading sends nothing twice.</summary>
    protected IActionResult Then(string local, string? said = null)
    {
        if (said is not null) Visit.Say(said);
        return new SeeOther(local);
    }

    /// <summary>Back to where the form was, if that is a page of ours.</summary>
    protected IActionResult Back(string? to, string? said = null) => Then(Local(to) ?? "/", said);

    /// <summary>A path of this server and nothing else: what leads elsewhere, in any spelling, is null.</summary>
    public static string? Local(string? path) =>
        path is ['/', ..] && path.Length <= LongestPath && !path.StartsWith("//", StringComparison.Ordinal) && !path.AsSpan().ContainsAny('\\', '\r', '\n') && !path.Any(char.IsControl)
            ? path
            : null;

    /// <summary>What the house said, in this page's language where the texts have it.</summary>
    protected string Said(Refusal refusal) => T.Refused(refusal.Message);
}
