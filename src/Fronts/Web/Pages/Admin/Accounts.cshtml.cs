using Antiphon.Http;
using Antiphon.People;
using Antiphon.People.Joining;
using Antiphon.Web.Forms;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Admin;

/// <summary>The members, by state and name, and those who wait for a yes or no.</summary>
[RouteRule(Allow.Moderators, Csrf.SameOrigin, Caching.Never, Rate.Writes)]
public sealed class AccountsPage(Members members, Waiting waiting) : ListPage
{
    private static readonly AccountState[] States = [AccountState.Active, AccountState.Limited, AccountState.Suspended, AccountState.Waiting];

    [BindProperty(SupportsGet = true, Name = "state")]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Named { get; set; }

    public IReadOnlyList<Applicant> Applicants { get; private set; } = [];

    public IReadOnlyList<Member> List { get; private set; } = [];

    public IReadOnlyList<Option> Choices => [new(string.Empty, T["admin-accounts.any"]), .. States.Select(state => new Option(Name(state), T["account-state." + state]))];

    protected override string Query => $"state={Uri.EscapeDataString(State ?? string.Empty)}&q={Uri.EscapeDataString(Named ?? string.Empty)}";

    public void OnGet()
    {
        Visit.Title = T["admin.accounts"];
        Applicants = waiting.All();
        var state = States.Where(one => Name(one) == State).Select(static one => (AccountState?)one).FirstOrDefault();
        List = Paged(page => members.Page(page, state, Named?.Trim().TrimStart('@')), static member => member.Account.Id);
    }

    /// <summary>Yes or no to somebody who waits.</summary>
    public async Task<IActionResult> OnPostAsync(long id, string? deed, string? note)
    {
        if (deed == "reject")
        {
            var rejected = await waiting.Reject(Me.Id, id, note ?? string.Empty);
            return rejected.Ok ? Then("/admin/accounts", "said.rejected") : Refused(rejected.Refusal);
        }

        var approved = await waiting.Approve(Me.Id, id);
        return approved.Ok ? Then("/admin/accounts", "said.approved") : Refused(approved.Refusal);
    }

    private static string Name(AccountState state) => state.ToString().ToLowerInvariant();
}
