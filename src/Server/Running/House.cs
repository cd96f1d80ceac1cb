using Antiphon.Live;
using Antiphon.Server.Configuration;
using Antiphon.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Antiphon.Server.Running;

/// <summary>
/// The open house as verbs see it: the parts of <see cref="Composition"/>, whether a server runs around them or only this verb.
/// </summary>
public sealed class House(IServiceProvider services, DataDirectory directory, SettingSources settings, Site site) : IAsyncDisposable
{
    public DataDirectory Directory => directory;

    public SettingSources Settings => settings;

    public Site Site => site;

    public DataStore Store => Get<DataStore>();

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>Opens the store and the parts around it, for a verb that finds no server running. The caller holds the directory's lock.</summary>
    public static async Task<House> Open(DataDirectory directory, SettingSources settings, TimeProvider clock, ILoggerFactory logs)
    {
        var site = Listening.From(settings).Site;
        var happenings = new Happenings(logs.CreateLogger<Happenings>());
        var store = await Composition.OpenStore(directory, settings, happenings, clock).ConfigureAwait(false);
        var services = new ServiceCollection();
        services.AddSingleton(logs);
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        Composition.AddParts(services, new Opened(store, happenings, clock, directory, settings, site));
        var provider = services.BuildServiceProvider();
        return new House(provider, directory, settings, site);
    }

    public async ValueTask DisposeAsync()
    {
        // The store is made outside the container, which therefore does not dispose of it; it must outlive the parts.
        var store = Store;
        if (services is IAsyncDisposable disposable) await disposable.DisposeAsync().ConfigureAwait(false);
        await store.DisposeAsync().ConfigureAwait(false);
    }
}

/// <summary>What must be there before the parts can be.</summary>
public sealed record Opened(DataStore Store, Happenings Happenings, TimeProvider Clock, DataDirectory Directory, SettingSources Settings, Site Site);
