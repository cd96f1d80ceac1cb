using Antiphon.Http;
using Antiphon.People.Leaving;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Settings;

/// <summary>Taking one's data along, and deleting the account.</summary>
[RouteRule(Allow.Members, Csrf.SameOrigin, Caching.Never, Rate.Secrets)]
public sealed class LeavePage(ExportData export, DeleteAccount delete) : SitePage
{
    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public bool Sure { get; set; }

    public void OnGet() => Visit.Title = T["settings.leave"];

    /// <summary>Written as it is read: nothing is kept on the server.</summary>
    public async Task<IActionResult> OnPostExportAsync()
    {
        Response.ContentType = "application/zip";
        Response.Headers.ContentDisposition = $"attachment; filename=\"{Me.Username}.zip\"";
        var written = await export.Run(Me.Id, Response.Body, HttpContext.RequestAborted);
        if (written.Ok || Response.HasStarted) return new EmptyResult();
        Response.Headers.Remove("Content-Disposition");
        return Refused(written.Refusal);
    }

    public async Task<IActionResult> OnPostDeleteAsync()
    {
        Visit.Title = T["settings.leave"];
        if (!Sure) Wrong(nameof(Sure), T["leave.not-sure"]);
        if (string.IsNullOrEmpty(Password)) Wrong(nameof(Password), T["sign-in.password-missing"]);
        if (Problems.Count > 0) return Shown();
        var done = await delete.Run(Me.Id, Password!);
        if (!done.Ok) return Again(done.Refusal, ("password", nameof(Password)));
        SessionCookie.Drop(HttpContext);
        return Then("/", "said.account-deleted");
    }
}
