using Antiphon.Calls;
using Antiphon.Calls.Spreading;
using Antiphon.Http;
using Antiphon.Live;
using Antiphon.Web.Calls;
using Antiphon.Web.Charts;
using Antiphon.Web.Shell;
using Antiphon.Web.Take;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Calls;

/// <summary>
/// <c>GET /calls/{slug}/card</c>: the number for a frame in another site's page. It moves with the count where scripts run and is a picture of the moment where they do not; it knows nobody, sets
/// nothing, and has nothing that could be pressed by mistake but links to the call, which open apart. With <c>?at=SEQUENCE</c> it stands as the page stood.
/// </summary>
[RouteRule(Allow.Anyone, Csrf.ChangesNothing, Caching.Shared, Rate.Reads)]
public sealed class CardPage(AllCalls calls, Boards boards, PastCounts past) : SitePage
{
    public CallInWords InWords { get; private set; } = null!;

    /// <summary>The growth as a line; null where there is too little of it.</summary>
    public IHtmlContent? Line { get; private set; }

    /// <summary>Any site may frame it; that is what it is for.</summary>
    protected override string ContentPolicy => Policy.Framed;

    public async Task<IActionResult> OnGetAsync(string slug)
    {
        if (calls.Find(slug) is not { Hidden: false } call) return Refused(Refusal.NotFound);
        Response.Headers.Remove("X-Frame-Options");
        var stood = CallAt.Asked(Request) ? await CallAt.Find(Request, call, past) : default(Outcome<PastCount>?);
        if (stood is { Ok: false } refused) return Refused(refused.Refusal);
        var frame = stood?.Value.Frame ?? await boards.Latest(call.Id);
        var tag = $"\"card-{T.Language}-{frame.Sequence}{(stood is null ? string.Empty : "-past")}\"";
        Response.Headers.ETag = tag;
        if (CallData.Known(Request, tag)) return StatusCode(Microsoft.AspNetCore.Http.StatusCodes.Status304NotModified);
        InWords = new CallInWords(call, frame, Visit.Settings.Title, Visit.Site, T, stood is not null);
        var growth = CallCharts.Of(frame, call, T).Growth;
        if (growth.Drawable) Line = new HtmlString(Spark.Draw(growth, stood is null ? Visit.Now : frame.AsOf));
        return Page();
    }
}
