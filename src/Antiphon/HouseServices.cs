using Antiphon.Access;
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
        return services;
    }
}
