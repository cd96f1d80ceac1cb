using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Store;

namespace Antiphon.Filters;

/// <summary>Adds, changes and takes away what a filter looks for, one by one.</summary>
public sealed class FilterParts(DataStore store, PostShelf shelf, Viewers viewers)
{
    /// <summary>A new keyword, or one that is there with another word.</summary>
    public Task<Outcome<FilterKeyword>> AddKeyword(long account, long filter, string? keyword, bool? wholeWord) => store.TryWrite<FilterKeyword>(tx =>
    {
        if (!Owns(tx, account, filter)) return Refusal.NotFound;
        if (FilterDraft.Fault(keyword, needed: true) is { } fault) return fault;
        tx.Happened(new FiltersChanged(account));
        var saved = Save(tx, account, filter, new KeywordDraft(null, keyword, wholeWord));
        return Full(tx, account) ?? saved;
    });

    public Task<Outcome<FilterKeyword>> ChangeKeyword(long account, long id, string? keyword, bool? wholeWord) => store.TryWrite<FilterKeyword>(tx =>
    {
        if (tx.Number("SELECT filter FROM filter_keywords WHERE account = $1 AND id = $2", account, id) is not { } filter) return Refusal.NotFound;
        if (FilterDraft.Fault(keyword, needed: false) is { } fault) return fault;
        tx.Happened(new FiltersChanged(account));
        var saved = Save(tx, account, filter, new KeywordDraft(id, keyword, wholeWord));
        return Full(tx, account) ?? saved;
    });

    public Task<Outcome<Done>> RemoveKeyword(long account, long id) => Remove("DELETE FROM filter_keywords WHERE account = $1 AND id = $2", account, id);

    /// <summary>Has the filter catch one post, which the member must be able to read. Twice is once.</summary>
    public Task<Outcome<FilterPost>> AddPost(long account, long filter, long post) => store.TryWrite<FilterPost>(tx =>
    {
        if (!Owns(tx, account, filter) || shelf.Find(post, viewers.For(account)) is null) return Refusal.NotFound;
        if (tx.Number("SELECT count(*) FROM filter_posts WHERE account = $1", account) >= FilterDraft.MostParts) return TooMany;
        tx.Run("INSERT INTO filter_posts (id, filter, account, post) VALUES ($1, $2, $3, $4) ON CONFLICT (account, filter, post) DO NOTHING", tx.NewId(), filter, account, post);
        tx.Happened(new FiltersChanged(account));
        return tx.First($"SELECT {FilterPost.Columns} FROM filter_posts WHERE account = $1 AND filter = $2 AND post = $3", FilterPost.Read, account, filter, post)!;
    });

    public Task<Outcome<Done>> RemovePost(long account, long id) => Remove("DELETE FROM filter_posts WHERE account = $1 AND id = $2", account, id);

    private static Refusal TooMany => Refusal.Forbidden($"The filters of a member hold {FilterDraft.MostParts} keywords and as many posts at most.");

    /// <summary>At the end of a unit: whether the member's keywords have become too many, or too much to look for. Once for the unit, however many it brings.</summary>
    internal static Refusal? Full(Tx tx, long account)
    {
        var (count, characters) = tx.First(
            "SELECT count(*), coalesce(sum(length(keyword)), 0) FROM filter_keywords WHERE account = $1", static row => (row.Long(0), row.Long(1)), account);
        return count > FilterDraft.MostParts ? TooMany
            : characters > FilterDraft.MostCharacters ? Refusal.Forbidden($"The keywords of a member's filters have {FilterDraft.MostCharacters} characters together at most.")
            : null;
    }

    /// <summary>Within a larger unit, at whose end <see cref="Full"/> is asked. The draft has been looked at.</summary>
    internal static Outcome<FilterKeyword> Save(Tx tx, long account, long filter, KeywordDraft draft)
    {
        if (draft.Id is not { } id)
        {
            // What is to be removed before it was ever there.
            if (draft.Remove) return new FilterKeyword(0, filter, string.Empty, WholeWord: true);
            var made = new FilterKeyword(tx.NewId(), filter, draft.Keyword!.Trim(), draft.WholeWord ?? true);
            tx.Run(
                "INSERT INTO filter_keywords (id, filter, account, keyword, whole_word) VALUES ($1, $2, $3, $4, $5)", made.Id, filter, account, made.Keyword, made.WholeWord);
            return made;
        }

        var old = tx.First($"SELECT {FilterKeyword.Columns} FROM filter_keywords WHERE account = $1 AND filter = $2 AND id = $3", FilterKeyword.Read, account, filter, id);
        if (old is null) return Refusal.NotFound;
        var changed = old with { Keyword = draft.Keyword?.Trim() ?? old.Keyword, WholeWord = draft.WholeWord ?? old.WholeWord };
        if (draft.Remove) tx.Run("DELETE FROM filter_keywords WHERE account = $1 AND id = $2", account, id);
        else tx.Run("UPDATE filter_keywords SET keyword = $3, whole_word = $4 WHERE account = $1 AND id = $2", account, id, changed.Keyword, changed.WholeWord);
        return changed;
    }

    private Task<Outcome<Done>> Remove(string statement, long account, long id) => store.TryWrite<Done>(tx =>
    {
        if (tx.Run(statement, account, id) == 0) return Refusal.NotFound;
        tx.Happened(new FiltersChanged(account));
        return Done.Instance;
    });

    private static bool Owns(Tx tx, long account, long filter) => tx.Any("SELECT 1 FROM filters WHERE account = $1 AND id = $2", account, filter);
}
