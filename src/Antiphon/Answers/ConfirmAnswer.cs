using Antiphon.Notifications;
using Antiphon.Posts;
using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.Answers;

/// <summary>
/// Tells those who answered a call by a post that they are counted, inside the unit that counts them, and takes it back with the answer. Once for a call however often they answer,
/// to themselves alone: whoever asked hears of the reply itself, like of any other.
/// </summary>
internal static class ConfirmAnswer
{
    /// <summary>Brings what the author was told in line with what stands, in every call that this post belongs to.</summary>
    public static void Settle(Tx tx, Post post)
    {
        foreach (var call in Recognise.CallsOf(tx, post.Id)) Settle(tx, call, post.Author);
    }

    public static void Settle(Tx tx, long call, long person)
    {
        var asked = tx.First("SELECT caller, post FROM calls WHERE id = $1 AND hidden = 0", static row => new Asked(row.Long(0), row.Long(1)), call);
        if (asked is null) return;
        if (!Ledger.OfPerson(tx, call, person).Exists(static s => s.Evidence.Ring == Ring.Answered))
        {
            Notify.Retract(tx, person, NotificationKind.Counted, asked.Caller, asked.Post);
        }
        else if (!tx.Any("SELECT 1 FROM notifications WHERE post = $1 AND account = $2 AND kind = $3", asked.Post, person, (int)NotificationKind.Counted))
        {
            Notify.Add(tx, person, NotificationKind.Counted, asked.Caller, asked.Post);
        }
    }

    private sealed record Asked(long Caller, long Post);
}
