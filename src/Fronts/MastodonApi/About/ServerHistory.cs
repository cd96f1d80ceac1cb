using Antiphon.Store;

namespace Antiphon.MastodonApi.About;

/// <summary>Since when the server says of itself what it says.</summary>
internal sealed class ServerHistory(DataStore store)
{
    /// <summary>UTC ms of the last change of its settings; before the first, when its first member came.</summary>
    public long SettingsChanged() => store.Read(static sql =>
        sql.Number("SELECT max(created) FROM moderation WHERE action = 'change settings'") ?? sql.Number("SELECT min(created) FROM users") ?? 0);
}
