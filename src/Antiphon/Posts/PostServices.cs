using Antiphon.Posts.Polls;
using Antiphon.Posts.Scheduling;
using Microsoft.Extensions.DependencyInjection;

namespace Antiphon.Posts;

/// <summary>Registers polls, posts for later and quotes.</summary>
public static class PostServices
{
    /// <summary>Expects <c>AddHouse</c>, which calls it.</summary>
    internal static IServiceCollection AddPosting(this IServiceCollection services)
    {
        services.AddSingleton<PollCounts>();
        services.AddSingleton<Vote>();
        services.AddSingleton<ClosePolls>();
        services.AddSingleton<ScheduledPosts>();
        services.AddSingleton<SchedulePost>();
        services.AddSingleton<PublishScheduled>();
        services.AddSingleton<ChangeQuotePolicy>();
        services.AddSingleton<RevokeQuote>();
        return services.AddHostedService<DuePosts>();
    }
}
