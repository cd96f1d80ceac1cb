using Antiphon.Http;
using Antiphon.People;
using Antiphon.People.Relations;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Antiphon.Web.Posts;

/// <summary>What the buttons beside a person do: follow, mute, block and their opposites.</summary>
internal static class PersonDeeds
{
    public static void MapPersonDeeds(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/people/{id:long}/{deed:regex(^[a-z-]+$)}", Run).Rule(Allow.Members, Csrf.SameOrigin, Caching.Never, Rate.Writes);

    private static async Task Run(
        HttpContext http, long id, string deed, Follow follow, Unfollow unfollow, AcceptFollower accept, RejectFollower reject, Mute mute, Unmute unmute, Block block, Unblock unblock,
        RemoveFollower remove, WebFront front)
    {
        var form = await SentForm.Of(http).ConfigureAwait(false);
        var me = Visit.Of(http).Viewer.Id;
        var done = deed switch
        {
            "follow" => await follow.Run(me, id).ConfigureAwait(false),
            "unfollow" => await unfollow.Run(me, id).ConfigureAwait(false),
            "with-boosts" => await follow.Run(me, id, boosts: true).ConfigureAwait(false),
            "without-boosts" => await follow.Run(me, id, boosts: false).ConfigureAwait(false),
            "tell" => await follow.Run(me, id, notify: true).ConfigureAwait(false),
            "tell-not" => await follow.Run(me, id, notify: false).ConfigureAwait(false),
            "mute" => await mute.Run(me, id).ConfigureAwait(false),
            "unmute" => await unmute.Run(me, id).ConfigureAwait(false),
            "block" => await block.Run(me, id).ConfigureAwait(false),
            "unblock" => await unblock.Run(me, id).ConfigureAwait(false),
            "accept" => await accept.Run(me, id).ConfigureAwait(false),
            "reject" => await reject.Run(me, id).ConfigureAwait(false),
            "remove-follower" => await remove.Run(me, id).ConfigureAwait(false),
            _ => Refusal.NotFound,
        };
        if (!done.Ok)
        {
            await front.Refuse(http, done.Refusal).ConfigureAwait(false);
            return;
        }

        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = SitePage.Local(form["back"]) ?? "/home";
    }
}
