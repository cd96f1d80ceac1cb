using Microsoft.Extensions.DependencyInjection;

namespace Antiphon.MastodonApi.Streaming;

/// <summary>Streaming's parts.</summary>
internal static class StreamingServices
{
    public static IServiceCollection AddStreaming(this IServiceCollection services)
    {
        services.AddSingleton<StreamHub>();
        services.AddSingleton<Teller>();
        services.AddSingleton<CallNews>();
        services.AddSingleton<ConversationJson>();
        services.AddSingleton<ToldAnnouncements>();
        return services;
    }
}
