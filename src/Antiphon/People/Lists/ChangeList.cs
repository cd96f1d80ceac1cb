using Antiphon.Store;

namespace Antiphon.People.Lists;

/// <summary>Changes a list's title and rules; null leaves what is there.</summary>
public sealed class ChangeList(DataStore store)
{
    public Task<Outcome<MemberList>> Run(long account, long list, string? title, ListReplies? replies, bool? exclusive) => store.TryWrite<MemberList>(tx =>
    {
        if (MemberLists.Find(tx, account, list) is not { } before) return Refusal.NotFound;
        if (title is not null && MakeList.Fault(title) is { } refusal) return refusal;
        var after = before with { Title = title?.Trim() ?? before.Title, Replies = replies ?? before.Replies, Exclusive = exclusive ?? before.Exclusive };
        tx.Run("UPDATE lists SET title = $3, replies = $4, exclusive = $5 WHERE id = $2 AND account = $1", account, list, after.Title, (int)after.Replies, after.Exclusive);
        tx.Happened(new ListChanged(account, list));
        tx.Happened(new WantsChanged(account));
        return after;
    });
}
