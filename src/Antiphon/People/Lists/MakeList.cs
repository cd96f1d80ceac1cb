using Antiphon.Store;

namespace Antiphon.People.Lists;

/// <summary>Makes a list with nobody on it.</summary>
public sealed class MakeList(DataStore store)
{
    /// <summary>Lists of one member, and characters of a title, as in Mastodon.</summary>
    public const int Most = 50;

    public const int MaxTitle = 256;

    public Task<Outcome<MemberList>> Run(long account, string? title, ListReplies replies = ListReplies.List, bool exclusive = false) => store.TryWrite<MemberList>(tx =>
    {
        if (Fault(title) is { } refusal) return refusal;
        if (tx.Number("SELECT count(*) FROM lists WHERE account = $1", account) >= Most) return Refusal.Invalid("base", "You have reached the maximum number of lists");
        var list = new MemberList(tx.NewId(), account, title!.Trim(), replies, exclusive);
        tx.Run("INSERT INTO lists (id, account, title, replies, exclusive) VALUES ($1, $2, $3, $4, $5)", list.Id, account, list.Title, (int)replies, exclusive);
        tx.Happened(new ListChanged(account, list.Id));
        return list;
    });

    internal static Refusal? Fault(string? title) => string.IsNullOrWhiteSpace(title) ? Refusal.Invalid("title", "Validation failed: Title can't be blank")
        : title.Length > MaxTitle ? Refusal.Invalid("title", $"The title has {MaxTitle} characters at most.")
        : null;
}
