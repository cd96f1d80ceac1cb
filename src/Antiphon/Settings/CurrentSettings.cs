using Antiphon.Live;
using Antiphon.Store;

namespace Antiphon.Settings;

/// <summary>An administrator has changed the settings.</summary>
public sealed record SettingsChanged(ServerSettings Settings) : Happening;

/// <summary>The settings in force, from memory.</summary>
public sealed class CurrentSettings
{
    public CurrentSettings(DataStore store, Happenings happenings)
    {
        Value = store.Read(Read);
        happenings.Listen(happening =>
        {
            if (happening is SettingsChanged changed) Value = changed.Settings;
        });
    }

    /// <summary>Immutable; ask anew for each request.</summary>
    public ServerSettings Value { get; private set; }

    /// <summary>Past the cache: what this connection sees.</summary>
    public static ServerSettings Read(Sql sql) => throw new NotImplementedException();
}
