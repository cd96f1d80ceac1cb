using Antiphon.People;
using Antiphon.People.Authority;
using Antiphon.Store;

namespace Antiphon.Moderation.Hosts;

/// <summary>Names servers that may be talked with where only named ones are, on record.</summary>
public sealed class AllowHost(DataStore store)
{
    /// <summary>A name that is there already is answered as it stands.</summary>
    public Task<Outcome<HostAllow>> Add(long by, string? domain) => store.TryWrite<HostAllow>(tx =>
    {
        if (!Rank.AtLeast(tx, by, Role.Administrator)) return Rank.NotAllowed;
        if (HostName.Parse(domain) is not { } name) return Refusal.Invalid("domain", "This is not the name of a server. Write it as example.org.");
        if (tx.First("SELECT id, domain, created FROM host_allows WHERE domain = $1", HostLists.ReadAllow, name) is { } known) return known;
        var allow = new HostAllow(tx.NewId(), name, tx.Now);
        tx.Run("INSERT INTO host_allows (id, domain, created) VALUES ($1, $2, $3)", allow.Id, name, allow.Created);
        ModerationLog.Add(tx, by, "allow server", name);
        tx.Happened(new HostRulesChanged());
        return allow;
    });

    public Task<Outcome<HostAllow>> Remove(long by, long id) => store.TryWrite<HostAllow>(tx =>
    {
        if (!Rank.AtLeast(tx, by, Role.Administrator)) return Rank.NotAllowed;
        if (tx.First("SELECT id, domain, created FROM host_allows WHERE id = $1", HostLists.ReadAllow, id) is not { } allow) return Refusal.NotFound;
        tx.Run("DELETE FROM host_allows WHERE id = $1", id);
        ModerationLog.Add(tx, by, "no longer allow server", allow.Domain);
        tx.Happened(new HostRulesChanged());
        return allow;
    });
}
