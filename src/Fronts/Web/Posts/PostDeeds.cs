using System.Globalization;
using Antiphon.Http;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Posts.Polls;
using Antiphon.Web.Feeds;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Antiphon.Web.Posts;

/// <summary>
/// What the buttons under a post do: all of them are of one form at the foot of the page, whose <c>back</c> says where it stands. Afterwards the same place is shown
/// again. Deleting asks first, on a page of its own.
/// </summary>
internal static class PostDeeds
{
    public static void MapPostDeeds(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/posts/{id:long}/{deed:regex(^[a-z]+$)}", Run).Rule(Allow.Members, Csrf.SameOrigin, Caching.Never, Rate.Writes);

    private static async Task Run(HttpContext http, long id, string deed, React react, Boost boost, Vote vote, WebFront front)
    {
        var form = await SentForm.Of(http).ConfigureAwait(false);
        var me = Visit.Of(http).Me!;
        var done = deed switch
        {
            "like" => await react.Add(me, id, ReactionKind.Like).ConfigureAwait(false),
            "unlike" => await react.Remove(me, id, ReactionKind.Like).ConfigureAwait(false),
            "boost" => await boost.Add(me, id).ConfigureAwait(false),
            "unboost" => await boost.Remove(me, id).ConfigureAwait(false),
            "keep" => await react.Add(me, id, ReactionKind.Bookmark).ConfigureAwait(false),
            "unkeep" => await react.Remove(me, id, ReactionKind.Bookmark).ConfigureAwait(false),
            "pin" => await react.Add(me, id, ReactionKind.Pin).ConfigureAwait(false),
            "unpin" => await react.Remove(me, id, ReactionKind.Pin).ConfigureAwait(false),
            "hush" => await react.Add(me, id, ReactionKind.MuteConversation).ConfigureAwait(false),
            "hear" => await react.Remove(me, id, ReactionKind.MuteConversation).ConfigureAwait(false),
            "vote" => await vote.Run(me, id, Choices(form[PollHtml.Field(id)])).ConfigureAwait(false),
            _ => Refusal.NotFound,
        };
        if (!done.Ok)
        {
            await front.Refuse(http, done.Refusal).ConfigureAwait(false);
            return;
        }

        var back = SitePage.Local(form["back"]) ?? "/home";
        var anchor = long.TryParse(form["anchor"], NumberStyles.None, CultureInfo.InvariantCulture, out var entry) ? string.Create(CultureInfo.InvariantCulture, $"#p{entry}") : string.Empty;
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = back + anchor;
    }

    /// <summary>What is no number is an option that does not exist.</summary>
    private static int[] Choices(IEnumerable<string?> sent) =>
        [.. sent.Select(static text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : -1)];
}
