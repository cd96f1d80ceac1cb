using Antiphon.Calls;
using Antiphon.Http;
using Antiphon.Live;
using Antiphon.People;
using Antiphon.Tally;
using Antiphon.Web.Shell;

namespace Antiphon.Web.Pages.Admin;

/// <summary><c>/admin/calls</c>: every call, hidden ones too.</summary>
[RouteRule(Allow.Moderators, Csrf.ChangesNothing, Caching.Never, Rate.Reads)]
public sealed class CallsPage(AllCalls calls, Boards boards, Accounts accounts) : SitePage
{
    public IReadOnlyList<(Call Call, Account? Caller, Count Count)> All { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Visit.Title = T["admin-calls.title"];
        var all = new List<(Call, Account?, Count)>();
        foreach (var call in calls.All) all.Add((call, accounts.Find(call.Caller), (await boards.Now(call.Id)).Count));
        All = all;
    }
}
