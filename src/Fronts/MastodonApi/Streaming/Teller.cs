using System.Threading.Channels;
using Antiphon.Access;
using Antiphon.Announcements;
using Antiphon.Filters;
using Antiphon.Live;
using Antiphon.MastodonApi.Entities;
using Antiphon.Notifications;
using Antiphon.People;
using Antiphon.People.Lists;
using Antiphon.Posts;
using Antiphon.Posts.Text;
using Antiphon.Timelines;
using Microsoft.Extensions.Logging;

namespace Antiphon.MastodonApi.Streaming;

/// <summary>
/// Tells open streams what has happened. The writer's thread only puts it in line here; one task takes it out, asks the timelines' rules for each reader and hands out frames that are made
/// once for all who get the same.
/// </summary>
internal sealed class Teller : IAsyncDisposable
{
    /// <summary>
    /// What may wait to be told: some seconds at full speed, and no more memory than this. Beyond it the newest goes untold; it stands in the timelines all the same, where every app looks.
    /// </summary>
    private const int MostWaiting = 32_768;

    /// <summary>As often as Mastodon says that it is still there; proxies commonly close what is silent for a minute.</summary>
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(15);

    /// <summary>No blank line may follow, or Mastodon.py takes it for an event without a name.</summary>
    private static readonly byte[] Thump = ":thump\n"u8.ToArray();

