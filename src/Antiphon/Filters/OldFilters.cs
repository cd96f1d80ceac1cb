using Antiphon.Store;

namespace Antiphon.Filters;

/// <summary>
/// Filters as apps before Mastodon 4 know them: one phrase each. What they call a filter is a keyword here; its filter is made with it, and goes with it when nothing else is left in it.
/// </summary>
public sealed class OldFilters(DataStore store)
{
    private static readonly Refusal Several = Refusal.Invalid(
        "phrase", "Validation failed: These parameters cannot be changed from this application because they apply to more than one filter keyword. Use a more recent application.");

    public Task<Outcome<(Filter Filter, FilterKeyword Keyword)>> Change(long account, long id, FilterDraft draft, string? phrase, bool? wholeWord) =>
        store.TryWrite<(Filter, FilterKeyword)>(tx =>
        {
            if (tx.Number("SELECT filter FROM filter_keywords WHERE account = $1 AND id = $2", account, id) is not { } filter) return Refusal.NotFound;
            var old = AllFilters.Find(tx, account, filter)!;
            if (draft.Fault() is { } fault) return fault;
            if (FilterDraft.Fault(phrase, needed: false) is { } wrong) return wrong;
            long? expires = draft.Lasts is not { } span ? old.Expires : span.Ticks > 0 ? tx.Now + (long)span.TotalMilliseconds : null;
            var wanted = old with { Contexts = draft.Contexts ?? old.Contexts, Action = draft.Action ?? old.Action, Expires = expires };
            var others = old.Keywords.Count > 1;
            if (others && (wanted.Contexts != old.Contexts || wanted.Action != old.Action || wanted.Expires != old.Expires)) return Several;
            tx.Run(
                "UPDATE filters SET title = $3, contexts = $4, action = $5, expires = $6 WHERE account = $1 AND id = $2",
                account, filter, others || phrase is null ? old.Title : Title(phrase), (int)wanted.Contexts, (int)wanted.Action, wanted.Expires);
            var saved = FilterParts.Save(tx, account, filter, new KeywordDraft(id, phrase, wholeWord));
            if (!saved.Ok) return saved.Refusal;
            if (FilterParts.Full(tx, account) is { } full) return full;
            tx.Happened(new FiltersChanged(account));
            return (AllFilters.Find(tx, account, filter)!, saved.Value);
        });

    public Task<Outcome<Done>> Remove(long account, long id) => store.TryWrite<Done>(tx =>
    {
        if (tx.Number("SELECT filter FROM filter_keywords WHERE account = $1 AND id = $2", account, id) is not { } filter) return Refusal.NotFound;
        tx.Run("DELETE FROM filter_keywords WHERE account = $1 AND id = $2", account, id);
        if (AllFilters.Find(tx, account, filter) is { Keywords.Count: 0, Posts.Count: 0 }) tx.Run("DELETE FROM filters WHERE account = $1 AND id = $2", account, filter);
        tx.Happened(new FiltersChanged(account));
        return Done.Instance;
    });

    /// <summary>A filter that is one phrase is called by it.</summary>
    public static string Title(string phrase) => phrase.Length <= FilterDraft.LongestTitle ? phrase : phrase[..FilterDraft.LongestTitle];
}
