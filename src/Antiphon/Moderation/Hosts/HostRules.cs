using System.Collections.Frozen;
using Antiphon.Live;
using Antiphon.Settings;
using Antiphon.Store;

namespace Antiphon.Moderation.Hosts;

/// <summary>
/// What holds for a host: the one answer to it, for timelines and whatever comes in or goes out alike. Read from memory, some hundred nanoseconds; a change holds from its commit on.
/// A rule holds for every subdomain; of several that hold, the strictest of each sort.
/// </summary>
public sealed class HostRules
{
    private static readonly HostStanding Open = new(HostSeverity.None, false, false);
    private static readonly HostStanding Closed = new(HostSeverity.Suspended, true, true);

    private readonly DataStore store;
    private volatile Held? held;
    private long epoch;

    public HostRules(DataStore store, Happenings happenings)
    {
        this.store = store;
        happenings.Listen(happening =>
        {
            if (happening is not (HostRulesChanged or SettingsChanged)) return;
            Interlocked.Increment(ref epoch);
            held = null;
        });
    }

    /// <param name="host">In any spelling; null is this server itself, which nothing is decided about. What is no name of a host is kept out.</param>
    public HostStanding Of(string? host)
    {
        if (host is null) return Open;
        var now = held ?? Load();
        if (now.Blocks.Count == 0 && !now.OnlyAllowed) return Open;
        if (HostName.Parse(host) is not { } name) return Closed;
        var (severity, media, reports, allowed) = (HostSeverity.None, false, false, !now.OnlyAllowed);
        foreach (var one in HostName.AndAbove(name))
        {
            allowed |= now.Allows.Contains(one);
            if (!now.Blocks.TryGetValue(one, out var block)) continue;
            if (block.Severity > severity) severity = block.Severity;
            media |= block.RejectMedia;
            reports |= block.RejectReports;
        }

        if (!allowed || severity == HostSeverity.Suspended) return Closed;
        return new HostStanding(severity, media, reports);
    }

    private Held Load()
    {
        var before = Interlocked.Read(ref epoch);
        var loaded = store.Read(static sql => new Held(
            sql.Rows($"SELECT {HostBlock.Columns} FROM host_blocks", HostBlock.Read).ToFrozenDictionary(static block => block.Domain),
            sql.Rows("SELECT domain FROM host_allows", static row => row.Text(0)).ToFrozenSet(),
            CurrentSettings.Read(sql).OnlyAllowedHosts));

        // What was read before a change and arrives after it is not kept; a change between these two lines is caught by asking again.
        if (Interlocked.Read(ref epoch) == before) held = loaded;
        if (Interlocked.Read(ref epoch) != before) held = null;
        return loaded;
    }

    private sealed record Held(FrozenDictionary<string, HostBlock> Blocks, FrozenSet<string> Allows, bool OnlyAllowed);
}
