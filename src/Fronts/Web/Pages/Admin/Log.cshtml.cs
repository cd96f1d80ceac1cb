using Antiphon.Calls;
using Antiphon.Http;
using Antiphon.People;
using Antiphon.People.Authority;
using Antiphon.Web.Shell;

namespace Antiphon.Web.Pages.Admin;

/// <summary>What moderators and administrators did, and why. Nothing is ever taken out of it.</summary>
[RouteRule(Allow.Moderators, Csrf.ChangesNothing, Caching.Never, Rate.Reads)]
public sealed class LogPage(ModerationLog log, Accounts accounts, AllCalls calls) : ListPage
{
    public IReadOnlyList<ModerationLine> Lines { get; private set; } = [];

    public void OnGet()
    {
        Visit.Title = T["admin.log"];
        Lines = Paged(log.Page, static line => line.Id);
    }

    public Account? Who(long? account) => account is { } id and not 0 ? accounts.Find(id) : null;

    public Call? Which(long? call) => call is { } id ? calls.Find(id) : null;
}
