using Antiphon.Calls;
using Antiphon.Http;
using Antiphon.Tally;
using Antiphon.Web.Calls;
using Antiphon.Web.Forms;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Calls;

/// <summary><c>/calls/{slug}/claims</c>: figures that others published, entered with their source.</summary>
[RouteRule(Allow.Members, Csrf.SameOrigin, Caching.Never, Rate.Writes)]
public sealed class ClaimsPage(AllCalls calls, AllNotes notes, EnterClaim enter) : TendPage(calls, notes)
{
    [BindProperty]
    public Network On { get; set; } = Network.Twitter;

    [BindProperty]
    public ClaimOf What { get; set; } = ClaimOf.Posts;

    [BindProperty]
    public string? Figure { get; set; }

    [BindProperty]
    public string? Since { get; set; }

    [BindProperty]
    public string? Until { get; set; }

    [BindProperty]
    public string? SaidBy { get; set; }

    [BindProperty]
    public string? Link { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    /// <summary>The page itself publishes nothing about itself that it has not counted.</summary>
    public IReadOnlyList<Option> Networks => [.. Enum.GetValues<Network>().Where(static network => network != Network.Page).Select(network => new Option(network.ToString(), CallCharts.NameOf(network, T)))];

    public IReadOnlyList<Option> Kinds => [.. Enum.GetValues<ClaimOf>().Select(what => new Option(what.ToString(), T[$"claim-of.{what}"]))];

    public IActionResult OnGet(string slug) => Look(slug) ?? Page();

    public async Task<IActionResult> OnPostAddAsync(string slug)
    {
        if (Look(slug) is { } refused) return refused;
        if (CallForm.Figure(Figure) is not { } value) Wrong(nameof(Figure), T["claims.no-figure"]);
        else if (!CallForm.TryTime(Since, out var since)) Wrong(nameof(Since), T["ask.no-time"]);
        else if (!CallForm.TryTime(Until, out var until)) Wrong(nameof(Until), T["ask.no-time"]);
        else if (!Enum.IsDefined(On) || !Enum.IsDefined(What) || On == Network.Page) Wrong(string.Empty, T["problem.400.text"]);
        else return After(await enter.Enter(Me, Viewer.Role, slug, new ClaimDraft(On, What, value, since, until, SaidBy ?? string.Empty, Link ?? string.Empty, Note ?? string.Empty)), string.Empty);
        return Shown();
    }

    /// <param name="why">Shown on the call's page.</param>
    public async Task<IActionResult> OnPostOffAsync(string slug, long claim, string? why)
    {
        if (Look(slug) is { } refused) return refused;
        return After(await enter.TakeOff(Me, Viewer.Role, slug, claim, why ?? string.Empty), $"why-{claim}");
    }

    private IActionResult After(Outcome<Done> done, string why) => done.Ok
        ? Then(Self + "/claims", "said.saved")
        : Again(done.Refusal, ("value", nameof(Figure)), ("until", nameof(Until)), ("said_by", nameof(SaidBy)), ("url", nameof(Link)), ("note", nameof(Note)), ("why", why));

    private IActionResult? Look(string slug) => Look(slug, "claims.tend");
}
