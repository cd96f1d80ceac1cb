using Antiphon.Access;
using Antiphon.Answers;
using Antiphon.Calls;
using Antiphon.Calls.Spreading;
using Antiphon.Intake;
using Antiphon.Intake.Own;
using Antiphon.Live;
using Antiphon.Media;
using Antiphon.Notifications;
using Antiphon.Notifications.Push;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Search;
using Antiphon.Store;
using Antiphon.Timelines;
using Microsoft.Extensions.DependencyInjection;

namespace Antiphon;

/// <summary>The house's parts. Sealed classes, injected as themselves, one of each; the store is opened by the host before anything is asked for.</summary>
public static class HouseServices
{
    public static IServiceCollection AddHouse(this IServiceCollection services, DataStore store, Happenings happenings, TimeProvider clock)
    {
        services.AddSingleton(store);
        services.AddSingleton(happenings);
        services.AddSingleton(clock);
        services.AddSingleton<Accounts>();
        services.AddSingleton<Viewers>();
        services.AddSingleton<Inbox>();
        services.AddSingleton<Markers>();
        services.AddSingleton<PushSubscriptions>();
        services.AddSingleton<PostShelf>();
        services.AddSingleton<Counts>();
        services.AddSingleton<AuthorCounts>();
        services.AddSingleton<Marks>();
        services.AddSingleton<WritePost>();
        services.AddSingleton<EditPost>();
        services.AddSingleton<EditHistory>();
        services.AddSingleton<DeletePost>();
        services.AddSingleton<Boost>();
        services.AddSingleton<React>();
        services.AddSingleton<AllCalls>();
        services.AddSingleton<OpenCall>();
        services.AddSingleton<ChangeCall>();
        services.AddSingleton<CallPosts>();
        services.AddSingleton<CallSources>();
        services.AddSingleton<AllNotes>();
        services.AddSingleton<CallMarks>();
        services.AddSingleton<BesideACall>();
        services.AddSingleton<StoryPick>();
        services.AddSingleton<RelatedCalls>();
        services.AddSingleton<PinVoice>();
        services.AddSingleton<EnterClaim>();
        services.AddSingleton<Correct>();
        services.AddSingleton<Recognise>();
        services.AddSingleton<Press>();
        services.AddSingleton<OwnAnswer>();
        services.AddSingleton<Moderate>();
        services.AddSingleton<CallEvidence>();
        services.AddSingleton<Recount>();
        services.AddSingleton<ArchivedPeople>();
        services.AddSingleton<TakeInArchive>();
        services.AddSingleton<OwnArchiveProgress>();
        services.AddSingleton<OwnArchives>();
        services.AddSingleton<ReceiveArchive>();
        services.AddSingleton<ReadOwnArchive>();
        services.AddSingleton<TakeArchiveOut>();
        services.AddSingleton<CallOrigins>();
        services.AddSingleton<Boards>();
        services.AddSingleton<Spreads>();
        services.AddSingleton<PastCounts>();
        services.AddSingleton<NamedCarriers>();
        services.AddSingleton<NameCarrier>();
        services.AddSingleton<AgreeToBeNamed>();
        services.AddSingleton<RecentPosts>();
        services.AddSingleton<HomeTimeline>();
        services.AddSingleton<Timelines.Timelines>();
        services.AddSingleton<Arrivals>();
        services.AddSingleton<Threads>();
        services.AddSingleton<SearchPosts>();
        services.AddSingleton<TagDays>();
        services.AddSingleton<Conversations>();
        services.AddSingleton<Apps>();
        services.AddSingleton<Tokens>();
        services.AddSingleton<Authorize>();
        services.AddSingleton<RegisterApp>();
        services.AddSingleton<IssueCode>();
        services.AddSingleton<RedeemCode>();
        services.AddSingleton<IssueToken>();
        services.AddSingleton<RevokeToken>();
        services.AddSingleton<RevokeApp>();
        services.AddSingleton<AuthorizedApps>();
        return services.AddMedia();
    }
}
