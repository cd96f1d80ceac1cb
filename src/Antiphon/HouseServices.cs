using Antiphon.Live;
using Antiphon.People;
using Antiphon.Store;
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
        return services;
    }
}