    private readonly StreamHub hub;
    private readonly Arrivals arrivals;
    private readonly Viewers viewers;
    private readonly StatusJson statuses;
    private readonly NotificationJson notifications;
    private readonly ConversationJson conversations;
    private readonly ToldAnnouncements announcements;
    private readonly MemberLists lists;
    private readonly PostShelf shelf;
    private readonly Marks marks;
    private readonly FilterJson filters;
    private readonly TimeProvider clock;
    private readonly ILogger<Teller> log;
    private readonly Channel<Happening> waiting = Channel.CreateBounded<Happening>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite }, static _ => StreamMeter.Untold.Add(1));

    private readonly CancellationTokenSource stopping = new();
    private readonly Task telling;
    private readonly Task beating;

    public Teller(
        StreamHub hub, Arrivals arrivals, Viewers viewers, StatusJson statuses, NotificationJson notifications, ConversationJson conversations, ToldAnnouncements announcements, MemberLists lists,
        PostShelf shelf, Marks marks, FilterJson filters, Happenings happenings, TimeProvider clock, ILogger<Teller> log)
    {
        (this.hub, this.arrivals, this.viewers, this.statuses, this.notifications, this.conversations) = (hub, arrivals, viewers, statuses, notifications, conversations);
        (this.announcements, this.lists, this.shelf, this.marks, this.filters, this.clock, this.log) = (announcements, lists, shelf, marks, filters, clock, log);
        telling = Task.Run(Tell);
        beating = Task.Run(Beat);
        happenings.Listen(Hear);
    }

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(telling, beating).ConfigureAwait(false);
        stopping.Dispose();
    }

    /// <summary>Tells that a post looks different now though nobody has edited it.</summary>
    public void Renew(PostCard card)
    {
        if (hub.Open > 0) waiting.Writer.TryWrite(new Renewed(card));
    }

    private void Hear(Happening happening)
    {
        if (hub.Open > 0 && happening is PostWritten or PostEdited or PostDeleted or Notified or FiltersChanged or Announced or AnnouncementReacted or AnnouncementWithdrawn) waiting.Writer.TryWrite(happening);
    }

    private async Task Tell()
    {
        await foreach (var happening in waiting.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                Tell(happening);
            }
            catch (Exception bug)
            {
                // One thing that could not be told must not silence everything after it.
                log.LogError(bug, "Streams could not be told of {Happening}", happening.GetType().Name);
            }
        }
    }

    private void Tell(Happening happening)
    {
        switch (happening)
        {
            case PostWritten written:
                Tell("update", written.Card);
                if (written.Card.Post.Visibility == Visibility.Direct) TellConversation(written.Card);
                break;
            case PostEdited edited:
                Tell("status.update", edited.Card);
                break;
            case Renewed renewed:
                Tell("status.update", renewed.Card);
                break;
            case PostDeleted deleted:
                TellDeleted(deleted.Post);
                break;
            case Announced or AnnouncementReacted or AnnouncementWithdrawn:
                TellEverybody(announcements.Tell(happening));
                break;
            case Notified notified:
                Tell(notified.Notification);
                break;
            case FiltersChanged changed:
                TellFilters(changed.Account);
                break;
        }
    }

    private void Tell(string name, PostCard card)
    {
        var views = new Views(name, card, statuses, shelf, marks, filters);
        foreach (var home in hub.Homes())
        {
            var viewer = viewers.For(home.Topic.Account);
            if (!arrivals.InHome(viewer, card)) continue;
            var told = views.ForHome(viewer);
            foreach (var (stream, wanted) in hub.Listeners(home)) stream.Offer(told.Frame(stream, wanted));
        }

        foreach (var list in hub.Lists())
        {
            var viewer = viewers.For(list.Topic.Account);
            if (lists.Find(list.Topic.Account, list.Topic.List) is not { } members || !arrivals.InList(viewer, members, card)) continue;
            var told = views.ForHome(viewer);
            foreach (var (stream, wanted) in hub.Listeners(list)) stream.Offer(told.Frame(stream, wanted));
        }

        foreach (var topic in Topics(card.Post, card.Media.Count > 0))
        {
            foreach (var (stream, wanted) in hub.Listeners(topic))
            {
                var viewer = viewers.For(stream.Token.Account);
                if (arrivals.InPublic(viewer, card)) stream.Offer(views.ForPublic(viewer).Frame(stream, wanted));
            }
        }
    }

    /// <summary>The number alone, to whoever may have been shown the post.</summary>
    private void TellDeleted(Post post)
    {
        var told = new Told("delete", System.Text.Encoding.ASCII.GetBytes(post.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        foreach (var home in hub.Homes())
        {
            if (!Arrivals.WasInHome(viewers.For(home.Topic.Account), post)) continue;
            foreach (var (stream, wanted) in hub.Listeners(home)) stream.Offer(told.Frame(stream, wanted));
        }

        foreach (var list in hub.Lists())
        {
            if (lists.Find(list.Topic.Account, list.Topic.List) is not { } members || !Arrivals.WasInList(viewers.For(list.Topic.Account), members, post)) continue;
            foreach (var (stream, wanted) in hub.Listeners(list)) stream.Offer(told.Frame(stream, wanted));
        }

        foreach (var topic in Topics(post, media: true))
        {
            foreach (var (stream, wanted) in hub.Listeners(topic)) stream.Offer(told.Frame(stream, wanted));
        }
    }

    private void Tell(Notification notification)
    {
        var viewer = viewers.For(notification.Account);
        if (!arrivals.MayTell(viewer, notification.Actor) || !notifications.Shows(notification, viewer)) return;
        Told? told = null;
        foreach (var kind in (ReadOnlySpan<StreamKind>)[StreamKind.User, StreamKind.Notifications])
        {
            foreach (var (stream, wanted) in hub.Listeners(new Topic(kind, notification.Account)))
            {
                if (stream.Token.Scopes.Allows(Scope.ReadNotifications)) stream.Offer((told ??= Render(notification, viewer)).Frame(stream, wanted));
            }
        }
    }

    /// <summary>Without a payload: apps ask for the filters anew.</summary>
    private void TellFilters(long account)
    {
        var told = new Told("filters_changed", []);
        foreach (var (stream, wanted) in hub.Listeners(new Topic(StreamKind.User, account)))
        {
            if (stream.Token.Scopes.Allows(Scope.ReadFilters)) stream.Offer(told.Frame(stream, wanted));
        }
    }

    /// <summary>What is the same for all who listen to their own stream.</summary>
    private void TellEverybody(Told told)
    {
        foreach (var home in hub.Homes())
        {
            foreach (var (stream, wanted) in hub.Listeners(home)) stream.Offer(told.Frame(stream, wanted));
        }
    }

    private Told Render(Notification notification, Viewer viewer)
    {
        using var output = Output.Rent();
        notifications.Write(output.Json, notification, viewer);
        return new Told("notification", output.Written.ToArray());
    }

    private void TellConversation(PostCard card)
    {
        foreach (var account in card.Mentions.Append(card.Post.Author).Distinct())
        {
            var listeners = hub.Listeners(new Topic(StreamKind.Direct, account));
            if (listeners.IsEmpty) continue;
            var viewer = viewers.For(account);
            if (!arrivals.MayTell(viewer, card.Post.Author)) continue;
            using var output = Output.Rent();
            conversations.Write(output.Json, card, viewer);
            var told = new Told("conversation", output.Written.ToArray());
            foreach (var (stream, wanted) in listeners) stream.Offer(told.Frame(stream, wanted));
        }
    }

    /// <summary>The public topics that a post belongs to.</summary>
    private static IEnumerable<Topic> Topics(Post post, bool media)
    {
        var local = post.Uri is null;
        if (Arrivals.Listed(post))
        {
            var near = local ? StreamKind.Local : StreamKind.Remote;
            yield return new Topic(StreamKind.Public);
            yield return new Topic(near);
            if (media) yield return new Topic(StreamKind.Public, OnlyMedia: true);
            if (media) yield return new Topic(near, OnlyMedia: true);
        }

        if (post.Visibility != Visibility.Public || post.BoostOf is not null) yield break;
        foreach (var tag in Posts.Text.Entities.Find(post.Text).Where(static entity => entity.Kind == EntityKind.Hashtag).Select(static entity => Hashtags.Fold(entity.Value)).Distinct())
        {
            yield return new Topic(StreamKind.Hashtag, Tag: tag);
            if (local) yield return new Topic(StreamKind.LocalHashtag, Tag: tag);
        }
    }

    private async Task Beat()
    {
        try
        {
            while (true)
            {
                await Task.Delay(Pulse, clock, stopping.Token).ConfigureAwait(false);
                foreach (var stream in hub.All(events: true)) stream.Offer(Thump);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private sealed record Renewed(PostCard Card) : Happening;
}
