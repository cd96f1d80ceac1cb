using Antiphon.Calls;
using Antiphon.Http;
using Antiphon.Intake;
using Antiphon.Intake.Own;
using Antiphon.Tally;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Calls;

/// <summary>
/// <c>/calls/{slug}/archive</c>: a member gives their own archive of another network, sees how far it is and what came of it, and takes it out again. The file itself goes to
/// <see cref="Web.Calls.ArchiveUpload"/>, which takes it as it comes.
/// </summary>
[RouteRule(Allow.Members, Csrf.SameOrigin, Caching.Never, Rate.Writes)]
public sealed class ArchivePage(AllCalls calls, OwnArchives archives, OwnArchiveProgress progress, ReceiveArchive receive, TakeArchiveOut takeOut, OwnArchiveOptions options) : SitePage
{
    public Call Call { get; private set; } = null!;

    public IReadOnlyList<OwnArchive> All { get; private set; } = [];

    /// <summary>Why no other one can be given now.</summary>
    public Refusal? Fault { get; private set; }

    public bool Busy => All.Any(static one => one.State is OwnArchiveState.Waiting or OwnArchiveState.Reading);

    public int MaxMegabytes => options.MaxMegabytes;

    public IActionResult OnGet(string slug)
    {
        if (Look(slug) is { } refused) return refused;
        if (!Request.Query.ContainsKey("nothing")) return Page();

        // The form came without a file: the browser was sent back here.
        Wrong(string.Empty, Said(ReceiveArchive.NoFile));
        return Shown();
    }

    /// <summary>Takes one out again.</summary>
    public async Task<IActionResult> OnPostAsync(string slug, long archive)
    {
        if (Look(slug) is { } refused) return refused;
        var done = await takeOut.Run(Me.Id, archive);
        return done.Ok ? Then($"/calls/{Call.Slug}/archive", "said.archive-out") : Refused(done.Refusal);
    }

    public ImportProgress? Far(OwnArchive one) => one.State == OwnArchiveState.Reading ? progress.Find(one.Id) : null;

    /// <summary>The lines of the report, those that are nought left out but for the answers.</summary>
    public static IEnumerable<(string Key, long Number)> Lines(ImportReport report)
    {
        (string Key, long Number)[] all =
        [
            ("answered", report.Entered.GetValueOrDefault(Ring.Answered)),
            ("joined", report.Entered.GetValueOrDefault(Ring.Joined)),
            ("amplified", report.Entered.GetValueOrDefault(Ring.Amplified)),
            ("known", report.Known),
            ("before", report.BeforeTheCall),
            ("after", report.AfterTheCall),
            ("not-public", report.NotPublic),
            ("other", report.Other),
            ("damaged", report.Damaged),
        ];
        return all.Where(static line => line.Number != 0 || line.Key == "answered");
    }

    private IActionResult? Look(string slug)
    {
        if (calls.Find(slug) is not { } call || (call.Hidden && !Viewer.Moderates)) return Refused(Refusal.NotFound);
        Call = call;
        All = archives.In(call, Me.Id);
        Fault = receive.Fault(Me, slug);
        Visit.Title = T["archive.title"];
        Visit.Unlisted = true;
        Visit.Leave = true;
        if (Busy) Visit.Scripts.Add("archive.js");
        return null;
    }
}
