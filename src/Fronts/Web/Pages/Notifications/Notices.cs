using Antiphon.Notifications;
using Antiphon.People;
using Antiphon.Posts;

namespace Antiphon.Web.Pages.Notifications;

/// <summary>One line of the notifications: one thing that happened, or the same done by several to one post.</summary>
/// <param name="Actors">The latest first.</param>
/// <param name="Fresh">Came after what was seen before.</param>
public sealed record Notice(NotificationKind Kind, PostCard? Post, IReadOnlyList<Account> Actors, long Latest, bool Fresh, long? About = null);

/// <summary>Puts together what belongs together.</summary>
internal static class Notices
{
    /// <param name="shown">The post as this viewer may read it, or null.</param>
    /// <param name="seen">The id of the last one that was seen.</param>
    public static IReadOnlyList<Notice> Of(IReadOnlyList<Notification> newestFirst, Func<long, Account?> account, Func<long, PostCard?> shown, long seen)
    {
        var groups = new List<(Notification First, List<Account> Actors)>();
        var places = new Dictionary<(NotificationKind, long, bool), int>();
        foreach (var one in newestFirst)
        {
            // Who waits for approval is not shown anywhere else yet.
            if (account(one.Actor) is not { } by || !(by.Shown || one.Kind == NotificationKind.SignUp)) continue;
            var key = (one.Kind, one.Post ?? 0, one.Id > seen);
            if (Joins(one.Kind) && places.TryGetValue(key, out var place))
            {
                if (!groups[place].Actors.Exists(known => known.Id == by.Id)) groups[place].Actors.Add(by);
                continue;
            }

            places[key] = groups.Count;
            groups.Add((one, [by]));
        }

        var notices = new List<Notice>(groups.Count);
        foreach (var (first, actors) in groups)
        {
            // About a post that is gone, or is not theirs to read any more, there is nothing to say.
            var card = first.Post is { } post ? shown(post) : null;
            if (first.Post is null || card is not null) notices.Add(new Notice(first.Kind, card, actors, first.Created, first.Id > seen, first.About));
        }

        return notices;
    }

    /// <summary>What several do to one post is one line; what somebody says stands by itself.</summary>
    private static bool Joins(NotificationKind kind) => kind is NotificationKind.Like or NotificationKind.Boost or NotificationKind.Follow;
}
