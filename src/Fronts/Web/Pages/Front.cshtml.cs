using Antiphon.Calls;
using Antiphon.Http;
using Antiphon.Live;
using Antiphon.Settings;
using Antiphon.Web.Charts;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Html;

namespace Antiphon.Web.Pages;

/// <summary>A call in a list.</summary>
/// <param name="Recent">People whose answer came in the last 24 hours.</param>
public sealed record ListedCall(Call Call, long AtLeast, bool Exact, long Recent, IHtmlContent Line);

/// <summary><c>GET /</c>: what is being asked here, each with its number; for a newcomer, what this is.</summary>
[RouteRule(Allow.Anyone, Csrf.ChangesNothing, Caching.Own, Rate.Reads)]
public sealed class FrontPage(AllCalls calls, Boards boards) : SitePage
{
    private const int MostOpen = 50;
    private const int MostClosed = 12;

    public IReadOnlyList<ListedCall> Open { get; private set; } = [];

    public IReadOnlyList<ListedCall> Closed { get; private set; } = [];

    public bool MayAsk => AskRule.Allows(Visit);

    public bool MayJoin => Visit.Settings.SignUp is SignUpMode.Open or SignUpMode.Approval;

    public async Task OnGetAsync()
    {
        Visit.Nav = "front";
        Visit.Description = Visit.Settings.ShortDescription;
        if (Leave.Left(HttpContext)) Leave.Return(HttpContext);
        var shown = calls.All.Where(call => !call.Hidden && call.Opened <= Visit.Now).ToList();
        Open = await Listed(shown.Where(call => call.Counts(Visit.Now)).Take(MostOpen));
        Closed = await Listed(shown.Where(call => !call.Counts(Visit.Now)).Take(MostClosed));
    }

    private async Task<IReadOnlyList<ListedCall>> Listed(IEnumerable<Call> some)
    {
        var listed = new List<ListedCall>();
        foreach (var call in some)
        {
            var count = (await boards.Latest(call.Id)).Count;
            var since = Visit.Now - Growth.DayMs;
            var growth = new Growth(count.Series.Select(static hour => new HourCount(hour.T, hour.Answered)), call.Opened);
            listed.Add(new ListedCall(
                call,
                count.Answered.AtLeast,
                count.Answered.IsExact,
                count.Series.Where(hour => hour.T >= since).Sum(static hour => hour.Answered),
                growth.Drawable ? new HtmlString(Spark.Draw(growth, Math.Min(Visit.Now, call.Closes ?? long.MaxValue))) : HtmlString.Empty));
        }

        return listed;
    }
}
