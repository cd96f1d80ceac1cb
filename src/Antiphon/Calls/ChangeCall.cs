using System.Text.Json;
using Antiphon.People;
using Antiphon.Store;

namespace Antiphon.Calls;

/// <summary>Closes, reopens or hides a call, or changes what stands beside it. Its wording, its words and its answers stay as they are: whoever answered, answered those.</summary>
public sealed class ChangeCall(DataStore store, AllCalls calls, TimeProvider clock)
{
    /// <summary>By its caller or a moderator: from then on nothing more is counted; null opens it again.</summary>
    public async Task<Outcome<Done>> CloseAt(Account by, Role role, string slug, long? at)
    {
        if (calls.Find(slug) is not { } call) return Refusal.NotFound;
        if (call.Caller != by.Id && role < Role.Moderator) return Refusal.NotFound;
        if (at is { } closes && closes <= call.Opened) return Refusal.Invalid("closes_at", "A call closes after it has opened.");
        return await Write(call, "UPDATE calls SET closes = $1 WHERE id = $2", at).ConfigureAwait(false);
    }

    public Task<Outcome<Done>> CloseNow(Account by, Role role, string slug) => CloseAt(by, role, slug, clock.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>By its caller: what stands beside it.</summary>
    public async Task<Outcome<Done>> Describe(Account by, string slug, CallContext context)
    {
        if (calls.Find(slug) is not { } call || call.Caller != by.Id) return Refusal.NotFound;
        context = context.Trimmed();
        if (CallRules.FaultOf(context) is { } refusal) return refusal;
        return await store.TryWrite<Done>(tx =>
        {
            if (CallRules.Unknown(tx, context.LeadsTo) is { } unknown) return unknown;
            tx.Run(
                "UPDATE calls SET suggested_by = $1, links = $2, headline = $3, standfirst = $4, leads_to = $5 WHERE id = $6",
                context.SuggestedBy, Call.Write(context.Links), context.Headline, context.Standfirst, JsonSerializer.Serialize(context.LeadsTo), call.Id);
            tx.Happened(new CallChanged(call.Id));
            return Done.Instance;
        }).ConfigureAwait(false);
    }

    /// <summary>Takes a call off the public pages, on record; by moderators.</summary>
    public async Task<Outcome<Done>> Hide(Account by, Role role, string slug, bool hidden, string note)
    {
        if (role < Role.Moderator) return Refusal.Forbidden("Only moderators can do this.");
        if (calls.Find(slug) is not { } call) return Refusal.NotFound;
        return await store.TryWrite<Done>(tx =>
        {
            tx.Run("UPDATE calls SET hidden = $1 WHERE id = $2", hidden, call.Id);
            tx.Run(
                "INSERT INTO moderation (id, by_account, action, target_call, note, created) VALUES ($1, $2, $3, $4, $5, $6)",
                tx.NewId(), by.Id, hidden ? "call.hide" : "call.show", call.Id, note.Trim(), tx.Now);
            tx.Happened(new CallChanged(call.Id));
            return Done.Instance;
        }).ConfigureAwait(false);
    }

    private Task<Outcome<Done>> Write(Call call, string sql, Value value) => store.TryWrite<Done>(tx =>
    {
        tx.Run(sql, value, call.Id);
        tx.Happened(new CallChanged(call.Id));
        return Done.Instance;
    });
}
