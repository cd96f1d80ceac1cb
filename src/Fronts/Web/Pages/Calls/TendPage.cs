using Antiphon.Calls;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Calls;

/// <summary>A form about what stands on a call's page beside the count: for whoever asked and for moderators; for others it is not there.</summary>
public abstract class TendPage(AllCalls calls, AllNotes notes) : SitePage
{
    public Call Call { get; private set; } = null!;

    public CallNotes Notes => notes.Of(Call);

    /// <summary>The call's own page.</summary>
    protected string Self => "/calls/" + Call.Slug;

    /// <param name="title">Key of the page's title.</param>
    protected IActionResult? Look(string slug, string title)
    {
        if (calls.Find(slug) is not { } call || !call.TendedBy(Me, Viewer.Role)) return Refused(Refusal.NotFound);
        Call = call;
        Visit.Title = T[title];
        return null;
    }
}
