using System.Reflection;
using Antiphon.Http;
using Antiphon.MastodonApi.About;
using Antiphon.MastodonApi.Administration;
using Antiphon.MastodonApi.Announcements;
using Antiphon.MastodonApi.Entities;
using Antiphon.MastodonApi.Notifications;
using Antiphon.MastodonApi.Push;
using Antiphon.MastodonApi.Reporting;
using Antiphon.MastodonApi.Search;
using Antiphon.MastodonApi.Streaming;
using Antiphon.Notifications.Push;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Antiphon.MastodonApi;

/// <summary>Mastodon's client API. The endpoints are found by their attributes; nothing else lists them.</summary>
public static class MastodonApiServices
{
    /// <summary>Every endpoint of the API: its method, route, access and scope.</summary>
    public static IReadOnlyList<(Type Type, EndpointAttribute Endpoint)> Endpoints { get; } =
    [
        .. typeof(MastodonApiServices).Assembly.GetTypes()
            .Where(static type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(Endpoint)))
            .SelectMany(static type => type.GetCustomAttributes<EndpointAttribute>().Select(endpoint => (type, endpoint))),
    ];

    private static readonly Type[] Writers =
    [
        typeof(Addresses), typeof(Html), typeof(AccountJson), typeof(CredentialAccountJson), typeof(AttachmentJson), typeof(PollJson), typeof(ScheduledJson), typeof(CallFaces), typeof(StatusJson),
        typeof(FilterJson), typeof(NotificationJson), typeof(GroupedJson), typeof(RequestJson), typeof(TagJson), typeof(FeaturedTagJson), typeof(ProfileJson), typeof(Profiles.ProfileForm),
        typeof(Lists), typeof(InstanceFacts), typeof(Found), typeof(ReportJson), typeof(AdminAccountJson), typeof(AdminReportJson), typeof(WarningJson),
        typeof(PushSubscriptionJson), typeof(PushMessage), typeof(EmojiJson), typeof(AnnouncementJson), typeof(ServerHistory),
    ];

    public static IServiceCollection AddMastodonApi(this IServiceCollection services)
    {
        services.AddSingleton<Front, ApiFront>();
        foreach (var entity in Writers) services.AddSingleton(entity);
        services.AddStreaming();
        services.AddSingleton<ComposePush>(static provider => provider.GetRequiredService<PushMessage>().Write);
        foreach (var (type, _) in Endpoints.DistinctBy(static one => one.Type)) services.AddSingleton(type);
        return services;
    }

    public static IEndpointRouteBuilder MapMastodonApi(this IEndpointRouteBuilder routes)
    {
        // Listens from the start: made with the first stream, it would miss what happens meanwhile.
        routes.ServiceProvider.GetRequiredService<Teller>();
        routes.ServiceProvider.GetRequiredService<CallNews>();
        foreach (var (type, endpoint) in Endpoints)
        {
            Endpoint? instance = null;
            var rule = endpoint.Rule;
            routes.MapMethods(endpoint.Route, [endpoint.Method], http => (instance ??= (Endpoint)http.RequestServices.GetRequiredService(type)).Run(http))
                .WithMetadata(rule);
        }

        return routes;
    }
}
