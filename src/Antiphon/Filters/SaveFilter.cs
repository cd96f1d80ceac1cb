using Antiphon.Store;

namespace Antiphon.Filters;

/// <summary>Makes a filter, changes one, or takes it away. The owner is in every statement.</summary>
public sealed class SaveFilter(DataStore store)
{
    /// <summary>Makes one. Its title and contexts must be given.</summary>
    public Task<Outcome<Filter>> Make(long account, FilterDraft draft) => store.TryWrite<Filter>(tx =>
    {
        if ((draft with { Title = draft.Title ?? string.Empty, Contexts = draft.Contexts ?? FilterContexts.None }).Fault() is { } fault) return fault;
        if (tx.Number("SELECT count(*) FROM filters WHERE account = $1", account) >= FilterDraft.MostFilters)
        {
            return Refusal.Forbidden($"A member has {FilterDraft.MostFilters} filters at most.");
        }

        var id = tx.NewId();
        tx.Run(
            "INSERT INTO filters (id, account, title, contexts, action, expires) VALUES ($1, $2, $3, $4, $5, $6)",
            id, account, draft.Title!.Trim(), (int)draft.Contexts!.Value, (int)(draft.Action ?? FilterAction.Warn), Until(tx, draft.Lasts));
        return Finish(tx, account, id, draft);
    });

    public Task<Outcome<Filter>> Change(long account, long id, FilterDraft draft) => store.TryWrite<Filter>(tx =>
    {
        if (AllFilters.Find(tx, account, id) is not { } old) return Refusal.NotFound;
        if (draft.Fault() is { } fault) return fault;
        tx.Run(
            "UPDATE filters SET title = $3, contexts = $4, action = $5, expires = $6 WHERE account = $1 AND id = $2",
            account,
            id,
            draft.Title?.Trim() ?? old.Title,
            (int)(draft.Contexts ?? old.Contexts),
            (int)(draft.Action ?? old.Action),
            draft.Lasts is null ? old.Expires : Until(tx, draft.Lasts));
        return Finish(tx, account, id, draft);
    });

    public Task<Outcome<Done>> Remove(long account, long id) => store.TryWrite<Done>(tx =>
    {
        if (tx.Run("DELETE FROM filters WHERE account = $1 AND id = $2", account, id) == 0) return Refusal.NotFound;
        tx.Run("DELETE FROM filter_keywords WHERE account = $1 AND filter = $2", account, id);
        tx.Run("DELETE FROM filter_posts WHERE account = $1 AND filter = $2", account, id);
        tx.Happened(new FiltersChanged(account));
        return Done.Instance;
    });

    private static long? Until(Tx tx, TimeSpan? lasts) => lasts is { Ticks: > 0 } span ? tx.Now + (long)span.TotalMilliseconds : null;

    private static Outcome<Filter> Finish(Tx tx, long account, long id, FilterDraft draft)
    {
        foreach (var keyword in draft.Keywords ?? [])
        {
            var saved = FilterParts.Save(tx, account, id, keyword);
            if (!saved.Ok) return saved.Refusal;
        }

        if (FilterParts.Full(tx, account) is { } full) return full;
        tx.Happened(new FiltersChanged(account));
        return AllFilters.Find(tx, account, id)!;
    }
}
