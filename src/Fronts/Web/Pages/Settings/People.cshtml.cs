using Antiphon.Http;
using Antiphon.People.Relations;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Settings;

/// <summary>Who asks to follow, whom the member blocks and mutes.</summary>
[RouteRule(Allow.Members, Csrf.SameOrigin, Caching.Never, Rate.Writes)]
public sealed class PeoplePage(RelationLists lists, AcceptFollower accept, RejectFollower reject, Unblock unblock, Unmute unmute) : SitePage
{
    /// <summary>Shown at once; who has more works through them.</summary>
    private const int Most = 200;

    public IReadOnlyList<Listed> Requests => lists.Requests(Me.Id, Paging.Newest(Most));

    public IReadOnlyList<Listed> Blocks => lists.Blocks(Me.Id, Paging.Newest(Most));

    public IReadOnlyList<Listed> Mutes => lists.Mutes(Me.Id, Paging.Newest(Most));

    public void OnGet() => Visit.Title = T["settings.people"];

    public async Task<IActionResult> OnPostAsync(long id, string? deed)
    {
        var done = deed switch
        {
            "accept" => await accept.Run(Me.Id, id),
            "reject" => await reject.Run(Me.Id, id),
            "unblock" => await unblock.Run(Me.Id, id),
            "unmute" => await unmute.Run(Me.Id, id),
            _ => Refusal.NotFound,
        };
        return done.Ok ? Then("/settings/people", "said.done") : Refused(done.Refusal);
    }
}
